import { type Bookmark, bookmarkFault } from '#core/model/bookmark.ts';
import type { RecordEdit, RecordKind } from '#core/model/edit.ts';
import { baselineId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { type LayerGroup, layerGroupFault } from '#core/model/layer-group.ts';
import type { LayerStyle } from '#core/model/layer-style.ts';
import { type OwnIndicator, ownIndicatorFault } from '#core/model/own-indicator.ts';
import { printLayoutFault } from '#core/model/print-layout-fault.ts';
import { type Scenario, scenarioLetters, shownScenarios } from '#core/model/scenario.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { styleFault } from './style-fault.ts';

/** Whether two documents say the same, whatever the order of their keys. */
export function isSameDocument(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keysOf = (value: object) =>
    Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] !== undefined);
  const keys = keysOf(a);
  return (
    keys.length === keysOf(b).length &&
    keys.every((key) => isSameDocument((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** Records that repeat their id in their body. */
const ownIds: ReadonlySet<RecordKind> = new Set<RecordKind>([
  'layer',
  'layer-group',
  'bookmark',
  'scenario',
  'plugin',
  'own-indicator',
  'print-layout',
]);

/** Whether a small document may become what the edit says. Fails with `edit/no-body` and `edit/layer-fixed`. */
export function checkRecord(edit: RecordEdit): void {
  const { record, id, before, after } = edit;
  const invalid = (reason: LocalText) => new WorkbenchError('edit/no-body', { record, id, reason });
  if (id === '') throw invalid({ zh: '没有编号', en: 'it has no id' });
  if (record === 'project' && after === null) throw invalid({ zh: '项目要有名称', en: 'a project needs a name' });
  if (ownIds.has(record) && after && (after as { id?: unknown }).id !== id) {
    throw invalid({ zh: '内容中的编号不符', en: 'its body has another id' });
  }
  if (record === 'layer' && before && after) checkLayer(before as Layer, after as Layer);
  const reason = after && faultOf(edit, after);
  if (reason) throw invalid(reason);
}

function faultOf({ record, id }: RecordEdit, after: object): LocalText | undefined {
  if (record === 'style') return styleFault(id, after as LayerStyle);
  if (record === 'layer-group') return layerGroupFault(after as LayerGroup);
  if (record === 'own-indicator') return ownIndicatorFault(after as OwnIndicator);
  if (record === 'print-layout') return printLayoutFault(after);
  return record === 'bookmark' ? bookmarkFault(after as Bookmark) : undefined;
}

function checkLayer(before: Layer, after: Layer): void {
  if (before.table !== after.table || before.geometry !== after.geometry) {
    throw new WorkbenchError('edit/layer-fixed', { layer: before.name });
  }
}

/**
 * Whether the scenarios of a project fit together after the edits of one step: asked once at its end, because the edits of
 * a step may only fit together as a whole. Fails with the codes `scenario/` and `edit/unknown-scenario`.
 */
export function checkScenarios(project: ProjectFile, edits: readonly RecordEdit[]): void {
  const scenarios = project.records('scenario').map(([, body]) => body as Scenario);
  const parents = new Map(scenarios.map(({ id, parent }) => [id, parent]));
  if (parents.get(baselineId) !== null) throw new WorkbenchError('scenario/baseline-fixed');
  const removed = edits.filter(({ id, after }) => after === null && !parents.has(id as ScenarioId));
  for (const { id, before } of removed) checkRemoved(project, scenarios, id as ScenarioId, (before as Scenario).name);
  const others = scenarios.filter(({ id }) => id !== baselineId);
  const limit = scenarioLetters.length;
  if (shownScenarios(others).length > limit) throw new WorkbenchError('scenario/too-many', { limit });
  const letters = new Set<string>();
  for (const { id, name, letter, archived, colour } of others) {
    if (name.zh.trim() === '' || name.en.trim() === '') throw new WorkbenchError('scenario/no-name');
    if (colour !== undefined && !/^#[0-9a-f]{6}$/i.test(colour))
      throw new WorkbenchError('scenario/colour', { colour });
    if (!archived && letters.has(letter)) throw new WorkbenchError('scenario/letter-taken', { letter });
    if (!archived) letters.add(letter);
    const visited = new Set<ScenarioId>();
    for (let next: ScenarioId | null = id; next !== baselineId; next = parents.get(next) ?? null) {
      if (next === null || !parents.has(next))
        throw new WorkbenchError('edit/unknown-scenario', { scenario: String(next) });
      if (visited.has(next)) throw new WorkbenchError('scenario/circular', { scenario: name });
      visited.add(next);
    }
  }
}

function checkRemoved(project: ProjectFile, left: readonly Scenario[], id: ScenarioId, scenario: LocalText): void {
  const children = childrenOf(left, id);
  if (children.length > 0) throw new WorkbenchError('scenario/has-children', { scenario, children: namesOf(children) });
  for (const [layer, body] of project.records('layer')) {
    if ((body as Layer).table !== '' && project.hasOwnChanges(layer as LayerId, id)) {
      throw new WorkbenchError('scenario/not-empty', { scenario });
    }
  }
}

/** Scenarios that build on `id`, in their order. */
export function childrenOf(scenarios: readonly Scenario[], id: ScenarioId): Scenario[] {
  return scenarios.filter(({ parent }) => parent === id).sort((a, b) => a.order - b.order);
}

/** Letters and names of scenarios as a person reads them. */
export function namesOf(scenarios: readonly Scenario[]): LocalText {
  return {
    zh: scenarios.map(({ letter, name }) => `${letter} ${name.zh}`).join('、'),
    en: scenarios.map(({ letter, name }) => `${letter} ${name.en}`).join(', '),
  };
}
