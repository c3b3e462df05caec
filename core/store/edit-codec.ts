import { isAtRow } from '#core/geometry/image-place.ts';
import type { Edit, FeatureEdit, FeatureState, RecordEdit } from '#core/model/edit.ts';
import type { FeatureTable, Field, Scalar } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import { isInSamePlace, PaintedImage, paintedOf } from '#core/model/painted-image.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { SeenFeatures } from '#core/model/seen-features.ts';
import { packDocument, unpackDocument } from './document-codec.ts';
import { packIds, packRowIds, packStates, type StateColumns, unpackIds, unpackStates } from './state-columns.ts';

/** Edits one after the other of one layer, scenario and list of fields, in columns. */
interface FeatureColumns {
  readonly layer: LayerId;
  readonly scenario: ScenarioId;
  readonly fields: readonly string[];
  readonly ids: Uint8Array | readonly FeatureId[];
  readonly before: StateColumns;
  readonly after: StateColumns;
}

/** A state as older files have it: null, 0 for deleted, or the place of its geometry (-1 for none) and a value for each field. */
type StateRow = null | 0 | readonly [geometry: number, ...values: Scalar[]];

/** Edits as older files have them, in rows. */
interface FeatureRows {
  readonly layer: LayerId;
  readonly scenario: ScenarioId;
  readonly fields: readonly string[];
  readonly rows: readonly [feature: FeatureId, before: StateRow, after: StateRow][];
}

/** Edits in a form that takes little room: lists for the document codec. */
export interface PackedEdits {
  readonly items: readonly (FeatureColumns | FeatureRows | RecordEdit)[];
  /** All geometries one after the other, and where each ends. */
  readonly geometry: Uint8Array;
  readonly ends: Uint32Array;
}

const fieldsOf = (state: FeatureState): string[] =>
  state === null || state === 'deleted' ? [] : Object.keys(state.values);

/** What baselines there are; undefined for a layer that is not known. */
export type BaselineOf = (layer: LayerId) => FeatureTable | undefined;

/**
 * Finds the geometry that a scenario shows of features of a layer, its own or the baseline's, at the time at which edits are taken
 * back or done again.
 */
export type ShownGeometry = (layer: LayerId, scenario: ScenarioId) => (feature: FeatureId) => Uint8Array | null;

const packed = new WeakMap<readonly Edit[], Uint8Array>();

/**
 * The edits as bytes that take little room. The same list is packed once: the history and the crash journal both keep it.
 */
export function editBytes(edits: readonly Edit[], baselineOf?: BaselineOf): Uint8Array {
  let bytes = packed.get(edits);
  if (!bytes) {
    bytes = packDocument(packEdits(edits, baselineOf), { deflate: 'text' });
    packed.set(edits, bytes);
  }
  return bytes;
}

/** The edits that `editBytes` was given. Without `shown`, geometries that were left out are missing. */
export function editsFromBytes(bytes: Uint8Array, shown?: ShownGeometry): Edit[] {
  return unpackEdits(unpackDocument(bytes) as PackedEdits, shown);
}

/** Edits that share what is written once. */
interface FeatureGroup {
  readonly layer: LayerId;
  readonly scenario: ScenarioId;
  readonly fields: readonly string[];
  readonly edits: FeatureEdit[];
}

/**
 * The edits in a form that takes little room. Values of a state are those of the fields its edit has before or after. Geometries that
 * many edits leave alone are left out: undo and redo find them where they are (see `unmoved`).
 */
export function packEdits(edits: readonly Edit[], baselineOf?: BaselineOf): PackedEdits {
  const groups: (FeatureGroup | RecordEdit)[] = [];
  let group: FeatureGroup | undefined;
  for (const edit of edits) {
    if (edit.kind === 'record') {
      groups.push(edit);
      group = undefined;
      continue;
    }
    if (!group || group.layer !== edit.layer || group.scenario !== edit.scenario || !hasFields(group, edit)) {
      const fields = [...new Set([...fieldsOf(edit.before), ...fieldsOf(edit.after)])];
      group = { layer: edit.layer, scenario: edit.scenario, fields, edits: [] };
      groups.push(group);
    }
    group.edits.push(edit);
  }
  const geometries: Uint8Array[] = [];
  const places = new Map<Uint8Array, number>();
  const placeOf = (geometry: Uint8Array): number => {
    const known = places.get(geometry);
    if (known !== undefined) return known;
    places.set(geometry, geometries.length);
    return geometries.push(geometry) - 1;
  };
  const features = groups.filter((each): each is FeatureGroup => !('kind' in each));
  // Otherwise what a scenario shows before and after the step is not what it shows in its midst.
  const isPlain =
    new Set(features.map(({ layer, scenario }) => `${layer} ${scenario}`)).size === features.length &&
    !groups.some((each) => 'kind' in each && each.record === 'layer');
  const items = groups.map((each) => {
    if ('kind' in each) return each;
    const stays = isPlain ? unmoved(each, baselineOf) : undefined;
    return columnsOf(each, placeOf, stays);
  });
  return { items, ...joined(geometries) };
}

/** From so many edits on geometries are left out: few take little room. */
const manyEdits = 20;

/**
 * Tells which edits leave a feature where the scenario shows it: both states have the same geometry, or one is "as in the parent" and
 * the other has that of the baseline. Undefined where none are to be left out.
 */
