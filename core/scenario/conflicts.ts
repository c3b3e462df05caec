import type { ConflictChoice, FeatureConflict, OpenConflict, ScenarioConflicts } from '#core/model/conflict.ts';
import type { Edit, FeatureImage, FeatureState } from '#core/model/edit.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import type { LocalText } from '#core/model/text.ts';
import { isSameBytes } from '#core/store/canonical-wkb.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { applyEdits, featureEdits, recordEdit } from './apply-edits.ts';
import { keptConflicts } from './follow-parents.ts';

/** Features of some layers as a scenario has them. */
function imagesOf(
  project: ProjectFile,
  scenario: ScenarioId | null,
  kept: readonly FeatureConflict[],
): (conflict: FeatureConflict) => FeatureImage | undefined {
  const byLayer = new Map<LayerId, Map<FeatureId, FeatureImage>>();
  for (const layer of new Set(kept.map((one) => one.layer))) {
    const ids = kept.filter((one) => one.layer === layer).map(({ feature }) => feature);
    if (scenario && project.record('layer', layer)) byLayer.set(layer, project.readFeatures(layer, scenario, ids));
  }
  return ({ layer, feature }) => byLayer.get(layer)?.get(feature);
}

function openParts(conflict: FeatureConflict, mine?: FeatureImage, parents?: FeatureImage): OpenConflict['part'][] {
  if (!mine && !parents) return [];
  if (!mine || !parents) return [{ kind: 'feature', deletedBy: mine ? 'parent' : 'scenario' }];
  const fields = conflict.fields.flatMap((field): OpenConflict['part'][] => {
    const [own, theirs] = [mine.values[field] ?? null, parents.values[field] ?? null];
    return own === theirs ? [] : [{ kind: 'field', field, mine: own, parents: theirs }];
  });
  const moved = conflict.geometry && !isSameBytes(mine.geometry, parents.geometry);
  return moved ? [...fields, { kind: 'geometry' }] : fields;
}

/** What is still open of the conflicts of a scenario with its parent: both changed it, and they still differ. */
export function conflictsOf(project: ProjectFile, scenario: ScenarioId): OpenConflict[] {
  const kept = keptConflicts(project, scenario);
  if (kept.length === 0) return [];
  const mine = imagesOf(project, scenario, kept);
  const parents = imagesOf(project, project.scenario(scenario).parent, kept);
  return kept.flatMap((conflict) =>
    openParts(conflict, mine(conflict), parents(conflict)).map((part) => {
      return { layer: conflict.layer, feature: conflict.feature, part };
    }),
  );
}

function without(conflict: FeatureConflict, choices: readonly ConflictChoice[]): FeatureConflict | undefined {
  if (choices.some(({ field }) => field === undefined)) return undefined;
  const fields = conflict.fields.filter((name) => !choices.some(({ field }) => field === name));
  return fields.length > 0 || conflict.geometry ? { ...conflict, fields } : undefined;
}

/** A scenario's feature after the choices that take what the parent has. */
function settled(
  conflict: FeatureConflict,
  choices: readonly ConflictChoice[],
  mine?: FeatureImage,
  parents?: FeatureImage,
): FeatureState | undefined {
  const taken = choices.filter(({ take }) => take === 'parents');
  if (taken.length === 0) return undefined;
  if (!mine || !parents) return null;
  const isAll = taken.some(({ field }) => field === undefined);
  const fields = isAll ? conflict.fields : taken.map(({ field }) => field!);
  const values = {
    ...mine.values,
    ...Object.fromEntries(fields.map((field) => [field, parents.values[field] ?? null])),
  };
  return { geometry: isAll && conflict.geometry ? parents.geometry : mine.geometry, values };
}

/** Settles conflicts of a scenario as one step. Fails with `edit/scenario-locked` where the parent's is taken over. */
export function resolveConflicts(project: ProjectFile, scenario: ScenarioId, choices: readonly ConflictChoice[]): void {
  const kept = keptConflicts(project, scenario);
  const mine = imagesOf(project, scenario, kept);
  const parents = imagesOf(project, project.scenario(scenario).parent, kept);
  const states = new Map<LayerId, Map<FeatureId, FeatureState>>();
  const left: FeatureConflict[] = [];
  for (const conflict of kept) {
    const own = choices.filter(({ layer, feature }) => layer === conflict.layer && feature === conflict.feature);
    const rest = own.length === 0 ? conflict : without(conflict, own);
    if (rest) left.push(rest);
    const state = settled(conflict, own, mine(conflict), parents(conflict));
    if (state === undefined) continue;
    const byFeature = states.get(conflict.layer) ?? new Map<FeatureId, FeatureState>();
    states.set(conflict.layer, byFeature.set(conflict.feature, state));
  }
  const edits: Edit[] = [...states].flatMap(([layer, byFeature]) => featureEdits(project, layer, scenario, byFeature));
  const after: ScenarioConflicts | null = left.length > 0 ? { id: scenario, conflicts: left } : null;
  edits.push(recordEdit(project, 'conflicts', scenario, after));
  const label: LocalText = { zh: '处理与上级情景的冲突', en: 'Settle conflicts with the parent' };
  applyEdits(project, label, edits, 'user');
}
