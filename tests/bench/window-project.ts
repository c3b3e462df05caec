import type { EngineHost } from '#core/engine/engine-host.ts';
import { newProject } from '#core/engine/project-requests.ts';
import type { LayerId } from '#core/model/ids.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import { branchScenario } from '#core/scenario/branch.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { tileTable } from './tile-city.ts';
import { benchCity, cityTiles } from './tiled-project.ts';

/** A project of nothing but about `wanted` parcels of the sample city side by side, with one scenario to edit. */
export async function parcelProject(
  host: EngineHost,
  wanted: number,
): Promise<{ readonly bytes: Uint8Array; readonly count: number }> {
  const project = await newProject(host, { name: `parcels ${wanted}`, epsg: benchCity.epsg, language: 'en' });
  const parcels = benchCity.layers.find(({ role }) => role === 'parcel')!;
  const features = tileTable(parcels.table, cityTiles('parcel', wanted), () => randomUuid(host.random));
  const layer = {
    id: project.newId() as LayerId,
    name: 'Parcels',
    role: 'parcel',
    geometry: 'polygon',
    fields: features.fields,
    order: 0,
    visible: true,
    opacity: 1,
  } as const;
  addLayers(project, { zh: '铺开', en: 'Tile' }, [{ layer, features }]);
  branchScenario(project, { name: { zh: '编辑', en: 'Edits' } });
  const bytes = project.export();
  project.close();
  return { bytes, count: features.ids.length };
}
