import type { DxfWriter, LWPolylineVertex } from '@tarikjabiri/dxf';
import { type Field, scalarAt } from '#core/model/feature-table.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { WritableLayer } from './format.ts';
import { checkCancelled } from './source-reading.ts';

type DrawingLibrary = typeof import('@tarikjabiri/dxf');

/** Features written between two looks at whether to go on. */
const batchSize = 2000;
/** Fields after which drawings are divided into layers, the first that has values in a table. */
const layerFields = ['layer', 'land_use_code', 'land_use', 'class', 'kind', 'mode'];
/** Colour numbers of layers, in turn: those that are told apart on dark and light ground. */
const colors = [1, 3, 4, 5, 6, 30, 40, 94, 150, 200];

/** A name that a layer of a drawing may have. */
function layerNameOf(text: string): string {
  const plain = text
    .replaceAll(/[<>/\\":;?*|=`,\p{Cc}]/gu, '_')
    .trim()
    .slice(0, 255);
  return plain === '' ? '0' : plain;
}

class DrawingWriter {
  readonly #library: DrawingLibrary;
  readonly #writer: DxfWriter;
  readonly #layers = new Set<string>(['0']);

  constructor(library: DrawingLibrary) {
    this.#library = library;
    this.#writer = new library.DxfWriter();
    this.#writer.document.setUnits(library.Units.Meters);
    this.#writer.document.header.setVariable('$LASTSAVEDBY', { 1: 'Cityloom' });
    // From this version on texts are UTF-8 whatever stands here; GDAL, and so QGIS, goes by the code page all the same.
    this.#writer.document.header.setVariable('$DWGCODEPAGE', { 3: 'ANSI_65001' });
  }

  #layer(name: string): string {
    if (!this.#layers.has(name)) {
      this.#writer.addLayer(name, colors[(this.#layers.size - 1) % colors.length]!, 'Continuous');
      this.#layers.add(name);
    }
    return name;
  }

  add(geometry: PackedGeometry, feature: number, layer: string): void {
    const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
    const layerName = this.#layer(layer);
    for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
      const first = partOffsets[part]!;
      const end = partOffsets[part + 1]!;
      const start = ringOffsets[first]!;
      if (kind === 'point') {
        this.#writer.addPoint(coordinates[2 * start]!, coordinates[2 * start + 1]!, 0, { layerName });
      } else if (kind === 'line' || end - first === 1) {
        const isClosed = kind === 'polygon';
        const flags = isClosed ? this.#library.LWPolylineFlags.Closed : this.#library.LWPolylineFlags.None;
        this.#writer.addLWPolyline(verticesOf(coordinates, start, ringOffsets[first + 1]!, isClosed), {
          layerName,
          flags,
        });
      } else this.#hatch(geometry, first, end, layerName);
    }
  }

  /** A polygon with holes: the one object of a drawing that has them. */
  #hatch({ coordinates, ringOffsets }: PackedGeometry, first: number, end: number, layerName: string): void {
    const { HatchBoundaryPaths, HatchPolylineBoundary, HatchPredefinedPatterns, pattern, vertex } = this.#library;
    const paths = new HatchBoundaryPaths();
    for (let ring = first; ring < end; ring++) {
      const boundary = new HatchPolylineBoundary();
      for (const { point } of verticesOf(coordinates, ringOffsets[ring]!, ringOffsets[ring + 1]!, true)) {
        boundary.add(vertex(point.x, point.y));
      }
      paths.addPolylineBoundary(boundary);
    }
    this.#writer.addHatch(paths, pattern({ name: HatchPredefinedPatterns.SOLID }), { layerName });
  }

  finish(): string {
    return this.#writer.stringify();
  }
}

/** The points of a path; those of a ring without the last, which is the first again. */
function verticesOf(coordinates: Float64Array, start: number, end: number, isRing: boolean): LWPolylineVertex[] {
  const vertices: LWPolylineVertex[] = [];
  for (let pair = start; pair < (isRing ? end - 1 : end); pair++) {
    vertices.push({ point: { x: coordinates[2 * pair]!, y: coordinates[2 * pair + 1]! } });
  }
  return vertices;
}

/**
 * Writes a drawing of version 2007 (UTF-8) in the metres of the layer's own system: polygons as closed polylines, those
 * with holes as hatches, lines as polylines. Layers of the drawing go by the land use, class, or kind of the features.
 *
 * Remarks: `formats/attributes-left-out`, since a drawing has no table; `formats/undrawn` of features without a geometry.
 */
export async function writeDxf(layer: WritableLayer, context: TaskContext, remarks: RemarkList): Promise<Uint8Array> {
  const { table, name } = layer;
  const drawing = new DrawingWriter(await import('@tarikjabiri/dxf'));
  const field = layerFields
    .map((wanted): Field | undefined => table.fields.find((each) => each.name === wanted && each.type === 'text'))
    .find((found) => found && table.columns[found.name]?.some((value) => value !== null));
  const left = table.fields.filter((each) => each !== field).map((each) => each.name);
  if (left.length > 0) {
    remarks.add('formats/attributes-left-out', 'info', { layer: name, fields: left.slice(0, 20).join(', ') });
  }
  const count = featureCount(table.geometry);
  const { featureOffsets } = table.geometry;
  const drawn = featureOffsets.filter((end, at) => at > 0 && end > featureOffsets[at - 1]!).length;
  if (drawn < count) remarks.add('formats/undrawn', 'warning', { layer: name }, undefined, count - drawn);
  for (let feature = 0; feature < count; feature++) {
    if (feature % batchSize === 0) {
      checkCancelled(context);
      context.progress?.({ done: feature, total: count, label: name });
    }
    const value = field ? scalarAt(table, field, feature) : null;
    drawing.add(table.geometry, feature, layerNameOf(value === null ? name : String(value)));
  }
  return new TextEncoder().encode(drawing.finish());
}
