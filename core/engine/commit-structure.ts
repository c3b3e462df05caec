import type { RecordEdit } from '#core/model/edit.ts';
import type { Layer } from '#core/model/layer.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { Commit } from '#core/store/project-writer.ts';

/**
 * What a commit did to the layers or scenarios: nothing, something about them that no feature depends on (their name, how
 * they are drawn, a new scenario), or something that features depend on.
 */
export type Structure = 'same' | 'described' | 'changed';

/** Looks at what a commit did to the layers and scenarios there are. */
export function structureOf(commit: Commit): { readonly layers: Structure; readonly scenarios: Structure } {
  if (commit.isRewritten || commit.additions.some(({ kind }) => kind === 'layer' || kind === 'raster')) {
    return { layers: 'changed', scenarios: 'changed' };
  }
  const edits = commit.steps.flatMap((step) => step.edits.filter((edit) => edit.kind === 'record'));
  return {
    layers: most(edits.filter(({ record }) => record === 'layer').map(layerStructure)),
    scenarios: most(edits.filter(({ record }) => record === 'scenario').map(scenarioStructure)),
  };
}

function most(all: readonly Structure[]): Structure {
  if (all.includes('changed')) return 'changed';
  return all.length > 0 ? 'described' : 'same';
}

function layerStructure({ before, after }: RecordEdit): Structure {
  const content = (layer: object | null) => {
    if (!layer) return undefined;
    const { role, table, fields, order } = layer as Layer;
    return JSON.stringify([role, table, fields, order]);
  };
  return content(before) === content(after) ? 'described' : 'changed';
}

function scenarioStructure({ before, after }: RecordEdit): Structure {
  if (before === null) return 'described';
  return (before as Scenario).parent === (after as Scenario | null)?.parent ? 'described' : 'changed';
}
