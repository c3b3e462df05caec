import type { FeatureState } from '#core/model/edit.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { PaintedImage, paintedFields } from '#core/model/painted-image.ts';
import { PackedStates } from './packed-states.ts';

/**
 * Values of one field, one for each state: all the same, those of the states before, places in a list of the few there are,
 * finite numbers with NaN for none, or a list.
 */
export type ValueColumn =
  | 'before'
  | { readonly all: Scalar }
  | { readonly few: readonly Scalar[]; readonly places: Uint8Array }
  | { readonly numbers: Float64Array }
  | { readonly list: readonly Scalar[] };

/** States one after the other, of which all images have the same fields. */
export interface StateColumns {
  /**
   * For each state: 0 for none, 1 for deleted, 2 for an image without geometry, the place of its geometry and 3, or the largest
   * number for the geometry that the scenario shows, which its edit leaves alone.
   */
  readonly kinds: Uint32Array;
  readonly columns: readonly ValueColumn[];
}

const none = 0;
const deleted = 1;
const bare = 2;
const firstPlace = 3;
const present = 0xffff_ffff;

function columnOf(states: PackedStates, field: string): ValueColumn {
  const { count } = states;
  const same = states.sameIn(field);
  if (same !== undefined) return { all: same };
  const few: Scalar[] = [];
  const known = new Map<Scalar, number>();
  const places = new Uint8Array(count);
  const read = states.reader(field);
  let last: Scalar | undefined;
  let at = 0;
  for (let index = 0; index < count; index++) {
    const value = read(index);
    if (value !== undefined && value !== last) {
      last = value;
      at = known.get(value) ?? few.push(value) - 1;
      known.set(value, at);
      if (few.length > 256) return manyOf(states, field);
    }
    places[index] = at;
  }
  return few.length <= 1 ? { all: few[0] ?? null } : { few, places };
}

function manyOf(states: PackedStates, field: string): ValueColumn {
  const { count } = states;
  const read = states.reader(field);
  const numbers = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const value = read(at) ?? null;
    if (value === null) numbers[at] = Number.NaN;
    else if (typeof value === 'number' && Number.isFinite(value)) numbers[at] = value;
    else return { list: Array.from({ length: count }, (_, each) => read(each) ?? null) };
  }
  return { numbers };
}

/** Where geometries of states go. */
export interface GeometryPlaces {
  /** Gives a geometry its place. */
  readonly placeOf: (geometry: Uint8Array) => number;
  /** 1 for each state whose geometry need not be kept. */
  readonly stays: Uint8Array | undefined;
}

/**
 * States in columns. Of `before`, the states before an edit of the same features,
 * whole columns are taken where nothing differs.
 */
export function packStates(
  states: readonly FeatureState[],
  fields: readonly string[],
  { placeOf, stays: kept }: GeometryPlaces,
  before?: readonly FeatureState[],
): StateColumns {
  const kinds = new Uint32Array(states.length);
  for (let at = 0; at < kinds.length; at++) {
    const state = states[at]!;
    if (state === null) kinds[at] = none;
    else if (state === 'deleted') kinds[at] = deleted;
    else if (kept?.[at] === 1 && state instanceof PaintedImage && state.isInPlace) kinds[at] = present;
    else if (!state.geometry) kinds[at] = bare;
    else kinds[at] = kept?.[at] === 1 ? present : placeOf(state.geometry) + firstPlace;
  }
  const painted = before && paintedFields(before, states);
  const now = new PackedStates(states);
  const old = before && new PackedStates(before);
  const stays = (field: string) =>
    old !== undefined && ((painted !== undefined && !painted.has(field)) || isSame(old, now, field));
  const columns = fields.map((field) => (stays(field) ? 'before' : columnOf(now, field)));
  return { kinds, columns };
}

/** Whether all images after have the value that an image before has. */
function isSame(before: PackedStates, after: PackedStates, field: string): boolean {
  const [old, now] = [before.sameIn(field), after.sameIn(field)];
  if (old !== undefined && now !== undefined && before.areAllImages && after.areAllImages) return old === now;
  const [readOld, readNow] = [before.reader(field), after.reader(field)];
  for (let at = 0; at < after.count; at++) {
    const value = readNow(at);
    if (value !== undefined && readOld(at) !== value) return false;
  }
  return true;
}

