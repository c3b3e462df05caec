import type { EngineHost } from '#core/engine/engine-host.ts';
import { newProject } from '#core/engine/project-requests.ts';
import { extentOf } from '#core/geometry/measure.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { RoleId } from '#core/model/role.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import { addLayers, type NewLayer } from '#core/scenario/project-layers.ts';
import { generateCity, linjiangSeed } from '#samples/city.ts';
import { tilesFor, tileTable } from './tile-city.ts';

/** The sample city, from which larger ones are made. */
export const benchCity = generateCity(linjiangSeed);

const parcels = benchCity.layers.find(({ role }) => role === 'parcel')!;

/** Extent of its parcels, metres. */
export const benchCityBox = extentOf(parcels.table.geometry);

/** Places for enough copies of the city to have about `wanted` features of a role. */
export function cityTiles(role: RoleId, wanted: number): [number, number][] {
  const { minX, minY, maxX, maxY } = benchCityBox;
  const own = benchCity.layers.find((layer) => layer.role === role)!.table.ids.length;
  return tilesFor(own, wanted, maxX - minX + 200, maxY - minY + 200);
}

export interface TiledProject {
  /** The project file. */
  readonly bytes: Uint8Array;
  readonly tables: ReadonlyMap<RoleId, FeatureTable>;
}

/**
 * The sample city side by side until it has about `wanted` parcels, as a project: everything that has a place is repeated,
 * tables and the grid of elevations stand once.
 */
export async function tiledProject(host: EngineHost, wanted: number): Promise<TiledProject> {
  const tiles = cityTiles('parcel', wanted);
  const project = await newProject(host, { name: `bench ${wanted}`, epsg: benchCity.epsg, language: 'en' });
  const tables = new Map<RoleId, FeatureTable>();
  const shown = { visible: true, opacity: 1 } as const;
  const layers = benchCity.layers.map(({ name, role, geometry, table }, order): NewLayer => {
    const features = geometry === 'none' ? table : tileTable(table, tiles, () => randomUuid(host.random));
    tables.set(role, features);
    const id = project.newId() as LayerId;
    const layer: Omit<Layer, 'table'> = {
      id,
      name: name.en,
      role,
      geometry,
      fields: features.fields,
      order,
      ...shown,
    };
    return { layer, features };
  });
  const rasters = benchCity.rasters.map(({ name, role, raster }, at): NewLayer => {
    const id = project.newId() as LayerId;
    const place = { order: layers.length + at, fields: [], geometry: 'none' } as const;
    return { layer: { id, name: name.en, role, ...place, ...shown }, raster };
  });
  addLayers(project, { zh: '铺开', en: 'Tile' }, [...layers, ...rasters]);
  const bytes = project.export();
  project.close();
  return { bytes, tables };
}
