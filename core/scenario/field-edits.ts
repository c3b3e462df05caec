import type { Edit, FeatureState } from '#core/model/edit.ts';
import type { Field, FieldType, Scalar } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { roleOf } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { featureEdits, recordEdit } from './apply-edits.ts';

/** What becomes of the fields of a layer. */
export type FieldChange =
  | { readonly verb: 'add'; readonly name: string; readonly type: FieldType; readonly unit?: string }
  | { readonly verb: 'remove'; readonly name: string }
  | { readonly verb: 'rename'; readonly name: string; readonly to: string };

/** Longest name of a field, letters. */
const longestName = 60;

function fieldOf({ name: layer, fields }: Layer, name: string): Field {
  const field = fields.find((one) => one.name === name);
  if (field) return field;
  throw new WorkbenchError('edit/unknown-field', {
    layer,
    field: name,
    known: fields.map((one) => one.name).join(', '),
  });
}

/** The name as it is kept. Fails with `edit/field-name`. */
function newName(layer: Layer, typed: string, but?: string): string {
  const name = typed.trim();
  const taken = layer.fields.some((field) => field.name !== but && field.name.toLowerCase() === name.toLowerCase());
  const faults: readonly (readonly [boolean, LocalText])[] = [
    [name === '', { zh: '没有名称', en: 'it has no name' }],
    [
      [...name].length > longestName,
      { zh: `超过 ${longestName} 个字`, en: `it is longer than ${longestName} letters` },
    ],
    [/[\p{Cc}"'`]/u.test(name), { zh: '含引号或控制字符', en: 'it holds quotes or control characters' }],
    [taken, { zh: '已有同名字段', en: 'there is one of that name' }],
  ];
  const fault = faults.find(([holds]) => holds);
  if (fault) throw new WorkbenchError('edit/field-name', { layer: layer.name, field: name, reason: fault[1] });
  return name;
}

/** What the program itself reads keeps its name and type. Fails with `edit/field-protected`. */
function refuseCanonical(layer: Layer, name: string): void {
  if (roleOf(layer.role).fields.some((field) => field.name === name))
    throw new WorkbenchError('edit/field-protected', { layer: layer.name, field: name });
}

/** Edits that change the values of all features that have a value in `field`, in the baseline and in every scenario. */
function valueEdits(
  project: ProjectFile,
  layer: LayerId,
  field: string,
  change: (value: Scalar) => Readonly<Record<string, Scalar>>,
): Edit[] {
  const changed = (states: Iterable<readonly [FeatureId, FeatureState]>): Map<FeatureId, FeatureState> => {
    const next = new Map<FeatureId, FeatureState>();
    for (const [id, state] of states) {
      if (state === null || state === 'deleted') continue;
      const value = state.values[field] ?? null;
      if (value !== null) next.set(id, { geometry: state.geometry, values: { ...state.values, ...change(value) } });
    }
    return next;
  };
  const { ids } = project.readTable(layer);
  const edits: Edit[] = featureEdits(project, layer, baselineId, changed(project.readFeatures(layer, baselineId, ids)));
  for (const { id } of project.describe().scenarios) {
    if (id === baselineId) continue;
    const own = [...project.ownChanges(layer, id).keys()];
    edits.push(...featureEdits(project, layer, id, changed(project.ownStates(layer, id, own))));
  }
  return edits;
}

/**
 * The edits that add, take away or rename a field of a layer, in all scenarios, and what the step is called. Values of a
 * field that goes are taken away first, so that undo brings them back. Fields that the role of the layer reads stay. Fails
 * with `edit/field-name`, `edit/field-type`, `edit/field-protected`, `edit/unknown-field`, and, where a locked scenario has
 * values of the field, with `edit/scenario-locked` when they are applied.
 */
export function fieldEdits(
  project: ProjectFile,
  id: LayerId,
  change: FieldChange,
): { readonly edits: readonly Edit[]; readonly label: LocalText } {
  const layer = project.layer(id);
  const put = (before: Layer, fields: readonly Field[]): Edit => ({
    ...recordEdit(project, 'layer', id, { ...before, fields }),
    before,
  });
  if (change.verb === 'add') {
    const name = newName(layer, change.name);
    const canonical = roleOf(layer.role).fields.find((field) => field.name === name);
    if (
      canonical &&
      (canonical.type !== change.type || (canonical.unit ?? '') !== (change.unit ?? canonical.unit ?? ''))
    )
      throw new WorkbenchError('edit/field-type', {
        layer: layer.name,
        field: name,
        type: canonical.type,
        unit: canonical.unit ?? '—',
      });
    const unit = change.unit?.trim() || canonical?.unit;
    const field: Field = { name, type: change.type, ...(unit ? { unit } : {}) };
    const label = { zh: `新增字段“${name}”`, en: `Add field ${name}` };
    return { edits: [put(layer, [...layer.fields, field])], label };
  }
  const field = fieldOf(layer, change.name);
  refuseCanonical(layer, field.name);
  const without = layer.fields.filter((one) => one !== field);
  if (change.verb === 'remove') {
    const cleared = valueEdits(project, id, field.name, () => ({ [field.name]: null }));
    const label = { zh: `删除字段“${field.name}”`, en: `Remove field ${field.name}` };
    return { edits: [...cleared, put(layer, without)], label };
  }
  const name = newName(layer, change.to, field.name);
  refuseCanonical(layer, name);
  const label = { zh: `字段“${field.name}”改名为“${name}”`, en: `Rename field ${field.name} to ${name}` };
  if (name === field.name) return { edits: [], label };
  const renamed = { ...field, name };
  const both = { ...layer, fields: [...layer.fields, renamed] };
  const moved = valueEdits(project, id, field.name, (value) => ({ [field.name]: null, [name]: value }));
  const after = layer.fields.map((one) => (one === field ? renamed : one));
  return { edits: [put(layer, both.fields), ...moved, put(both, after)], label };
}
