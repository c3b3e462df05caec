import {
  coverageWithin,
  type EvaluatorContext,
  featureLengths,
  IndicatorList,
  landUseOf,
  numberParameter,
  numbersOf,
  openPublicSpace,
  orZero,
  type Points,
  type PublicGreen,
  type Snapshot,
  sumOf,
  textsOf,
  type Walking,
  walkToAreas,
} from '#sdk';
import { asPercent } from './percent.ts';

/** Open public space: its share of the built-up area with the streets, and who has it within a walk. */
export function setOpenSpace(
  snapshot: Snapshot,
  open: PublicGreen,
  builtUp: number,
  places: Points,
  residents: Float64Array,
  walking: Walking,
  list: IndicatorList,
  context: EvaluatorContext,
): void {
  const limit = numberParameter(context.parameters, 'openSpaceDistance');
  const near = coverageWithin(residents, walkToAreas(places, open.geometry, walking, limit), limit);
  const streets = streetSquareMetres(snapshot, context);
  const result = openPublicSpace({
    builtUpHectares: builtUp / 10_000,
    openHectares: sumOf(open.areas) / 10_000,
    streetHectares: streets === undefined ? undefined : streets / 10_000,
    residents: near.total,
    residentsServed: near.covered,
  });
  list.set('open-space', asPercent(result.share));
  list.set('open-space-access', asPercent(near.unknown === residents.length ? near.share : result.populationShare));
}

/** Street land: parcels of road land, or, where there are none, centre lines times their width. */
function streetSquareMetres(snapshot: Snapshot, context: EvaluatorContext): number | undefined {
  const parcel = snapshot.layers.parcel!;
  const areas = numbersOf(parcel, 'area_m2');
  let land = 0;
  for (const [row, text] of textsOf(parcel, 'land_use').entries()) {
    if (landUseOf(text) === 'road') land += orZero(areas[row]!);
  }
  const { street } = snapshot.layers;
  if (land > 0 || !street) return land > 0 ? land : undefined;
  const lengths = featureLengths(street.geometry);
  const widths = numbersOf(street, 'width');
  const usual = numberParameter(context.parameters, 'streetWidth');
  return lengths.reduce((sum, length, row) => sum + length * (Number.isNaN(widths[row]!) ? usual : widths[row]!), 0);
}
