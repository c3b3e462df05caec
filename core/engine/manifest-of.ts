import type { Manifest } from '#core/evaluation/contract.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Session } from './session.ts';

/** The evaluator of a name. Fails with `plugin/not-allowed` while nobody agreed to it, or `plugin/unknown`. */
export function manifestOf({ plugins }: Session, id: string): Manifest {
  const manifest = plugins.manifest(id);
  if (manifest) return manifest;
  const isWaiting = plugins.entries.some((entry) => entry.id === id && entry.state === 'waiting');
  if (isWaiting) throw new WorkbenchError('plugin/not-allowed', { id });
  throw new WorkbenchError('plugin/unknown', { id, known: plugins.manifests.map((each) => each.id).join(', ') });
}
