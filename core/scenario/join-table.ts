import type { Edit, FeatureState } from '#core/model/edit.ts';
import { type FeatureTable, type Field, isNumberType, type Scalar, scalarAt } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId } from '#core/model/ids.ts';
import type { Join, JoinFit, JoinKeys, JoinRule, KeyForm } from '#core/model/join.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { featureEdits, recordEdit } from './apply-edits.ts';
import { keyForm, keysOf, rowsByKey } from './join-keys.ts';

/** Keys listed of each kind. */
const listed = 200;

function requireField(table: FeatureTable, layer: string, name: string): Field {
  const field = table.fields.find((each) => each.name === name);
  if (field) return field;
  const known = table.fields.map((each) => each.name).join(', ');
  throw new WorkbenchError('edit/unknown-field', { layer, field: name, known });
}

/** How features of a layer and rows of a table fit by a key; a missing key fits nothing. */
export function joinFit(layer: FeatureTable, table: FeatureTable, keys: JoinKeys, form: KeyForm): JoinFit {
  const own = keysOf(layer, keys.layer, form);
  const rows = rowsByKey(keysOf(table, keys.table, form));
  const used = new Set<string>();
  const lost: string[] = [];
  let matched = 0;
  for (const key of own) {
    if (key !== null && rows.has(key)) {
      used.add(key);
      matched++;
    } else lost.push(key ?? '');
  }
  const spare = [...rows.keys()].filter((key) => !used.has(key));
  const repeated = [...rows].filter(([, same]) => same.length > 1);
  return {
    matched,
    featuresLeft: lost.slice(0, listed),
    featuresLeftCount: lost.length,
    rowsLeft: spare.slice(0, listed),
    rowsLeftCount: spare.length,
    repeated: repeated.slice(0, listed).map(([key, same]) => ({ key, rows: same.length })),
    repeatedCount: repeated.length,
  };
}

/** One value of several rows. Texts and dates are never added up: of them the first with a value stands. */
function valueOf(table: FeatureTable, field: Field, rows: readonly number[], rule: JoinRule): Scalar {
  if (rule === 'count') return rows.length;
  const values = rows.map((row) => scalarAt(table, field, row)).filter((value) => value !== null);
  const numbers = values.filter((value) => typeof value === 'number');
  if ((rule === 'sum' || rule === 'mean') && numbers.length > 0) {
    const sum = numbers.reduce((total, value) => total + value, 0);
    return rule === 'sum' ? sum : sum / numbers.length;
  }
  return values[0] ?? null;
}

/** The field that joined values go to: one that is there takes them when its type does. */
function targetField(layer: FeatureTable, name: string, from: Field, to: string, rule: JoinRule): Field {
  const type = rule === 'count' ? 'integer' : rule === 'mean' && isNumberType(from.type) ? 'real' : from.type;
  const known = layer.fields.find((field) => field.name === to);
  if (!known)
    return from.unit === undefined || rule === 'count' ? { name: to, type } : { name: to, type, unit: from.unit };
  const fits =
    known.type === type ||
    known.type === 'text' ||
    (isNumberType(known.type) && isNumberType(type) && known.type === 'real');
  if (fits) return known;
  throw new WorkbenchError('edit/join-type', { layer: name, from: from.name, to, type, wanted: known.type });
}

/**
 * The edits that join fields of a table to the baseline of a layer, and to the features that unlocked scenarios have
 * changed, which keep a whole image of their own. Features without a row stay as they are. Fails with
 * `edit/unknown-field`, `edit/join-repeated` when several rows have one key and nothing is to be made of them,
 * `edit/join-type`, and `edit/join-nothing` when no feature finds a row.
 */
export function joinEdits(
  project: ProjectFile,
  tables: { readonly layer: FeatureTable; readonly table: FeatureTable },
  join: Join,
): { readonly edits: readonly Edit[]; readonly label: LocalText; readonly joined: number } {
  const { layer, table } = tables;
  const [record, other] = [project.layer(join.layer), project.layer(join.table)];
  requireField(layer, record.name, join.keys.layer);
  requireField(table, other.name, join.keys.table);
  const rows = rowsByKey(keysOf(table, join.keys.table, join.form));
  const own = keysOf(layer, join.keys.layer, join.form);
  const needed = new Set(own);
  if (join.rule === 'refuse') {
    const repeated = [...rows].find(([key, same]) => same.length > 1 && needed.has(key));
    if (repeated)
      throw new WorkbenchError('edit/join-repeated', { table: other.name, key: repeated[0], rows: repeated[1].length });
  }
  const pairs = join.fields.map(({ from, to }) => {
    const source = requireField(table, other.name, from);
    return { source, target: targetField(layer, record.name, source, to.trim() === '' ? from : to.trim(), join.rule) };
  });
  const valuesFor = (key: string | null): Record<string, Scalar> | undefined => {
    const same = key === null ? undefined : rows.get(key);
    if (!same) return undefined;
    const values: Record<string, Scalar> = {};
    for (const { source, target } of pairs) {
      const value = valueOf(table, source, same, join.rule);
      if (value !== null)
        values[target.name] = target.type === 'text' && typeof value !== 'string' ? String(value) : value;
    }
    return values;
  };
  const found = new Map<FeatureId, Record<string, Scalar>>();
  for (const [row, key] of own.entries()) {
    const values = valuesFor(key);
    if (values) found.set(layer.ids[row]!, values);
  }
  if (found.size === 0)
    throw new WorkbenchError('edit/join-nothing', { layer: record.name, table: other.name, key: join.keys.layer });
  const fresh = pairs
    .map(({ target }) => target)
    .filter(({ name }) => !layer.fields.some((field) => field.name === name));
  const fields = [...record.fields, ...new Map(fresh.map((field) => [field.name, field])).values()];
  const edits: Edit[] = fresh.length === 0 ? [] : [recordEdit(project, 'layer', join.layer, { ...record, fields })];
  const images = project.readFeatures(join.layer, baselineId, [...found.keys()]);
  const states = new Map<FeatureId, FeatureState>();
  for (const [id, { geometry, values }] of images)
    states.set(id, { geometry, values: { ...values, ...found.get(id) } });
  edits.push(...featureEdits(project, join.layer, baselineId, states), ...scenarioEdits(project, join, valuesFor));
  const label = { zh: `连接“${other.name}”到“${record.name}”`, en: `Join "${other.name}" to "${record.name}"` };
  return { edits, label, joined: found.size };
}

/** The same for features of which unlocked scenarios have an image of their own, by the key in that image. */
function scenarioEdits(
  project: ProjectFile,
  join: Join,
  valuesFor: (key: string | null) => Record<string, Scalar> | undefined,
): Edit[] {
  return project.describe().scenarios.flatMap(({ id, locked }) => {
    if (id === baselineId || locked) return [];
    const own = [...project.ownChanges(join.layer, id).keys()];
    const states = new Map<FeatureId, FeatureState>();
    for (const [feature, state] of project.ownStates(join.layer, id, own)) {
      if (state === 'deleted') continue;
      const key = state.values[join.keys.layer] ?? null;
      const values = valuesFor(typeof key === 'boolean' ? null : keyForm(key, join.form));
      if (values) states.set(feature, { geometry: state.geometry, values: { ...state.values, ...values } });
    }
    return featureEdits(project, join.layer, id, states);
  });
}
