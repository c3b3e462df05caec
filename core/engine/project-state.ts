import { baselineId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { ProjectState } from '#core/rpc/requests.ts';
import { conflictsOf } from '#core/scenario/conflicts.ts';
import type { OpenProject } from './session.ts';

/** What a window shows of the open project besides its features. */
export function projectState({ file, tables, remarks, unsaved }: OpenProject): ProjectState {
  const description = file.describe();
  const withTable = description.layers.filter((layer) => layer.table !== '');
  const featureCounts: Record<LayerId, number> = {};
  for (const layer of withTable) featureCounts[layer.id] = tables.table(layer.id, baselineId).ids.length;
  const changeCounts: Record<ScenarioId, number> = {};
  for (const scenario of description.scenarios) {
    changeCounts[scenario.id] =
      scenario.id === baselineId
        ? 0
        : withTable.reduce((sum, layer) => sum + file.changesFromBaseline(layer.id, scenario.id).size, 0);
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
