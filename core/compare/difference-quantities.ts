import type { ParcelQuantities } from '#core/indicators/parcel-quantities.ts';
import type { LocalText } from '#core/model/text.ts';
import type { Lineage } from './lineage.ts';

/** A quantity of parcels whose difference between scenarios can be drawn. */
export interface DifferenceQuantity {
  readonly id: string;
  readonly label: LocalText;
  readonly unit: string;
  readonly decimals: number;
  /** Differences below it count as none, in the unit of the quantity. */
  readonly threshold: number;
}

type Row = readonly [
  id: string,
  zh: string,
  en: string,
  unit: string,
  decimals: number,
  threshold: number,
  amountOf: (quantities: ParcelQuantities) => Float64Array,
];

const rows: readonly Row[] = [
  ['far', '容积率', 'Floor-area ratio', '1', 2, 0.05, ({ floorArea }) => floorArea],
  ['residents', '居住人口', 'Residents', 'person', 0, 1, ({ residents }) => residents],
  ['jobs', '就业岗位', 'Jobs', 'job', 0, 1, ({ jobs }) => jobs],
  ['floor_area', '建筑面积', 'Floor area', 'm2', 0, 10, ({ floorArea }) => floorArea],
  ['green_area', '绿化面积', 'Planted area', 'm2', 0, 10, ({ greenArea }) => greenArea],
];

/** The quantities that difference maps know, each with the threshold below which it counts as unchanged. */
export const differenceQuantities: readonly DifferenceQuantity[] = rows.map(
  ([id, zh, en, unit, decimals, threshold]) => ({ id, label: { zh, en }, unit, decimals, threshold }),
);

/** Differences of one quantity by parcel: of the parcels after, and of those that are gone. NaN where it is not known. */
export interface QuantityDifference {
  /** By row after. */
  readonly after: Float64Array;
  /** In the order of `lineage.gone`. */
  readonly gone: Float64Array;
}

/**
 * How much `quantity` of each parcel differs. Amounts of divided parcels are compared with the part of the earlier parcel that
 * each piece continues; the floor-area ratio with that of the earlier parcel. Undefined when the quantity is not one of
 * `differenceQuantities`.
 */
export function quantityDifference(
  quantity: string,
  before: ParcelQuantities,
  after: ParcelQuantities,
  { before: origin, share, gone }: Lineage,
): QuantityDifference | undefined {
  const amountOf = rows.find(([id]) => id === quantity)?.[6];
  if (!amountOf) return undefined;
  const isRatio = quantity === 'far';
  const [old, now] = [amountOf(before), amountOf(after)];
  const earlier = (row: number) => (isRatio ? old[row]! / before.area[row]! : old[row]!);
  return {
    after: now.map((amount, row) => {
      const from = origin[row]!;
      const own = isRatio ? amount / after.area[row]! : amount;
      return from < 0 ? own : own - earlier(from) * (isRatio ? 1 : share[row]!);
    }),
    gone: Float64Array.from(gone, (row) => -earlier(row)),
  };
}
