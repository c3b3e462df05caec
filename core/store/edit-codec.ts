import type { Edit, FeatureEdit, FeatureImage, FeatureState, RecordEdit } from '#core/model/edit.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import { packDocument, unpackDocument } from './document-codec.ts';

/** A state: null, 0 for deleted, or the place of its geometry (-1 for none) and a value for each field of its group. */
type StateRow = null | 0 | readonly [geometry: number, ...values: Scalar[]];

/** Edits one after the other of one layer, scenario and list of fields: what they share is written once. */
interface FeatureGroup {
  readonly layer: LayerId;
  readonly scenario: ScenarioId;
  readonly fields: readonly string[];
  readonly rows: [feature: FeatureId, before: StateRow, after: StateRow][];
}

/** Edits in a form that takes little room: lists for the document codec. */
export interface PackedEdits {
  readonly items: readonly (FeatureGroup | RecordEdit)[];
  /** All geometries one after the other, and where each ends. */
  readonly geometry: Uint8Array;
  readonly ends: Uint32Array;
}

const fieldsOf = (state: FeatureState): string[] =>
  state === null || state === 'deleted' ? [] : Object.keys(state.values);

const packed = new WeakMap<readonly Edit[], Uint8Array>();

/**
 * The edits as bytes that take little room. The same list is packed once: the history and the crash journal both keep it.
 */
export function editBytes(edits: readonly Edit[]): Uint8Array {
  let bytes = packed.get(edits);
  if (!bytes) {
    bytes = packDocument(packEdits(edits), { deflate: 'text' });
    packed.set(edits, bytes);
  }
  return bytes;
}

/** The edits that `editBytes` was given. */
export function editsFromBytes(bytes: Uint8Array): Edit[] {
  return unpackEdits(unpackDocument(bytes) as PackedEdits);
}

/** The edits in a form that takes little room. Values of a state are those of the fields its edit has before or after. */
export function packEdits(edits: readonly Edit[]): PackedEdits {
  const items: (FeatureGroup | RecordEdit)[] = [];
  const geometries: Uint8Array[] = [];
  const places = new Map<Uint8Array, number>();
  const placeOf = (geometry: Uint8Array | null): number => {
    if (!geometry) return -1;
    const place = places.get(geometry) ?? geometries.push(geometry) - 1;
    places.set(geometry, place);
    return place;
  };
  const rowOf = (state: FeatureState, fields: readonly string[]): StateRow => {
    if (state === null) return null;
    if (state === 'deleted') return 0;
    return [placeOf(state.geometry), ...fields.map((field) => state.values[field] ?? null)];
  };
  let group: FeatureGroup | undefined;
  for (const edit of edits) {
    if (edit.kind === 'record') {
      items.push(edit);
      group = undefined;
      continue;
    }
    if (!group || group.layer !== edit.layer || group.scenario !== edit.scenario || !hasFields(group, edit)) {
      const fields = [...new Set([...fieldsOf(edit.before), ...fieldsOf(edit.after)])];
      group = { layer: edit.layer, scenario: edit.scenario, fields, rows: [] };
      items.push(group);
    }
    group.rows.push([edit.feature, rowOf(edit.before, group.fields), rowOf(edit.after, group.fields)]);
  }
  return { items, ...joined(geometries) };
}

/** Whether a group has exactly the fields of an edit; states without values have those of any group. */
function hasFields({ fields }: FeatureGroup, { before, after }: FeatureEdit): boolean {
  return areFieldsOf(before, fields) && areFieldsOf(after, fields);
}

function areFieldsOf(state: FeatureState, fields: readonly string[]): boolean {
  if (state === null || state === 'deleted') return true;
  let at = 0;
  for (const field in state.values) if (field !== fields[at++]) return false;
  return at === fields.length || at === 0;
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

/** The edits that `packEdits` was given. */
export function unpackEdits({ items, geometry, ends }: PackedEdits): Edit[] {
  const geometryAt = (place: number) =>
    place < 0 ? null : geometry.slice(place === 0 ? 0 : ends[place - 1]!, ends[place]);
  const stateOf = (row: StateRow, fields: readonly string[]): FeatureState => {
    if (row === null) return null;
    if (row === 0) return 'deleted';
    const [place, ...values] = row;
    const image: FeatureImage = {
      geometry: geometryAt(place),
      values: Object.fromEntries(fields.map((field, at) => [field, values[at]!])),
    };
    return image;
  };
  return items.flatMap((item): Edit[] => {
    if ('kind' in item) return [item];
    const { layer, scenario, fields, rows } = item;
    return rows.map(([feature, before, after]) => {
      return {
        kind: 'feature',
        scenario,
        layer,
        feature,
        before: stateOf(before, fields),
        after: stateOf(after, fields),
      };
    });
  });
}
