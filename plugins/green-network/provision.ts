import {
  bandOf,
  countOf,
  coverageWithin,
  type EvaluatorContext,
  featureAreas,
  featureLengths,
  fillText,
  greenProvision,
  IndicatorList,
  type LandUse,
  landUseOf,
  numberParameter,
  numbersOf,
  ok,
  orZero,
  outOfRange,
  type PackedGeometry,
  type Points,
  type PublicGreen,
  pickFeatures,
  publicGreen,
  type Snapshot,
  type StudyArea,
  serviceRadius,
  serviceRules,
  spanSums,
  spansOf,
  sumOf,
  textsOf,
  type Walking,
  walkToAreas,
  weightedQuantile,
} from '#sdk';
import { setOpenSpace } from './open-space.ts';
import type { Patches } from './patches.ts';
import { asPercent } from './percent.ts';
import { selectGreen } from './public-green.ts';

/** Open country: no part of the built-up area. */
const openUses = new Set<LandUse>(['agriculture', 'undeveloped', 'water']);
const greenUses = new Set<LandUse>(['green', 'protective-green', 'square']);

export interface Provision {
  /** Walk from each parcel to public green of the wanted size, m. */
  readonly greenMetres: Float64Array;
  /** 1 where the parcel's land lies wholly within service radii, down to 0. */
  readonly served: Float64Array;
  /** Green land and built-up area, m2. */
  readonly builtUp: number;
  readonly greenLand: number;
}

/** How far walks to green are followed, m. */
const furthestWalk = 3000;

/** Green within parcels of other land, m2: their green ratio's share. */
function attachedGreen(snapshot: Snapshot): number {
  const parcel = snapshot.layers.parcel!;
  const green = numbersOf(parcel, 'green_area');
  let sum = 0;
  for (const [row, text] of textsOf(parcel, 'land_use').entries()) {
    const use = landUseOf(text);
    if (!greenUses.has(use) && !openUses.has(use)) sum += orZero(green[row]!);
  }
  return sum;
}

/** The study area without water, farmland, forest and undeveloped land; at least the parcels that are built up. */
function builtUpArea(snapshot: Snapshot, landSquareMetres: number): number {
  const parcel = snapshot.layers.parcel!;
  const areas = numbersOf(parcel, 'area_m2');
  let open = 0;
  let built = 0;
  for (const [row, text] of textsOf(parcel, 'land_use').entries()) {
    const use = landUseOf(text);
    if (use === 'water' && snapshot.layers.water) continue;
    if (openUses.has(use)) open += orZero(areas[row]!);
    else built += orZero(areas[row]!);
  }
  return Math.max(built, landSquareMetres - open);
}

function residentialParcels(snapshot: Snapshot): readonly number[] {
  return textsOf(snapshot.layers.parcel, 'land_use').flatMap((text, row) =>
    ['residential', 'mixed'].includes(landUseOf(text)) ? [row] : [],
  );
}

/** Land of residential parcels within the service radius of parks: 0 to 1 per parcel, NaN for other parcels. */
function servedShares(snapshot: Snapshot, parks: PublicGreen, context: EvaluatorContext): Float64Array {
  const parcel = snapshot.layers.parcel!;
  const shares = new Float64Array(countOf(parcel)).fill(Number.NaN);
  const rows = residentialParcels(snapshot);
  for (const row of rows) shares[row] = 0;
  const rule = serviceRules[context.parameters.serviceRule as keyof typeof serviceRules];
  const radii = parks.areas.map((area) => serviceRadius(area, rule));
  const serving = selectGreen(parks, (row) => radii[row]! > 0);
  if (serving.areas.length === 0 || rows.length === 0) return shares;
  const reached = context.geometry.dissolve(
    context.geometry.bufferAll(
      serving.geometry,
      radii.filter((radius) => radius > 0),
    ),
  );
  const homes = pickFeatures(parcel.geometry, rows);
  const pairs = Uint32Array.from({ length: 2 * rows.length }, (_, at) => (at % 2 === 0 ? at / 2 : 0));
  const parts = featureAreas(context.geometry.intersectPairs(homes, reached, pairs));
  const whole = featureAreas(homes);
  for (const [place, row] of rows.entries()) shares[row] = whole[place] === 0 ? 0 : parts[place]! / whole[place]!;
  return shares;
}

