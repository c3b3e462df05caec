import {
  countOf,
  type FloorUse,
  floorUseLabels,
  type LandUse,
  type LocalText,
  landUseDefinitions,
  landUseOf,
  numbersOf,
  orZero,
  type SnapshotLayer,
  textsOf,
} from '#sdk';

/** What is counted per class: floor area, or land. */
export type Basis = 'floor-area' | 'land';

/** The classes of a study: fixed for all places, so that their measures can be compared. */
interface UseClass {
  readonly id: string;
  readonly label: LocalText;
}

const floorClasses = [
  'residential',
  'commercial',
  'office',
  'industrial',
  'civic',
] as const satisfies readonly FloorUse[];
const green: UseClass = { id: 'green', label: { zh: '绿地与广场', en: 'Green and squares' } };

/** Classes by basis: five uses of floor area; for land also green. Transport, utilities, roads and water are in neither. */
function classesOf(basis: Basis): readonly UseClass[] {
  const floors = floorClasses.map((id) => ({ id, label: floorUseLabels[id] }));
  return basis === 'floor-area' ? floors : [...floors, green];
}

const greenUses = new Set<LandUse>(['green', 'protective-green', 'square']);

/** How much of each class every parcel has: row by row, one number per class, m2. */
export interface UseAmounts {
  readonly classes: readonly UseClass[];
  readonly count: number;
  readonly values: Float64Array;
}

/** The class of a parcel's land: a place in `classesOf('land')`, the next one for mixed land, −1 for land that is not counted. */
export function landClass(text: string | null): number {
  const landUse = landUseOf(text);
  if (greenUses.has(landUse)) return floorClasses.length;
  const { floorUse, developed } = landUseDefinitions[landUse];
  if (floorUse === 'mixed') return floorClasses.length + 1;
  return developed && floorUse !== null && floorUse !== 'other' ? floorClasses.indexOf(floorUse) : -1;
}

/** Floor area by class. Land that takes no part in the mix (roads, water) has none, whatever its columns say. */
function floorAmounts(parcels: SnapshotLayer): Float64Array {
  const count = countOf(parcels);
  const values = new Float64Array(count * floorClasses.length);
  for (const [place, use] of floorClasses.entries()) {
    const column = numbersOf(parcels, `floor_${use}`);
    for (let row = 0; row < count; row++) values[row * floorClasses.length + place] = Math.max(0, orZero(column[row]!));
  }
  return values;
}

/** Land by class; mixed land is shared out by its floor area, or by the assumption where that is not known. */
function landAmounts(parcels: SnapshotLayer, residentialShareOfMixed: number): Float64Array {
  const count = countOf(parcels);
  const width = floorClasses.length + 1;
  const values = new Float64Array(count * width);
  const areas = numbersOf(parcels, 'area_m2');
  const uses = textsOf(parcels, 'land_use');
  const floors = floorAmounts(parcels);
  for (let row = 0; row < count; row++) {
    const kind = landClass(uses[row]!);
    const area = orZero(areas[row]!);
    if (kind < 0) continue;
    if (kind < width) {
      values[row * width + kind] = area;
      continue;
    }
    const own = floors.subarray(row * floorClasses.length, (row + 1) * floorClasses.length);
    const total = own.reduce((sum, floor) => sum + floor, 0);
    if (total > 0) {
      for (const [place, floor] of own.entries()) values[row * width + place] = (area * floor) / total;
    } else {
      values[row * width] = area * residentialShareOfMixed;
      values[row * width + 1] = area * (1 - residentialShareOfMixed);
    }
  }
  return values;
}

export function useAmounts(parcels: SnapshotLayer, basis: Basis, residentialShareOfMixed: number): UseAmounts {
  const values = basis === 'floor-area' ? floorAmounts(parcels) : landAmounts(parcels, residentialShareOfMixed);
  return { classes: classesOf(basis), count: countOf(parcels), values };
}

/** Sums over all parcels, per class. */
export function totalsOf({ classes, count, values }: UseAmounts): Float64Array {
  const totals = new Float64Array(classes.length);
  for (let row = 0; row < count; row++) {
    for (let place = 0; place < totals.length; place++) totals[place]! += values[row * totals.length + place]!;
  }
  return totals;
}

/** The amounts of one parcel, as a view. */
export function amountsOf({ classes, values }: UseAmounts, row: number): Float64Array {
  return values.subarray(row * classes.length, (row + 1) * classes.length);
}
