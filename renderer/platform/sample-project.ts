import type { Language } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/**
 * The project of the sample city with names in `language`, from the page's own folder, where the build puts it; `store/sample-missing` when
 * it was not built.
 */
export async function fetchSample(language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(`sample/${language}.gpkg`, document.baseURI)).catch(() => undefined);
  if (response?.ok !== true) throw new WorkbenchError('store/sample-missing');
  return new Uint8Array(await response.arrayBuffer());
}
