import {
  countOf,
  type FloorUse,
  featureLengths,
  floorUses,
  landUseOf,
  numbersOf,
  orZero,
  type Snapshot,
  type SnapshotLayer,
  textsOf,
} from '#sdk';

/** m2 of floor area by use. */
export type FloorAmounts = Readonly<Record<FloorUse, number>>;

/** What is done to floor area, in one parcel or in all. */
export interface FloorChange {
  /** Put up new. */
  readonly built: FloorAmounts;
  /** Standing floor area that takes on this use. */
  readonly converted: FloorAmounts;
  /** Standing floor area that gives up this use to another. */
  readonly givenUp: FloorAmounts;
  /** Taken down. */
  readonly removed: FloorAmounts;
}

export interface Change {
  readonly total: FloorChange;
  /** By parcel of the scenario what happens to it; undefined for new and unchanged ones. */
  readonly byParcel: readonly (FloorChange | undefined)[];
  /** m2 of street and of footbridge more than in the baseline. */
  readonly streetArea: number;
  readonly footbridgeArea: number;
  /** m2 of green and squares more than in the baseline. */
  readonly greenArea: number;
  /** m2 of built-up land more than in the baseline. */
  readonly developedLand: number;
}

function amounts(of: (use: FloorUse) => number): FloorAmounts {
  return Object.fromEntries(floorUses.map((use) => [use, of(use)])) as Record<FloorUse, number>;
}

export function sumOfUses(floor: FloorAmounts): number {
  return floorUses.reduce((sum, use) => sum + floor[use], 0);
}

const none = amounts(() => 0);
const unchanged: FloorChange = { built: none, converted: none, givenUp: none, removed: none };

export function addChanges(one: FloorChange, other: FloorChange): FloorChange {
  const add = (part: keyof FloorChange) => amounts((use) => one[part][use] + other[part][use]);
  return { built: add('built'), converted: add('converted'), givenUp: add('givenUp'), removed: add('removed') };
}

/**
 * What turns `before` into `after`. Where floor area grows by more than `rebuildRatio` everything is taken down and built
 * anew; below that uses change within the standing buildings, and only what is more or less is built or taken down.
 */
export function floorChange(before: FloorAmounts, after: FloorAmounts, rebuildRatio: number): FloorChange {
  const [old, own] = [sumOfUses(before), sumOfUses(after)];
  if (own > old * rebuildRatio && own > 0) return { ...unchanged, built: after, removed: before };
  const gain = amounts((use) => Math.max(0, after[use] - before[use]));
  const loss = amounts((use) => Math.max(0, before[use] - after[use]));
  const [gained, lost] = [sumOfUses(gain), sumOfUses(loss)];
  const kept = Math.min(gained, lost);
  const share = (part: FloorAmounts, whole: number, of: number) =>
    amounts((use) => (whole > 0 ? (part[use] * of) / whole : 0));
  return {
    built: share(gain, gained, gained - kept),
    converted: share(gain, gained, kept),
    givenUp: share(loss, lost, kept),
    removed: share(loss, lost, lost - kept),
  };
}

function floorsOf(layer: SnapshotLayer | undefined): (row: number) => FloorAmounts {
  const columns = floorUses.map((use) => [use, numbersOf(layer, `floor_${use}`)] as const);
  return (row) =>
    Object.fromEntries(columns.map(([use, column]) => [use, Math.max(0, orZero(column[row]!))])) as Record<
      FloorUse,
      number
    >;
}

function totalOf(layer: SnapshotLayer | undefined, rows: Iterable<number>): FloorAmounts {
  const floors = floorsOf(layer);
  const sums: Record<FloorUse, number> = { ...none };
  for (const row of rows) {
    const own = floors(row);
    for (const use of floorUses) sums[use] += own[use];
  }
  return sums;
}

/** m2 of carriageway by whether it is a footbridge; widths that are not known as given. */
function streetAreas(layer: SnapshotLayer | undefined, widthMetres: number, bridgeMetres: number) {
  const areas = { street: 0, footbridge: 0 };
  if (!layer) return areas;
  const widths = numbersOf(layer, 'width');
  const classes = textsOf(layer, 'class');
  for (const [row, metres] of featureLengths(layer.geometry).entries()) {
    const isBridge = classes[row] === 'footbridge';
    const width = widths[row]! > 0 ? widths[row]! : isBridge ? bridgeMetres : widthMetres;
    areas[isBridge ? 'footbridge' : 'street'] += metres * width;
  }
  return areas;
}

const greenUses = new Set(['green', 'protective-green', 'square']);

export function isGreenUse(text: string | null): boolean {
  return greenUses.has(landUseOf(text));
}

function landWhere(layer: SnapshotLayer | undefined, isCounted: (row: number) => boolean): number {
  const area = numbersOf(layer, 'area_m2');
  return area.reduce((sum, own, row) => sum + (isCounted(row) ? orZero(own) : 0), 0);
}

export interface ChangeRules {
  readonly rebuildRatio: number;
  readonly streetWidth: number;
  readonly footbridgeWidth: number;
}

/**
 * What a scenario changes against its baseline. Parcels are compared by id; those that were split, joined or drawn anew are
 * compared together, because which of them became which is not known.
 */
export function changeOf(scenario: Snapshot, baseline: Snapshot, rules: ChangeRules): Change {
  const [now, before] = [scenario.layers.parcel, baseline.layers.parcel];
  const rows = new Map((before?.ids ?? []).map((id, row) => [id as string, row]));
  const [floorsNow, floorsBefore] = [floorsOf(now), floorsOf(before)];
  const fresh: number[] = [];
  let total = unchanged;
  const byParcel = Array.from({ length: countOf(now) }, (_, row) => {
    const old = rows.get(now!.ids[row]!);
    if (old === undefined) {
      fresh.push(row);
      return undefined;
    }
    rows.delete(now!.ids[row]!);
    const [was, is] = [floorsBefore(old), floorsNow(row)];
    if (floorUses.every((use) => Math.abs(was[use] - is[use]) < 0.5)) return undefined;
    const change = floorChange(was, is, rules.rebuildRatio);
    total = addChanges(total, change);
    return change;
  });
  // Without the factor: the pieces of a parcel that was cut hold its buildings between them.
  const pool = floorChange(totalOf(before, rows.values()), totalOf(now, fresh), Number.POSITIVE_INFINITY);
  const [streets, old] = [scenario, baseline].map(({ layers }) =>
    streetAreas(layers.street, rules.streetWidth, rules.footbridgeWidth),
  ) as [ReturnType<typeof streetAreas>, ReturnType<typeof streetAreas>];
  const green = (layer: SnapshotLayer | undefined) => {
    const uses = textsOf(layer, 'land_use');
    return landWhere(layer, (row) => isGreenUse(uses[row]!));
  };
  const developed = (layer: SnapshotLayer | undefined) => {
    const flags = numbersOf(layer, 'developed');
    return landWhere(layer, (row) => flags[row]! > 0);
  };
  return {
    total: addChanges(total, pool),
    byParcel,
    streetArea: Math.max(0, streets.street - old.street),
    footbridgeArea: Math.max(0, streets.footbridge - old.footbridge),
    greenArea: Math.max(0, green(now) - green(before)),
    developedLand: Math.max(0, developed(now) - developed(before)),
  };
}

/** True where a scenario changes nothing that costs or returns. */
export function isNothing({ total, ...land }: Change): boolean {
  const floors = Object.values(total).reduce((sum: number, part: FloorAmounts) => sum + sumOfUses(part), 0);
  return floors + land.streetArea + land.footbridgeArea + land.greenArea + land.developedLand < 1;
}
