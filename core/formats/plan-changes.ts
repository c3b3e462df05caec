import { type CoordinateSystem, crsTitle, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { checkPlausible } from '#core/crs/plausibility.ts';
import { suggestProjectCrs } from '#core/crs/suggest-project-crs.ts';
import type { ImportPlan, PlannedCrs, PlannedFile, PlannedLayer } from './import-plan.ts';

/** The plan with every layer as `change` makes it; `change` gets the file as well. */
export function mapLayers(
  plan: ImportPlan,
  change: (layer: PlannedLayer, file: PlannedFile) => PlannedLayer,
): ImportPlan {
  const files = plan.files.map((file) => ({ ...file, layers: file.layers.map((layer) => change(layer, file)) }));
  return { ...plan, files };
}

/** A coordinate system that a person stated. Errors: those of `parseCoordinateSystem`. */
export async function statedCrs(text: string): Promise<PlannedCrs> {
  const crs = await parseCoordinateSystem(text);
  return { id: crs.id, name: crsTitle(crs), origin: 'stated', reason: { zh: '人工指定', en: 'stated by a person' } };
}

/**
 * The plan with a stated coordinate system for the layers on the map for which `isMeant` says yes; all of them without it.
 * The project's system is suggested anew. Errors: those of `parseCoordinateSystem`; `crs/coordinates-outside` when the
 * coordinates cannot be in that system.
 */
export async function withCrs(
  plan: ImportPlan,
  text: string,
  isMeant: (layer: PlannedLayer, file: PlannedFile) => boolean = () => true,
  projectCrs?: CoordinateSystem,
): Promise<ImportPlan> {
  const crs = await statedCrs(text);
  const system = await parseCoordinateSystem(crs.id);
  for (const file of plan.files) {
    for (const layer of file.layers) {
      if (layer.extent && isMeant(layer, file)) await checkPlausible(file.file, layer.extent, system);
    }
  }
  const changed = mapLayers(plan, (layer, file) => (layer.extent && isMeant(layer, file) ? { ...layer, crs } : layer));
  const project = await suggestProject(changed.files, projectCrs);
  const { files, codeTables } = changed;
  return project ? { files, codeTables, project } : { files, codeTables };
}

/**
 * The system for a project of these layers: that of the open project; else by the parcels where there are any, else by the
 * first layer on the map. Undefined when no layer has a known one.
 */
export async function suggestProject(
  files: readonly PlannedFile[],
  projectCrs: CoordinateSystem | undefined,
): Promise<ImportPlan['project']> {
  if (projectCrs?.epsg !== undefined) {
    const reason = { zh: '项目已有的坐标系', en: 'the system of the project' };
    return { epsg: projectCrs.epsg, name: projectCrs.name, reason };
  }
  const layers = files.flatMap((file) => file.layers).filter(({ crs, extent }) => crs.id !== '' && extent);
  const main = layers.find(({ role }) => role === 'parcel') ?? layers[0];
  if (!main) return undefined;
  const { crs, reason } = await suggestProjectCrs(await parseCoordinateSystem(main.crs.id), main.extent!);
  return { epsg: crs.epsg!, name: crs.name, reason };
}
