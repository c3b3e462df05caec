import { baselineId } from '#core/model/ids.ts';
import { applyEdits } from '#core/scenario/apply-edits.ts';
import { suggestKeys } from '#core/scenario/join-keys.ts';
import { joinEdits, joinFit } from '#core/scenario/join-table.ts';
import type { Handlers } from './handler.ts';

export const joinRequests: Handlers<'table/preview-join' | 'table/join'> = {
  'table/preview-join'({ project }, { layer, table, keys, form }) {
    const [own, other] = [project.tables.table(layer, baselineId), project.tables.table(table, baselineId)];
    const suggestions = suggestKeys(own, other, form);
    const [best] = suggestions;
    const used = keys ?? (best && { layer: best.layer, table: best.table });
    return { suggestions, keys: used ?? null, fit: used ? joinFit(own, other, used, form) : null };
  },

  'table/join'(session, join) {
    const { file, tables } = session.project;
    const both = { layer: tables.table(join.layer, baselineId), table: tables.table(join.table, baselineId) };
    const { edits, label, joined } = joinEdits(file, both, join);
    applyEdits(file, label, edits, 'correction');
    return { state: session.state(), joined };
  },
};
