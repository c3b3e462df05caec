import type { LayerId, ScenarioId } from '#core/model/ids.ts';
import type { ProjectState } from '#core/rpc/requests.ts';
import { conflictsOf } from '#core/scenario/conflicts.ts';
import type { OpenProject } from './session.ts';

/** What a window shows of the open project besides its features. */
export function projectState({ file, tables, remarks, unsaved }: OpenProject): ProjectState {
  const description = file.describe();
  const withTable = description.layers.filter((layer) => layer.table !== '');
  const featureCounts: Record<LayerId, number> = {};
  for (const layer of withTable) featureCounts[layer.id] = tables.featureCount(layer.id);
  const changeCounts: Record<ScenarioId, number> = {};
  for (const scenario of description.scenarios) {
    changeCounts[scenario.id] = withTable.reduce((sum, { id }) => sum + tables.changes.count(id, scenario.id), 0);
  }
  const conflictCounts: Record<ScenarioId, number> = {};
  for (const { id } of description.scenarios) {
    const { length } = conflictsOf(file, id);
    if (length > 0) conflictCounts[id] = length;
  }
  return {
    description,
    unsavedSteps: unsaved,
    undoLabel: file.stepToUndo()?.label ?? null,
    redoLabel: file.stepToRedo()?.label ?? null,
    featureCounts,
    changeCounts,
    conflictCounts,
    remarks,
  };
}
