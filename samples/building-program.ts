import type { District } from './districts.ts';
import type { Lot } from './lots.ts';
import type { Building, BuildingKind } from './site.ts';

/** Shapes of housing: four-to-six-storey walk-ups, lifts up to eleven, slabs up to eighteen, towers above. */
export type Housing = 'walk-up' | 'mid-rise' | 'high-rise' | 'tower';

/** Shapes of housing by quarter and their weights. */
export const housingMixes: Readonly<Partial<Record<District, string>>> = {
  newer: 'walk-up 26 mid-rise 40 high-rise 24 tower 10',
  middle: 'walk-up 62 mid-rise 22 high-rise 12 tower 4',
  southern: 'walk-up 52 mid-rise 30 high-rise 13 tower 5',
  core: 'mid-rise 16 high-rise 48 tower 36',
  civic: 'mid-rise 26 high-rise 46 tower 28',
  growth: 'mid-rise 26 high-rise 48 tower 26',
  old: 'walk-up 1',
  villas: 'mid-rise 1',
};

/** Years in which a quarter was built. */
export const builtIn: Readonly<Record<District, readonly [from: number, to: number]>> = {
  old: [1962, 1994],
  village: [1985, 2012],
  middle: [1991, 2010],
  southern: [1995, 2016],
  newer: [2004, 2022],
  core: [2003, 2023],
  civic: [2006, 2022],
  campus: [1998, 2018],
  villas: [2002, 2019],
  industry: [1998, 2021],
  logistics: [2005, 2022],
  technology: [2010, 2023],
  growth: [2015, 2024],
  fields: [1995, 2018],
};

export const home = (floors: number): BuildingKind => ({ use: 'residential', floors, storey: 3 });
export const civic = (floors: number): BuildingKind => ({ use: 'civic', floors, storey: 3.8 });
export const shop = (floors: number): BuildingKind => ({ use: 'commercial', floors, storey: 4.5 });
export const office = (floors: number): BuildingKind => ({ use: 'office', floors, storey: 4 });
export const hall = (floors: number): BuildingKind => ({ use: 'industrial', floors, storey: floors > 2 ? 5 : 8 });
export const other = (floors: number): BuildingKind => ({ use: 'other', floors, storey: 4.5 });

/** The floor-area ratio that land of some code does not exceed, in the core and elsewhere. */
function densest({ code, district }: Lot): number {
  const isCore = district === 'core';
  if (code === 'B2') return isCore ? 8 : 4.2;
  if (code === 'RB') return isCore ? 4.8 : 3.4;
  return code === 'B1' ? 3.8 : isCore ? 3.4 : 2.85;
}

function lower(building: Building, share: number): Building {
  const floors = Math.max(1, Math.floor(building.floors * share));
  const height = Math.round(((building.height * floors) / building.floors) * 10) / 10;
  return { ...building, floors, height, floorArea: Math.round(building.footprint * floors) };
}

/** The buildings of a lot with floors, and at last whole houses, taken off until it is no denser than such land may be. */
export function thinned(buildings: readonly Building[], lot: Lot): Building[] {
  const most = densest(lot);
  let kept = [...buildings];
  for (let round = 0; round < 12; round++) {
    const far = kept.reduce((sum, { floorArea }) => sum + floorArea, 0) / lot.area;
    if (far <= most) break;
    const highest = Math.max(...kept.map(({ floors }) => floors));
    const share = Math.max(0.78, most / far);
    if (round > 5 && kept.length > 2) kept.pop();
    else kept = kept.map((building) => (building.floors < 0.6 * highest ? building : lower(building, share)));
  }
  return kept;
}
