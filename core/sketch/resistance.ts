import type { LandUse } from '#core/model/land-use.ts';

/** Ground that is no parcel: streets, mostly. */
type Ground = LandUse | 'street';

/**
 * How hard it is for a green corridor to cross land, 1 for green land. An order of ease by expert judgement, as is usual for
 * urban corridors; default, verify locally. A recipe may state its own.
 */
export const defaultResistance: Readonly<Record<Ground, number>> = {
  green: 1,
  'protective-green': 1,
  square: 4,
  agriculture: 3,
  undeveloped: 4,
  water: 60,
  street: 20,
  road: 20,
  sport: 12,
  culture: 30,
  education: 30,
  administration: 35,
  welfare: 35,
  health: 40,
  residential: 45,
  mixed: 55,
  commercial: 60,
  office: 60,
  logistics: 70,
  industrial: 70,
  utility: 90,
  transport: 90,
  special: 150,
  heritage: 150,
};
