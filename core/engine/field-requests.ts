import { applyEdits } from '#core/scenario/apply-edits.ts';
import { fieldEdits } from '#core/scenario/field-edits.ts';
import type { Handlers } from './handler.ts';

export const fieldRequests: Handlers<'table/change-fields'> = {
  'table/change-fields'(session, { layer, change }) {
    const { file } = session.project;
    const { edits, label } = fieldEdits(file, layer, change);
    applyEdits(file, label, edits, 'correction');
    return session.state();
  },
};
