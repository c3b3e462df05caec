import {
  type AssumptionValues,
  assumed,
  landValueCapture,
  numberParameter,
  numbersOf,
  orZero,
  type ParameterValues,
  PointGrid,
  pickFeatures,
  representativePoints,
  type Snapshot,
  type SnapshotLayer,
  SpatialIndex,
  textsOf,
} from '#sdk';
import { type Change, isGreenUse } from './change.ts';

const million = 1e6;
const rapidModes = new Set(['metro', 'rail', 'light-rail', 'tram', 'brt']);
const valued = ['residential', 'commercial', 'office'] as const;

/** Green parcels smaller than this raise no values around them, m2. */
const leastGreen = 2000;

function newStops(scenario: Snapshot, baseline: Snapshot): { x: Float64Array; y: Float64Array } {
  const layer = scenario.layers['transit-stop'];
  const known = new Set<string>(baseline.layers['transit-stop']?.ids ?? []);
  const modes = textsOf(layer, 'mode');
  const rows = (layer?.ids ?? []).flatMap((id, row) =>
    !known.has(id) && rapidModes.has(modes[row] ?? '') ? [row] : [],
  );
  const points = layer ? representativePoints(layer.geometry) : new Float64Array(0);
  return {
    x: Float64Array.from(rows, (row) => points[2 * row]!),
    y: Float64Array.from(rows, (row) => points[2 * row + 1]!),
  };
}

/** Green land of the scenario where the baseline has none of the same id. */
function newGreen(parcel: SnapshotLayer, baseline: Snapshot): SpatialIndex {
  const before = baseline.layers.parcel;
  const oldUses = textsOf(before, 'land_use');
  const wasGreen = new Set((before?.ids ?? []).filter((_, row) => isGreenUse(oldUses[row]!)) as readonly string[]);
  const uses = textsOf(parcel, 'land_use');
  const areas = numbersOf(parcel, 'area_m2');
  const rows = parcel.ids.flatMap((id, row) =>
    isGreenUse(uses[row]!) && !wasGreen.has(id) && areas[row]! >= leastGreen ? [row] : [],
  );
  return new SpatialIndex(pickFeatures(parcel.geometry, rows));
}

/**
 * Rise of the value of what stands and stays near new stations of rapid transit and new green, as a share by parcel, by
 * premiums of hedonic studies; 0 where there is none. Where both are near the larger counts. Parcels that are themselves
 * changed are left out: their gain is in the cash flow.
 */
export function upliftShares(
  scenario: Snapshot,
  baseline: Snapshot,
  change: Change,
  parameters: ParameterValues,
): Float64Array {
  const parcel = scenario.layers.parcel!;
  const number = (name: string) => numberParameter(parameters, name);
  const [transitMetres, greenMetres] = [number('transitUpliftDistance'), number('greenUpliftDistance')];
  const nearStops = new PointGrid(newStops(scenario, baseline), transitMetres);
  const green = newGreen(parcel, baseline);
  const known = new Set<string>(baseline.layers.parcel?.ids ?? []);
  const uses = textsOf(parcel, 'land_use');
  const points = representativePoints(parcel.geometry);
  return Float64Array.from(parcel.ids, (id, row) => {
    const [x, y] = [points[2 * row]!, points[2 * row + 1]!];
    if (change.byParcel[row] || !known.has(id) || isGreenUse(uses[row]!) || Number.isNaN(x)) return 0;
    const byTransit = nearStops.nearest(x, y, transitMetres).index >= 0 ? number('transitUplift') : 0;
    const byGreen = green.nearest(x, y, 1, greenMetres).length > 0 ? number('greenUplift') : 0;
    return Math.max(byTransit, byGreen) / 100;
  });
}

/** Uplift of all floor area of homes, shops and offices, and what is captured of it, million CNY. */
export function upliftOf(
  parcel: SnapshotLayer,
  shares: Float64Array,
  values: AssumptionValues,
  captureRate: number,
): { readonly uplift: number; readonly captured: number } {
  const floors = valued.map((use) => numbersOf(parcel, `floor_${use}`).map((area) => Math.max(0, orZero(area))));
  const areas = floors.flatMap((floor) => [...floor]);
  const prices = valued.flatMap((use) => Array.from(shares, () => assumed(values, `price-${use}`)));
  const rises = valued.flatMap(() => [...shares]);
  const { uplift, captured } = landValueCapture(areas, prices, rises, captureRate);
  return { uplift: uplift / million, captured: captured / million };
}
