import { describeExtent } from '#core/crs/area-of-use.ts';
import {
  type CoordinateSystem,
  coordinateSystem,
  crsTitle,
  parseCoordinateSystem,
} from '#core/crs/coordinate-system.ts';
import type { Extent } from '#core/crs/definitions.ts';
import { unitDoubt } from '#core/crs/feet-systems.ts';
import { fitPoints } from '#core/crs/fit-points.ts';
import { mostTogether } from '#core/crs/most-together.ts';
import { type Placement, placedExtent } from '#core/crs/placement.ts';
import { checkPlausible } from '#core/crs/plausibility.ts';
import { suggestProjectCrs } from '#core/crs/suggest-project-crs.ts';
import { transformExtent } from '#core/crs/transform.ts';
import { WorkbenchError, type WorkbenchErrorData } from '#core/model/workbench-error.ts';
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
export async function statedCrs(text: string, placement: Placement = {}): Promise<PlannedCrs> {
  const crs = await parseCoordinateSystem(text);
  const how = describePlacement(placement);
  const reason = { zh: ['人工指定', ...how.zh].join('；'), en: ['stated by a person', ...how.en].join('; ') };
  return { id: crs.id, name: crsTitle(crs), origin: 'stated', reason };
}

/** What a placement does, part by part. Errors: those of `fitPoints`. */
export function describePlacement({ exchanged, offset, points }: Placement): {
  readonly zh: readonly string[];
  readonly en: readonly string[];
} {
  const zh: string[] = [];
  const en: string[] = [];
  if (exchanged) {
    zh.push('x 与 y 对调');
    en.push('x and y exchanged');
  }
  if (points) {
    const { scale, rotationDegrees, meanResidual } = fitPoints(points);
    const numbers = [Number(scale.toPrecision(7)), Number(rotationDegrees.toFixed(4)), Number(meanResidual.toFixed(3))];
    zh.push(`按 ${points.length} 对点定位（比例 ${numbers[0]}，旋转 ${numbers[1]}°，残差 ${numbers[2]}）`);
    en.push(`placed by ${points.length} points (scale ${numbers[0]}, turned ${numbers[1]}°, residual ${numbers[2]})`);
  }
  if (offset) {
    const name = offset === 'gcj02' ? 'GCJ-02' : 'BD-09';
    zh.push(`已去除 ${name} 偏移（精度约 1–2 m）`);
    en.push(`the offset of ${name} was taken off (to within 1 to 2 m)`);
  }
  return { zh, en };
}

/**
 * The plan with a stated coordinate system, and what else has to happen to the coordinates, for the layers on the map for
 * which `isMeant` says yes; all of them without it. Grids have no placement. Where the system is stated for several layers at
 * once (`isForMany`), those it does not suit keep theirs, with `crs/unit-doubtful` or `crs/coordinates-outside` as their
 * problem. The project's system is suggested anew. Errors: those of `parseCoordinateSystem`; `crs/coordinates-outside` when
 * the coordinates cannot be in that system; those of `fitPoints`.
 */
export async function withCrs(
  plan: ImportPlan,
  text: string,
  isMeant: (layer: PlannedLayer, file: PlannedFile) => boolean = () => true,
  projectCrs?: CoordinateSystem,
  placement: Placement = {},
  isForMany = false,
): Promise<ImportPlan> {
  const crs = await statedCrs(text, placement);
  const system = await parseCoordinateSystem(crs.id);
  const meant = plan.files.flatMap((file) =>
    file.layers.filter((layer) => layer.extent && isMeant(layer, file)).map((layer) => ({ layer, file: file.file })),
  );
  const problems = new Map<PlannedLayer, WorkbenchErrorData>();
  for (const { layer, file } of meant) {
    const own = layer.geometry === 'raster' ? {} : placement;
    const extent = placedExtent(layer.extent!, own);
    if (!isForMany || placement.points) await checkPlausible(file, extent, system);
    else {
      const problem = await problemOf(file, layer, extent, system, meant.length > 1);
      if (problem) problems.set(layer, problem);
    }
  }
  const changed = mapLayers(plan, (layer, file) => {
    if (!layer.extent || !isMeant(layer, file)) return layer;
    const problem = problems.get(layer);
    if (problem) return { ...layer, crs: { ...layer.crs, problem } };
    const { place: _before, ...rest } = layer;
    const isPlaced = Object.keys(placement).length > 0 && layer.geometry !== 'raster';
    return isPlaced ? { ...rest, crs, place: placement } : { ...rest, crs };
  });
  const project = await suggestProject(changed.files, projectCrs);
  const { files, codeTables } = changed;
  return project ? { files, codeTables, project } : { files, codeTables };
}

