import { describeExtent, isInArea } from '#core/crs/area-of-use.ts';
import {
  type CoordinateSystem,
  coordinateSystem,
  crsTitle,
  isShiftUnknown,
  parseCoordinateSystem,
} from '#core/crs/coordinate-system.ts';
import { unitDoubt } from '#core/crs/feet-systems.ts';
import { describeCandidates } from '#core/crs/missing-crs.ts';
import { placeGeometry, placeInSystem } from '#core/crs/placement.ts';
import { checkPlausible } from '#core/crs/plausibility.ts';
import { transformPoint } from '#core/crs/transform.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { CodeTable } from '#core/model/code-table.ts';
import { type Column, type FeatureTable, isNumberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { LayerSource, Raster } from '#core/model/layer.ts';
import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { type Remark, RemarkList } from '#core/model/remark.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Clock, Random, TaskContext } from '#core/platform/platform.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import type { ReadLayer, SourceRaster } from './format.ts';
import { convertFields } from './import-fields.ts';
import type { ImportPlan, PlannedFile, PlannedLayer } from './import-plan.ts';
import { bulkExtent } from './layer-extent.ts';
import { describePlacement } from './plan-changes.ts';
import { projectRaster } from './project-raster.ts';
import { selectGeometry, selectRows } from './select-features.ts';

/** A layer ready to be stored: features in the project's system, with canonical fields. */
export interface ImportedLayer {
  readonly name: string;
  readonly role: RoleId;
  /** Without features where the layer is a grid. */
  readonly table: FeatureTable;
  /** The grid in the project's system, where the layer is one. */
  readonly raster?: Raster;
  /** The table its land-use codes were read with. */
  readonly codeTable?: CodeTable;
  readonly source: LayerSource;
  readonly remarks: readonly Remark[];
}

/** What converting a layer needs besides the layer. */
export interface LayerSurroundings {
  readonly target: CoordinateSystem;
  readonly plan: ImportPlan;
  readonly file: PlannedFile;
  readonly sha256: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly engine?: GeometryEngine;
  readonly context: TaskContext;
}

/** Degrees beyond the area of use of the project's system that are still taken as belonging there. */
const areaMargin = 3;

function nameOf(file: PlannedFile, { entry }: PlannedLayer): string {
  return entry === '' ? file.file : `${file.file}/${entry}`;
}

async function sourceCrs(
  planned: PlannedLayer,
  layer: ReadLayer,
  file: string,
  remarks: RemarkList,
): Promise<CoordinateSystem> {
  const { id, origin, problem, reason } = planned.crs;
  const extent = bulkExtent(layer.geometry);
  if (!extent) throw new WorkbenchError('import/no-usable-coordinates', { file });
  if (id === '') {
    if (problem) throw WorkbenchError.fromData(problem);
    const candidates = await describeCandidates(extent, undefined, planned.lengthUnit);
    throw new WorkbenchError('crs/missing', { file, seen: describeExtent(extent), candidates });
  }
  const crs = await parseCoordinateSystem(id);
  const outside = await checkPlausible(file, extent, crs);
  if (outside) remarks.add('crs/coordinates-outside', 'warning', { ...outside });
  // What the file itself says is only doubted by a field of areas.
  const hint = planned.lengthUnit;
  const doubt = origin === 'declared' && !hint ? undefined : await unitDoubt(extent, crs, hint);
  if (doubt && !planned.place?.points) {
    remarks.add('crs/unit-doubtful', 'warning', {
      file,
      seen: describeExtent(extent),
      crs: crsTitle(crs),
      reason: doubt,
    });
  }
  if (origin === 'assumed') {
    remarks.add('crs/assumed', layer.crs?.by === 'names' ? 'info' : 'warning', { file, crs: crsTitle(crs), reason });
  }
  return crs;
}

/** Tells when the layer lies far from where the project's system is meant for. */
async function checkNear(
  geometry: PackedGeometry,
  target: CoordinateSystem,
  file: string,
  remarks: RemarkList,
): Promise<void> {
  const extent = bulkExtent(geometry);
  if (!extent || !target.area) return;
  const [minX, minY, maxX, maxY] = extent;
  const geographic = await coordinateSystem(4326);
  const [longitude, latitude] = transformPoint((minX + maxX) / 2, (minY + maxY) / 2, target, geographic);
  if (isInArea(target.area, longitude, latitude, areaMargin)) return;
  const place = `${longitude.toFixed(2)}°, ${latitude.toFixed(2)}°`;
  remarks.add('import/far-away', 'warning', { file, place, crs: crsTitle(target) });
}

/** The features that are left, and the rows of the file they were. */
interface Kept {
  readonly geometry: PackedGeometry;
  readonly kept?: Uint32Array;
}

function withoutLost(layer: ReadLayer, lost: readonly number[], file: string, remarks: RemarkList): Kept {
  const { geometry } = layer;
  if (lost.length === 0) return { geometry };
  for (const feature of lost) {
    remarks.add('crs/transform-failed', 'warning', { file }, { file, row: layer.rowOf(feature) });
  }
  const gone = new Set(lost);
  const kept = Uint32Array.from(
    Array.from({ length: featureCount(geometry) }, (_, feature) => feature).filter((feature) => !gone.has(feature)),
  );
  return { geometry: selectGeometry(geometry, kept), kept };
}

function checkRole(planned: PlannedLayer, file: string): void {
  const role = roleOf(planned.role);
  if (role.geometry.includes(planned.geometry)) return;
  throw new WorkbenchError('import/role-geometry', {
    file,
    role: role.label,
    found: kindLabels[planned.geometry],
    expected: {
      zh: role.geometry.map((kind) => kindLabels[kind].zh).join('、'),
      en: role.geometry.map((kind) => kindLabels[kind].en).join(' or '),
    },
  });
}

const kindLabels = {
  point: { zh: '点', en: 'points' },
  line: { zh: '线', en: 'lines' },
  polygon: { zh: '面', en: 'polygons' },
  none: { zh: '无图形的表', en: 'a table without geometry' },
  raster: { zh: '栅格', en: 'a grid' },
} as const;

/** Polygons looked at between two stops. */
const perStretch = 4000;

async function countInvalid(
  geometry: PackedGeometry,
  { engine, context }: LayerSurroundings,
  file: string,
  rowOf: (feature: number) => number,
  remarks: RemarkList,
): Promise<void> {
  if (!engine || geometry.kind !== 'polygon') return;
  const { featureOffsets } = geometry;
  for (let from = 0; from < featureCount(geometry); from += perStretch) {
    const run = { ...geometry, featureOffsets: featureOffsets.subarray(from, from + perStretch + 1) };
    for (const [feature, isValid] of engine.validAll(run).entries())
      if (isValid === 0)
        remarks.add('import/invalid-polygons', 'warning', { file }, { file, row: rowOf(from + feature) });
    await context.pause?.();
  }
}

/**
 * Turns a layer as it stands in a file into one of the project: coordinates in the project's system, canonical fields by
 * the plan, all other fields under their own names, and new ids.
 *
 * Errors: `crs/missing`, `crs/coordinates-outside`, `import/empty-layer`, `import/no-usable-coordinates`,
 * `import/role-geometry`, `import/unknown-field`, `import/unknown-canonical-field`, `import/unknown-code-table`.
 */
export async function convertLayer(
  planned: PlannedLayer,
  layer: ReadLayer,
  surroundings: LayerSurroundings,
): Promise<ImportedLayer> {
  const { target, plan, random } = surroundings;
  const file = nameOf(surroundings.file, planned);
  const remarks = new RemarkList();
  remarks.addAll(layer.remarks);
  checkRole(planned, file);
  if (layer.raster) return convertRaster(planned, layer, layer.raster, surroundings, remarks);
  const count = featureCount(layer.geometry);
  const isSpatial = layer.geometry.kind !== 'none';
  if (count === 0 || (isSpatial && layer.geometry.coordinates.length === 0)) {
    throw new WorkbenchError('import/empty-layer', { file, layer: planned.name });
  }
  let kept: Kept = { geometry: layer.geometry };
  let crsId = '';
  if (isSpatial) {
    const placement = planned.place ?? {};
    placeInSystem(layer.geometry.coordinates, placement);
    const source = await sourceCrs(planned, layer, file, remarks);
    crsId = source.id;
    const how = describePlacement(placement);
    if (how.en.length > 0) {
      remarks.add('crs/placed', 'info', { file, how: { zh: how.zh.join('；'), en: how.en.join('; ') } });
    }
    if (isShiftUnknown(source, target)) {
      remarks.add('crs/datum-shift-unknown', 'warning', { file, from: crsTitle(source), to: crsTitle(target) });
    }
    kept = withoutLost(layer, await placeGeometry(layer.geometry, source, target, placement), file, remarks);
    if (featureCount(kept.geometry) === 0) throw new WorkbenchError('import/no-usable-coordinates', { file });
    await checkNear(kept.geometry, target, file, remarks);
  }
  const rows = kept.kept;
  const rowOf = (feature: number) => layer.rowOf(rows ? rows[feature]! : feature);
  await countInvalid(kept.geometry, surroundings, file, rowOf, remarks);
  const columns = rows
    ? Object.fromEntries(layer.fields.map(({ name }) => [name, selectRows(layer.columns[name]!, rows)]))
    : layer.columns;
  await surroundings.context.pause?.();
  const converted = convertFields({ planned, fields: layer.fields, columns, plan, file, rowOf, remarks });
  const size = featureCount(kept.geometry);
  await surroundings.context.pause?.();
  const ids = Array.from({ length: size }, () => randomUuid(random) as FeatureId);
  const { fields, columns: finished, codeTable } = converted;
  if (planned.role === 'parcel') countWithoutUse(finished['land_use'], file, rowOf, remarks);
  return {
    name: planned.name,
    role: planned.role,
    table: { ids, geometry: kept.geometry, fields, columns: finished },
    ...(codeTable ? { codeTable } : {}),
    source: layerSource(planned, layer, crsId, surroundings),
    remarks: remarks.toArray(),
  };
}

/** A grid in the project's system. */
async function convertRaster(
  planned: PlannedLayer,
  layer: ReadLayer,
  raster: SourceRaster,
  surroundings: LayerSurroundings,
  remarks: RemarkList,
): Promise<ImportedLayer> {
  const { target } = surroundings;
  const file = nameOf(surroundings.file, planned);
  const source = await sourceCrs(planned, layer, file, remarks);
  if (isShiftUnknown(source, target)) {
    remarks.add('crs/datum-shift-unknown', 'warning', { file, from: crsTitle(source), to: crsTitle(target) });
  }
  const projected = projectRaster(raster, source, target, planned.role === 'land-cover', file);
  return {
    name: planned.name,
    role: planned.role,
    table: { ids: [], geometry: new GeometryPacker('none').finish(), fields: [], columns: {} },
    raster: projected,
    source: layerSource(planned, layer, source.id, surroundings),
    remarks: remarks.toArray(),
  };
}

/** Says which parcels tell no land use: they count as undeveloped land everywhere. */
function countWithoutUse(
  uses: Column | undefined,
  file: string,
  rowOf: (feature: number) => number,
  remarks: RemarkList,
): void {
  // A layer without the field at all is told of when roles are checked.
  if (!uses || isNumberColumn(uses)) return;
  for (const [feature, use] of uses.entries())
    if (use === null) remarks.add('import/no-land-use', 'warning', { file }, { file, row: rowOf(feature) });
}

function layerSource(
  planned: PlannedLayer,
  layer: ReadLayer,
  crs: string,
  { file, sha256, clock }: LayerSurroundings,
): LayerSource {
  const inside = [planned.entry, planned.sourceLayer].filter((part) => part !== '').join('/');
  return {
    file: file.file,
    format: planned.format,
    sha256,
    bytes: file.bytes,
    ...(inside === '' ? {} : { sourceLayer: inside }),
    crs,
    ...(layer.encoding === undefined ? {} : { encoding: layer.encoding }),
    imported: new Date(clock.now()).toISOString(),
  };
}