function unmoved({ layer, scenario, edits }: FeatureGroup, baselineOf?: BaselineOf): Uint8Array | undefined {
  if (edits.length < manyEdits || scenario === baselineId) return undefined;
  const seen = new SeenFeatures();
  if (!edits.every((edit) => seen.add(edit))) return undefined;
  const baseline = baselineOf?.(layer);
  const rows = baseline && rowsOf(baseline.ids);
  return Uint8Array.from(edits, ({ feature, before, after }) => {
    if (before === 'deleted' || after === 'deleted') return 0;
    if (before && after) return isInSamePlace(before, after) || before.geometry === after.geometry ? 1 : 0;
    const image = before ?? after;
    const painted = paintedOf(image);
    const row = painted && painted.base === baseline ? painted.row : rows?.get(feature);
    return image && row !== undefined && isAtRow(image, baseline!.geometry, row) ? 1 : 0;
  });
}

function columnsOf(
  { layer, scenario, fields, edits }: FeatureGroup,
  placeOf: (geometry: Uint8Array) => number,
  stays: Uint8Array | undefined,
): FeatureColumns {
  const before = edits.map((edit) => edit.before);
  return {
    layer,
    scenario,
    fields,
    ids: idsOf(edits),
    before: packStates(before, fields, { placeOf, stays }),
    after: packStates(
      edits.map((edit) => edit.after),
      fields,
      { placeOf, stays },
      before,
    ),
  };
}

/** From so many painted edits on the ids of their whole table are packed, once. */
const manyRows = 10_000;

function idsOf(edits: readonly FeatureEdit[]): Uint8Array | readonly FeatureId[] {
  const plain = () => packIds(edits.map(({ feature }) => feature));
  if (edits.length < manyRows) return plain();
  const rows = new Int32Array(edits.length);
  let base: FeatureTable | undefined;
  for (let at = 0; at < rows.length; at++) {
    const { before, after } = edits[at]!;
    const painted = paintedOf(after) ?? paintedOf(before);
    base ??= painted?.base;
    if (!painted || painted.base !== base) return plain();
    rows[at] = painted.row;
  }
  return base && 4 * rows.length > base.ids.length ? packRowIds(base.ids, rows) : plain();
}

/** Whether a group has exactly the fields of an edit; states without values have those of any group. */
function hasFields({ fields }: FeatureGroup, { before, after }: FeatureEdit): boolean {
  return areFieldsOf(before, fields) && areFieldsOf(after, fields);
}

function areFieldsOf(state: FeatureState, fields: readonly string[]): boolean {
  if (state === null || state === 'deleted') return true;
  // A paint has none but those of its base.
  if (state instanceof PaintedImage) return areNames(state.base.fields, fields);
  let at = 0;
  for (const field in state.values) if (field !== fields[at++]) return false;
  return at === fields.length || at === 0;
}

const namesSeen = new WeakMap<readonly Field[], readonly string[]>();

/** Whether `fields` are the names of those of a table; they are asked about again and again. */
function areNames(own: readonly Field[], fields: readonly string[]): boolean {
  if (namesSeen.get(own) === fields) return true;
  if (own.length !== fields.length || !own.every(({ name }, at) => name === fields[at])) return false;
  namesSeen.set(own, fields);
  return true;
}

function joined(geometries: readonly Uint8Array[]): { geometry: Uint8Array; ends: Uint32Array } {
  const geometry = new Uint8Array(geometries.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  const ends = Uint32Array.from(geometries, (bytes) => {
    geometry.set(bytes, end);
    end += bytes.length;
    return end;
  });
  return { geometry, ends };
}

/** The edits that `packEdits` was given, or that older files have in rows. */
export function unpackEdits({ items, geometry, ends }: PackedEdits, shown?: ShownGeometry): Edit[] {
  const geometries = Array.from(ends, (end, place) => geometry.slice(place === 0 ? 0 : ends[place - 1]!, end));
  return items.flatMap((item): Edit[] => {
    if ('kind' in item) return [item];
    const { layer, scenario } = item;
    if ('rows' in item) {
      const stateOf = (row: StateRow) => stateOfRow(row, item.fields, geometries);
      return item.rows.map(([feature, before, after]): FeatureEdit => {
        return { kind: 'feature', scenario, layer, feature, before: stateOf(before), after: stateOf(after) };
      });
    }
    const ids = unpackIds(item.ids);
    let find: ReturnType<ShownGeometry> | undefined;
    const presentAt = (row: number) => {
      find ??= shown?.(layer, scenario);
      return find?.(ids[row]!) ?? null;
    };
    const states = unpackStates(item.before, item.after, item.fields, (place) => geometries[place]!, presentAt);
    return ids.map((feature, at): FeatureEdit => {
      const [before, after] = states[at]!;
      return { kind: 'feature', scenario, layer, feature, before, after };
    });
  });
}

function stateOfRow(row: StateRow, fields: readonly string[], geometries: readonly Uint8Array[]): FeatureState {
  if (row === null) return null;
  if (row === 0) return 'deleted';
  const [place, ...values] = row;
  return {
    geometry: place < 0 ? null : geometries[place]!,
    values: Object.fromEntries(fields.map((field, at) => [field, values[at]!])),
  };
}