/**
 * What speaks against a system that was stated for several layers at once in the case of one of them. Errors: that of
 * `checkPlausible` where it was the only one.
 */
async function problemOf(
  file: string,
  { lengthUnit, extent: seen }: PlannedLayer,
  extent: Extent,
  crs: CoordinateSystem,
  isOneOfMany: boolean,
): Promise<WorkbenchErrorData | undefined> {
  const reason = await unitDoubt(extent, crs, lengthUnit);
  if (reason) {
    const parameters = { file, seen: describeExtent(seen!), crs: crsTitle(crs), reason };
    return new WorkbenchError('crs/unit-doubtful', parameters).toData();
  }
  try {
    const outside = await checkPlausible(file, extent, crs);
    return outside && isOneOfMany ? new WorkbenchError('crs/coordinates-outside', { ...outside }).toData() : undefined;
  } catch (thrown) {
    if (!isOneOfMany) throw thrown;
    return WorkbenchError.from(thrown).toData();
  }
}

/** Layers of one project lie this near together, in kilometres. */
const sameCityKilometres = 150;

/**
 * Those of the layers that lie together with most others: a stray file from elsewhere does not decide for a project, nor does
 * one whose system gives no place on earth.
 */
async function layersTogether(layers: readonly PlannedLayer[]): Promise<readonly PlannedLayer[]> {
  const geographic = await coordinateSystem(4326);
  const places = await Promise.all(
    layers.map(async ({ crs, extent, place }) =>
      transformExtent(placedExtent(extent!, place ?? {}), await parseCoordinateSystem(crs.id), geographic),
    ),
  );
  const isOnEarth = (degrees: Extent | undefined) =>
    degrees?.every((side, at) => Math.abs(side) <= (at % 2 === 0 ? 180 : 90)) ?? false;
  const placed = [...places.keys()].filter((at) => isOnEarth(places[at]));
  const near = mostTogether(
    placed.map((at) => places[at]!),
    sameCityKilometres,
  );
  return near.map((at) => layers[placed[at]!]!);
}

/**
 * The system for a project of these layers: that of the open project; else, where most of them lie, by the parcels where
 * there are any, else by the first layer on the map. Undefined when no layer has a known one.
 */
export async function suggestProject(
  files: readonly PlannedFile[],
  projectCrs: CoordinateSystem | undefined,
): Promise<ImportPlan['project']> {
  if (projectCrs?.epsg !== undefined) {
    const reason = { zh: '项目已有的坐标系', en: 'the system of the project' };
    return { epsg: projectCrs.epsg, name: projectCrs.name, reason };
  }
  const known = files.flatMap((file) => file.layers).filter(({ crs, extent }) => crs.id !== '' && extent);
  const layers = await layersTogether(known);
  const main = layers.find(({ role }) => role === 'parcel') ?? layers[0];
  if (!main) return undefined;
  const extent = placedExtent(main.extent!, main.place ?? {});
  const { crs, reason } = await suggestProjectCrs(await parseCoordinateSystem(main.crs.id), extent);
  return { epsg: crs.epsg!, name: crs.name, reason };
}
