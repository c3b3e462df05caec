import { WorkbenchError } from '#core/model/workbench-error.ts';

/** Where the build puts the project of the sample city, beside the page. */
const address = 'sample/city.gpkg';

/** The project of the sample city, from the page's own folder; `store/sample-missing` when it was not built. */
export async function fetchSample(): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(address, document.baseURI)).catch(() => undefined);
  if (response?.ok !== true) throw new WorkbenchError('store/sample-missing');
  return new Uint8Array(await response.arrayBuffer());
}
