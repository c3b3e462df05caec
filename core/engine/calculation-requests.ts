import { scalarAt } from '#core/model/feature-table.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { FieldCalculation } from '#core/rpc/layer-messages.ts';
import { calculateField } from '#core/scenario/calculate-field.ts';
import { type ValueChange, valueEdits } from '#core/scenario/direct-edits.ts';
import { applied } from './edit-requests.ts';
import type { Handlers } from './handler.ts';
import type { OpenProject } from './session.ts';

/** Rows that a preview shows. */
const previewRows = 8;

function changesOf({ tables, file }: OpenProject, request: FieldCalculation): ValueChange[] {
  const { layer, scenario, field, expression, only } = request;
  const table = tables.table(layer, scenario);
  return calculateField(table, file.layer(layer).name, field, expression, only && new Set(only));
}

export const calculationRequests: Handlers<'table/preview-calculation' | 'table/calculate'> = {
  'table/preview-calculation'({ project }, request) {
    const changes = changesOf(project, request);
    const table = project.tables.table(request.layer, request.scenario);
    const field = table.fields.find(({ name }) => name === request.field)!;
    const rowOf = rowsOf(table.ids);
    const rows = changes.slice(0, previewRows).map(({ feature, values }) => ({
      feature,
      before: scalarAt(table, field, rowOf.get(feature)!),
      after: values[request.field] ?? null,
    }));
    return { count: changes.length, rows };
  },

  'table/calculate'(session, request) {
    const changes = changesOf(session.project, request);
    return applied(session, request, valueEdits(session.project.file, request, changes));
  },
};