/** Length of what is drawn as green corridors, km: of a strip with area A and perimeter P, (P + √(P² − 16 A)) / 4. */
function corridorKilometres(snapshot: Snapshot): number {
  const greens = snapshot.layers['green-space'];
  if (!greens) return 0;
  const areas = featureAreas(greens.geometry);
  const perimeters = featureLengths(greens.geometry);
  let metres = 0;
  for (const [row, kind] of textsOf(greens, 'kind').entries()) {
    if (kind !== 'corridor') continue;
    const perimeter = perimeters[row]!;
    metres += (perimeter + Math.sqrt(Math.max(0, perimeter ** 2 - 16 * areas[row]!))) / 4;
  }
  return metres / 1000;
}

/** Provision with green space: the national indicators, access within 300 m, and open public space. */
export function measureProvision(
  snapshot: Snapshot,
  study: StudyArea,
  land: PackedGeometry,
  patches: Patches,
  places: Points,
  walking: Walking,
  list: IndicatorList,
  context: EvaluatorContext,
): Provision {
  const { parameters } = context;
  const parcel = snapshot.layers.parcel!;
  const residents = numbersOf(parcel, 'residents');
  const people = sumOf(residents);
  const landSquareMetres = sumOf(featureAreas(land));
  const builtUp = builtUpArea(snapshot, study.source === 'boundary' ? landSquareMetres : 0);
  const greenLand = Math.min(builtUp, patches.greenSquareMetres + attachedGreen(snapshot));
  const open = publicGreen(snapshot.layers['green-space'], snapshot.layers.parcel!);
  const parks = selectGreen(open, (row) => open.isPark[row]!);
  const served = servedShares(snapshot, parks, context);
  const homes = residentialParcels(snapshot);
  const areas = numbersOf(parcel, 'area_m2');
  const homeLand = homes.reduce((sum, row) => sum + orZero(areas[row]!), 0);
  const amounts = {
    builtUpHectares: builtUp / 10_000,
    greenHectares: greenLand / 10_000,
    parkHectares: sumOf(parks.areas) / 10_000,
    residentialHectares: homeLand / 10_000,
    residentialServedHectares: homes.reduce((sum, row) => sum + served[row]! * orZero(areas[row]!), 0) / 10_000,
  };
  const provisionFor = (residing: number) => greenProvision({ ...amounts, residents: residing });
  const result = provisionFor(people);
  list.set('green-ratio', asPercent(result.greenRatio));
  const spans = spansOf(parcel);
  const ends = spans ? spanSums(spans.residents).map((residing) => provisionFor(residing).parkPerPerson) : [];
  list.set('park-per-person', result.parkPerPerson, undefined, bandOf(result.parkPerPerson, ends));
  list.set('park-service', asPercent(result.parkServiceCoverage));
  list.set('corridor-length', ok(corridorKilometres(snapshot)));

  const wanted = numberParameter(parameters, 'accessMinimumArea');
  const large = selectGreen(open, (row) => open.areas[row]! >= wanted);
  const greenMetres = walkToAreas(places, large.geometry, walking, furthestWalk);
  const access = coverageWithin(residents, greenMetres, numberParameter(parameters, 'accessDistance'));
  list.set('green-access', asPercent(access.share));
  const reached = greenMetres.map((metres) => (Number.isFinite(metres) ? metres : Number.NaN));
  const median = weightedQuantile(greenMetres, residents, 0.5);
  const far = outOfRange('一半以上居民 3 km 内没有绿地', 'more than half of the residents have no green within 3 km');
  list.set('green-walk', median.status === 'undefined' ? far : median);
  setOpenSpace(snapshot, open, builtUp, places, residents, walking, list, context);
  if (study.source === 'hull') {
    context.remark('info', {
      zh: '没有规划范围，建成区面积取已利用地块之和，不含地块之间的道路。',
      en: 'Without a plan boundary the built-up area is the sum of the parcels in use, without the streets between them.',
    });
  }
  if (access.unknown > 0) {
    const text = [
      '{count} 个地块人口未知，未计入可达人口。',
      'The residents of {count|parcel|parcels} are not known; they are left out of access.',
    ] as const;
    context.remark('info', fillText(...text, { count: access.unknown }));
  }
  return { greenMetres: reached, served, builtUp, greenLand };
}
