import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { isVisibleAtFirst, orderFor } from '#core/engine/import-requests.ts';
import { newProject } from '#core/engine/project-requests.ts';
import { canonicalHash } from '#core/evaluation/canonical-hash.ts';
import { Sha256 } from '#core/formats/sha256.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { Layer, LayerSource, Raster } from '#core/model/layer.ts';
import type { Language } from '#core/model/text.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { addLayers, type NewLayer } from '#core/scenario/project-layers.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { generateCity, linjiangSeed, type SampleCity } from './city.ts';

/** When the sample project says it was made: the same bytes on every machine need an instant that does not move. */
const instant = Date.UTC(2026, 0, 1);

/** A recipe as a file has it. */
export interface SampleRecipe {
  readonly fileName: string;
  readonly text: string;
}

/** The generator stands where a file would: its content is what the seed gives. */
function sourceOf(content: FeatureTable | Raster, epsg: number): LayerSource {
  const parts =
    'geometry' in content ? [content.geometry.coordinates, ...Object.values(content.columns)] : [content.values];
  const bytes = parts.reduce((sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 8 * part.length), 0);
  return {
    file: `samples/city.ts, seed ${linjiangSeed}`,
    format: 'generated',
    sha256: canonicalHash(content, new Sha256()),
    bytes,
    crs: `EPSG:${epsg}`,
    imported: new Date(instant).toISOString(),
  };
}

function addCity(file: ProjectFile, { epsg, layers, rasters }: SampleCity, language: Language): void {
  const described = (place: number, role: Layer['role']) => ({
    id: file.newId() as LayerId,
    role,
    order: orderFor(role, place),
    visible: isVisibleAtFirst(role),
    opacity: 1,
  });
  const tables = layers.map(
    ({ name, role, geometry, codeTable, table }, place): NewLayer => ({
      layer: {
        ...described(place, role),
        name: name[language],
        geometry,
        fields: table.fields,
        source: sourceOf(table, epsg),
        ...(codeTable === undefined ? {} : { codeTable }),
      },
      features: table,
    }),
  );
  const grids = rasters.map(
    ({ name, role, raster }, place): NewLayer => ({
      layer: {
        ...described(layers.length + place, role),
        name: name[language],
        geometry: 'none',
        fields: [],
        source: sourceOf(raster, epsg),
      },
      raster,
    }),
  );
  addLayers(file, { zh: '导入示例城市', en: 'Import the sample city' }, [...tables, ...grids]);
}

/**
 * The project file of 临江新城: the generated town as its baseline, and one scenario for each recipe, replayed as any other
 * recipe would be. The project and its layers are named in `language`; all else, ids included, is the same in both. The same
 * recipes give the same bytes on every machine.
 */
export async function sampleProject(
  host: EngineHost,
  recipes: readonly SampleRecipe[],
  language: Language,
  city: SampleCity = generateCity(linjiangSeed),
): Promise<Uint8Array> {
  const still: EngineHost = { ...host, clock: { now: () => instant }, random: seededRandom(linjiangSeed) };
  const file = await newProject(still, { name: city.name[language], epsg: city.epsg, language });
  addCity(file, city, language);
  const bytes = file.export();
  file.close();
  const engine = createEngine(still);
  await engine.request('project/open', { fileName: 'linjiang.gpkg', bytes });
  for (const recipe of recipes) await engine.request('scenario/replay', recipe);
  const project = await engine.request('project/export', {});
  await engine.request('project/close', {});
  return project;
}
