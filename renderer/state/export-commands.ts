import type { Remark } from '#core/model/remark.ts';
import type { RequestOf } from '#core/rpc/requests.ts';
import { exportTexts } from '#renderer/texts/export-texts.ts';
import type { Workbench } from './workbench.ts';

/** What became of an export. */
export interface ExportOutcome {
  readonly name: string;
  readonly features: number;
  readonly remarks: readonly Remark[];
}

/** Writes layers and lets a person choose where to keep them; undefined when it failed or they changed their mind. */
export async function exportLayers(
  { engine, host, activity }: Workbench,
  name: string,
  request: RequestOf<'layer/export'>,
): Promise<ExportOutcome | undefined> {
  return activity.run(exportTexts.exporting, async (options) => {
    const { bytes, extension, features, remarks } = await engine.request('layer/export', request, options);
    const type = extension === '.zip' ? 'application/zip' : 'application/octet-stream';
    const saved = await host.saveFile(`${name}${extension}`, type, new Uint8Array(bytes));
    if (saved === undefined) return undefined;
    return { name: saved, features: features.reduce((sum, count) => sum + count, 0), remarks };
  });
}
