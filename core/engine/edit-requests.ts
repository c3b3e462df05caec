import type { FeatureEdit } from '#core/model/edit.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import { baselineId } from '#core/model/ids.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import type { DirectEdit } from '#core/rpc/layer-messages.ts';
import type { ProjectState, RequestOf } from '#core/rpc/requests.ts';
import { applyEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import { additionEdits, geometryEdits, removalEdits, valueEdits } from '#core/scenario/direct-edits.ts';
import type { Handlers } from './handler.ts';
import { recordSteps } from './scenario-requests.ts';
import type { OpenProject, Session } from './session.ts';

/** Features that get the same values together, as steps that the recipe of their scenario can repeat. */
function attributeSteps(
  { file, tables }: OpenProject,
  { layer, scenario, changes }: RequestOf<'edit/set-values'>,
): readonly RecipeStep[] {
  const { role } = file.layer(layer);
  // A step finds its layer by role; what a scenario has not of its own is not recorded either.
  if (scenario === baselineId || tables.layersOf(role)[0]?.id !== layer) return [];
  const groups = new Map<string, { readonly ids: string[]; readonly set: Readonly<Record<string, Scalar>> }>();
  for (const { feature, values } of changes) {
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? { ids: [], set: values };
    groups.set(key, group);
    group.ids.push(feature);
  }
  return [...groups.values()].map(({ ids, set }) => ({ sketch: 'attributes', role, select: { ids }, set }));
}

/** Applies edits a person makes directly as one step; with a reason for correcting the data, on the baseline as well. */
export function applied(
  session: Session,
  { label, correction }: DirectEdit,
  edits: readonly FeatureEdit[],
  steps: readonly RecipeStep[] = [],
): ProjectState {
  const { file } = session.project;
  const recorded = edits[0] && steps.length > 0 ? [recordSteps(session.project, edits[0].scenario, steps)] : [];
  if (correction === undefined) applyEdits(file, label, [...edits, ...recorded], 'user');
  else applyEdits(file, label, edits, 'correction', { reason: correction });
  return session.state();
}

export const editRequests: Handlers<
  'edit/set-values' | 'edit/set-geometry' | 'edit/add-features' | 'edit/delete-features' | 'record/put'
> = {
  'edit/set-values'(session, request) {
    const edits = valueEdits(session.project.file, request, request.changes);
    return applied(session, request, edits, attributeSteps(session.project, request));
  },

  async 'edit/set-geometry'(session, request) {
    const engine = await session.host.loadGeometry();
    return applied(session, request, geometryEdits(session.project.file, engine, request, request.changes));
  },

  async 'edit/add-features'(session, request) {
    const engine = await session.host.loadGeometry();
    const { edits, ids } = additionEdits(session.project.file, engine, request, request.features);
    return { state: applied(session, request, edits), ids };
  },

  'edit/delete-features'(session, request) {
    return applied(session, request, removalEdits(session.project.file, request, request.features));
  },

  'record/put'(session, { record, id, body, label }) {
    const { file } = session.project;
    applyEdits(file, label, [recordEdit(file, record, id, body)], 'user');
    return session.state();
  },
};
