import type { FeatureEdit } from '#core/model/edit.ts';
import type { DirectEdit } from '#core/rpc/layer-messages.ts';
import type { ProjectState } from '#core/rpc/requests.ts';
import { applyEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import { additionEdits, geometryEdits, removalEdits, valueEdits } from '#core/scenario/direct-edits.ts';
import type { Handlers } from './handler.ts';
import type { Session } from './session.ts';

/** Applies edits a person makes directly as one step; with a reason for correcting the data, on the baseline as well. */
export function applied(
  session: Session,
  { label, correction }: DirectEdit,
  edits: readonly FeatureEdit[],
): ProjectState {
  const { file } = session.project;
  if (correction === undefined) applyEdits(file, label, edits, 'user');
  else applyEdits(file, label, edits, 'correction', { reason: correction });
  return session.state();
}

export const editRequests: Handlers<
  'edit/set-values' | 'edit/set-geometry' | 'edit/add-features' | 'edit/delete-features' | 'record/put'
> = {
  'edit/set-values'(session, request) {
    return applied(session, request, valueEdits(session.project.file, request, request.changes));
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
