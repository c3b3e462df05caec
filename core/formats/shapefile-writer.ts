import { ringArea } from '#core/geometry/measure.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import { boundsOf } from './bounds.ts';
import { writeDbf } from './dbf-writer.ts';
import { esriWkt } from './esri-wkt.ts';
import type { WritableLayer } from './format.ts';
import { plainFileName } from './plain-file-name.ts';
import { shapeFileCode } from './shapefile-reader.ts';
import { checkCancelled } from './source-reading.ts';
import { zipFiles } from './zip-writer.ts';

// Layout: ESRI Shapefile Technical Description, July 1998.
const headerLength = 100;
const version = 1000;
/** Features written between two looks at whether to go on. */
const batchSize = 5000;

type ShapeType = 0 | 1 | 3 | 5 | 8;

function shapeTypeOf({ kind, featureOffsets }: PackedGeometry): ShapeType {
  if (kind === 'line') return 3;
  if (kind === 'polygon') return 5;
  const isSingle = featureOffsets.every((end, place) => end - (featureOffsets[place - 1] ?? 0) <= 1);
  return isSingle ? 1 : 8;
}

/** Bytes of a record's content. */
function contentLength(
  { ringOffsets, partOffsets, featureOffsets }: PackedGeometry,
  feature: number,
  type: ShapeType,
): number {
  const firstRing = partOffsets[featureOffsets[feature]!]!;
  const endRing = partOffsets[featureOffsets[feature + 1]!]!;
  if (firstRing === endRing) return 4;
  const points = ringOffsets[endRing]! - ringOffsets[firstRing]!;
  if (type === 1) return 20;
  return type === 8 ? 40 + 16 * points : 44 + 4 * (endRing - firstRing) + 16 * points;
}

class ShapeWriter {
  readonly #geometry: PackedGeometry;
  readonly #type: ShapeType;
  readonly #view: DataView;
  #place = headerLength;

  constructor(geometry: PackedGeometry, type: ShapeType, view: DataView) {
    this.#geometry = geometry;
    this.#type = type;
    this.#view = view;
  }

  /** Writes a record; its place and the length of its content, both in words of two bytes. */
  record(feature: number): { readonly offset: number; readonly length: number } {
    const offset = this.#place / 2;
    const length = contentLength(this.#geometry, feature, this.#type) / 2;
    this.#view.setInt32(this.#place, feature + 1, false);
    this.#view.setInt32(this.#place + 4, length, false);
    this.#place += 8;
    this.#content(feature);
    return { offset, length };
  }

  #int(value: number): void {
    this.#view.setInt32(this.#place, value, true);
    this.#place += 4;
  }

  #double(value: number): void {
    this.#view.setFloat64(this.#place, value, true);
    this.#place += 8;
  }

  #content(feature: number): void {
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = this.#geometry;
    const firstPart = featureOffsets[feature]!;
    const endPart = featureOffsets[feature + 1]!;
    const firstRing = partOffsets[firstPart]!;
    const endRing = partOffsets[endPart]!;
    if (firstRing === endRing) {
      this.#int(0);
      return;
    }
    const first = ringOffsets[firstRing]!;
    const end = ringOffsets[endRing]!;
    this.#int(this.#type);
    if (this.#type !== 1) {
      for (const side of boundsOf(coordinates.subarray(2 * first, 2 * end))!) this.#double(side);
      if (this.#type !== 8) this.#int(endRing - firstRing);
      this.#int(end - first);
      for (let ring = firstRing; this.#type !== 8 && ring < endRing; ring++) this.#int(ringOffsets[ring]! - first);
    }
    for (let part = firstPart; part < endPart; part++) {
      for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
        this.#points(ringOffsets[ring]!, ringOffsets[ring + 1]!, ring === partOffsets[part]!);
      }
    }
  }

  #points(first: number, end: number, isShell: boolean): void {
    const { coordinates } = this.#geometry;
    // Shells run clockwise, holes the other way.
    const isTurned = this.#type === 5 && ringArea(coordinates, first, end) > 0 === isShell;
    for (let step = 0; step < end - first; step++) {
      const pair = isTurned ? end - 1 - step : first + step;
      this.#double(coordinates[2 * pair]!);
      this.#double(coordinates[2 * pair + 1]!);
    }
  }
}

function writeHeader(view: DataView, type: ShapeType, { coordinates }: PackedGeometry): void {
  view.setInt32(0, shapeFileCode, false);
  view.setInt32(24, view.byteLength / 2, false);
  view.setInt32(28, version, true);
  view.setInt32(32, type, true);
  for (const [index, side] of (boundsOf(coordinates) ?? []).entries()) {
    view.setFloat64(36 + 8 * index, side, true);
  }
}

function writeShapes(
  layer: WritableLayer,
  context: TaskContext,
): { readonly shp: Uint8Array; readonly shx: Uint8Array } {
  const { geometry } = layer.table;
  const type = shapeTypeOf(geometry);
  const count = featureCount(geometry);
  let bytes = headerLength;
  for (let feature = 0; feature < count; feature++) bytes += 8 + contentLength(geometry, feature, type);
  if (bytes >= 2 ** 31) throw new WorkbenchError('formats/too-large-to-write', { layer: layer.name, limit: 2 ** 31 });
  const shp = new Uint8Array(bytes);
  const shx = new Uint8Array(headerLength + 8 * count);
  const index = new DataView(shx.buffer);
  const view = new DataView(shp.buffer);
  const writer = new ShapeWriter(geometry, type, view);
  for (let feature = 0; feature < count; feature++) {
    if (feature % batchSize === 0) {
      checkCancelled(context);
      context.progress?.({ done: feature, total: count, label: layer.name });
    }
    const { offset, length } = writer.record(feature);
    index.setInt32(headerLength + 8 * feature, offset, false);
    index.setInt32(headerLength + 8 * feature + 4, length, false);
  }
  writeHeader(view, type, geometry);
  writeHeader(index, type, geometry);
  return { shp, shx };
}

/**
 * The files of a shapefile by name: `.shp`, `.shx`, `.dbf`, `.prj` and `.cpg`, in the layer's own system; a plain table is a
 * `.dbf` alone. Errors and remarks: those of `writeDbf`; `formats/too-large-to-write`.
 */
export function shapefileFiles(
  layer: WritableLayer,
  name: string,
  context: TaskContext,
  remarks: RemarkList,
): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const encoder = new TextEncoder();
  if (layer.table.geometry.kind !== 'none') {
    const { shp, shx } = writeShapes(layer, context);
    files[`${name}.shp`] = shp;
    files[`${name}.shx`] = shx;
    const prj = esriWkt(layer.crs);
    if (prj !== '') files[`${name}.prj`] = encoder.encode(prj);
  }
  files[`${name}.dbf`] = writeDbf(layer, remarks);
  files[`${name}.cpg`] = encoder.encode('UTF-8');
  return files;
}

/** The same as a zip archive. */
export function writeShapefile(layer: WritableLayer, context: TaskContext, remarks: RemarkList): Uint8Array {
  return zipFiles(shapefileFiles(layer, plainFileName(layer.name), context, remarks));
}
