import type { LayerId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { RequestOf } from '#core/rpc/requests.ts';
import type { Workbench } from './workbench.ts';

/** Adds, takes away or renames a field. Returns the error that refuses it. */
export async function changeFields(
  { engine }: Workbench,
  layer: LayerId,
  change: RequestOf<'table/change-fields'>['change'],
): Promise<WorkbenchError | undefined> {
  try {
    await engine.request('table/change-fields', { layer, change });
    return undefined;
  } catch (thrown) {
    return WorkbenchError.from(thrown);
  }
}
