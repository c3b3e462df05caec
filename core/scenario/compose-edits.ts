import type { Edit, FeatureState, RecordEdit } from '#core/model/edit.ts';
import type { Layer } from '#core/model/layer.ts';
import { isSameState } from './check-features.ts';
import { isSameDocument } from './check-records.ts';

function keyOf(edit: Edit): string {
  return edit.kind === 'record'
    ? JSON.stringify([edit.record, edit.id])
    : JSON.stringify([edit.layer, edit.scenario, edit.feature]);
}

function isChange({ kind, before, after }: Edit): boolean {
  return kind === 'record'
    ? !isSameDocument(before, after)
    : !isSameState(before as FeatureState, after as FeatureState);
}

/**
 * Several lists of edits as one: an edit for each thing, from what it was before the first to what it is after the last,
 * and none for what is as it was. So insert and update give an insert, insert and delete nothing, delete and insert an
 * update. Applying the result does what applying the lists in turn does.
 *
 * The edits come in an order in which they can be applied and, reversed, taken back: documents that appear, documents that
 * change, features, layers that lose fields (a field is only dropped when it is empty), documents that go. A field that is
 * dropped and added again with another type cannot be told in one edit; do not compose across that.
 */
export function composeEdits(...lists: readonly (readonly Edit[])[]): Edit[] {
  const byKey = new Map<string, Edit>();
  for (const edit of lists.flat()) {
    const key = keyOf(edit);
    const first = byKey.get(key);
    byKey.set(key, first ? ({ ...edit, before: first.before } as Edit) : edit);
  }
  const all = [...byKey.values()];
  // A layer that is gone at the end takes its features out of sight as they were: what happened to them before is nothing.
  const gone = new Set(all.flatMap((edit) => (isLayerEdit(edit) && edit.after === null ? [edit.id] : [])));
  const kept = all.filter((edit) => edit.kind === 'record' || !gone.has(edit.layer));
  const edits = kept.filter(isChange).flatMap(splitFieldChange);
  return edits.sort((a, b) => rankOf(a) - rankOf(b));
}

const isLayerEdit = (edit: Edit): edit is RecordEdit => edit.kind === 'record' && edit.record === 'layer';

const isLayerChange = (edit: Edit): edit is RecordEdit =>
  isLayerEdit(edit) && edit.before !== null && edit.after !== null;

function fieldsLost(before: Layer, after: Layer): Layer['fields'] {
  return before.fields.filter(({ name }) => !after.fields.some((field) => field.name === name));
}

function rankOf(edit: Edit): number {
  if (edit.kind === 'feature') return 2;
  if (edit.before === null) return 0;
  if (edit.after === null) return 4;
  return isLayerChange(edit) && fieldsLost(edit.before as Layer, edit.after as Layer).length > 0 ? 3 : 1;
}

/** A layer that gains and loses fields gains them before its features change and loses them after. */
function splitFieldChange(edit: Edit): Edit[] {
  if (!isLayerChange(edit)) return [edit];
  const before = edit.before as Layer;
  const after = edit.after as Layer;
  const lost = fieldsLost(before, after);
  if (lost.length === 0 || fieldsLost(after, before).length === 0) return [edit];
  const between: Layer = { ...after, fields: [...after.fields, ...lost] };
  return [
    { ...edit, after: between },
    { ...edit, before: between },
  ];
}