function readerOf(column: ValueColumn, before: ((row: number) => Scalar) | undefined): (row: number) => Scalar {
  if (column === 'before') return before!;
  if ('all' in column) return () => column.all;
  if ('few' in column) return (row) => column.few[column.places[row]!]!;
  if ('list' in column) return (row) => column.list[row]!;
  return (row) => (Number.isNaN(column.numbers[row]!) ? null : column.numbers[row]!);
}

/** The states before and after that `packStates` was given; `presentAt` gives the geometries that were not kept. */
export function unpackStates(
  before: StateColumns,
  after: StateColumns,
  fields: readonly string[],
  geometryAt: (place: number) => Uint8Array,
  presentAt: (row: number) => Uint8Array | null,
): readonly (readonly [before: FeatureState, after: FeatureState])[] {
  const old = before.columns.map((column) => readerOf(column, undefined));
  const now = after.columns.map((column, at) => readerOf(column, old[at]));
  // A copy has room for all fields at once; field by field it would be made larger again and again.
  const empty: Record<string, Scalar> = Object.fromEntries(fields.map((field) => [field, null]));
  const stateOf = (kind: number, row: number, readers: readonly ((row: number) => Scalar)[]): FeatureState => {
    if (kind === none) return null;
    if (kind === deleted) return 'deleted';
    const values = { ...empty };
    for (let at = 0; at < fields.length; at++) values[fields[at]!] = readers[at]!(row);
    if (kind === bare) return { geometry: null, values };
    return { geometry: kind === present ? presentAt(row) : geometryAt(kind - firstPlace), values };
  };
  return Array.from(before.kinds, (kind, row) => [stateOf(kind, row, old), stateOf(after.kinds[row]!, row, now)]);
}

const digits = '0123456789abcdef';
const idBytes = 16;
/** Places of the pairs of digits in a UUID. */
const pairs: readonly number[] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const digitOf = new Int8Array(128).fill(-1);
for (const [value, digit] of [...digits].entries()) digitOf[digit.charCodeAt(0)] = value;

const packedTables = new WeakMap<readonly FeatureId[], Uint8Array | readonly FeatureId[]>();

/** `packIds` of those of a table, some of its rows: what was packed of the table serves all steps on it. */
export function packRowIds(ids: readonly FeatureId[], rows: Int32Array): Uint8Array | readonly FeatureId[] {
  const all = packedTables.get(ids) ?? packIds(ids);
  packedTables.set(ids, all);
  if (!(all instanceof Uint8Array)) return packIds(Array.from(rows, (row) => ids[row]!));
  const bytes = new Uint8Array(idBytes * rows.length);
  for (let at = 0; at < rows.length; ) {
    // Rows that follow each other are copied together.
    let next = at + 1;
    while (next < rows.length && rows[next] === rows[next - 1]! + 1) next++;
    bytes.set(all.subarray(idBytes * rows[at]!, idBytes * (rows[next - 1]! + 1)), idBytes * at);
    at = next;
  }
  return bytes;
}

/** Ids as 16 bytes each where all are UUIDs in small letters, which they mostly are; otherwise as they are. */
export function packIds(ids: readonly FeatureId[]): Uint8Array | readonly FeatureId[] {
  const bytes = new Uint8Array(idBytes * ids.length);
  let at = 0;
  for (const id of ids) {
    if (id.length !== 36 || id[8] !== '-' || id[13] !== '-' || id[18] !== '-' || id[23] !== '-') return ids;
    for (const pair of pairs) {
      const high = digitOf[id.charCodeAt(pair)] ?? -1;
      const low = digitOf[id.charCodeAt(pair + 1)] ?? -1;
      if (high < 0 || low < 0) return ids;
      bytes[at++] = 16 * high + low;
    }
  }
  return bytes;
}

const hexadecimal: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The ids that `packIds` was given. */
export function unpackIds(packed: Uint8Array | readonly FeatureId[]): readonly FeatureId[] {
  if (!(packed instanceof Uint8Array)) return packed;
  return Array.from({ length: packed.length / idBytes }, (_, id) => {
    let text = '';
    for (let byte = 0; byte < idBytes; byte++) {
      if (byte === 4 || byte === 6 || byte === 8 || byte === 10) text += '-';
      text += hexadecimal[packed[id * idBytes + byte]!]!;
    }
    return text as FeatureId;
  });
}
