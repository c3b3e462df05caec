import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, ReadLayer, ReadOptions } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import { layersOf } from './read-layer.ts';
import { readText } from './read-text.ts';
import { checkCancelled } from './source-reading.ts';

// The TopoJSON Format Specification 1.0, github.com/topojson/topojson-specification.
const topoCrs: DeclaredCrs = {
  text: 'OGC:CRS84',
  place: { zh: 'TopoJSON 标准', en: 'the TopoJSON standard' },
  by: 'standard',
};

/** Deepest nesting of geometry collections that is read. */
const deepest = 32;
/** Features read between two looks at whether to go on. */
const batchSize = 2000;

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Scale and translation of quantised positions. */
interface Quantisation {
  readonly scale: readonly [number, number];
  readonly translate: readonly [number, number];
}

function numberPair(value: unknown): [number, number] | undefined {
  const [x, y] = asList(value);
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : undefined;
}

/** The arcs as plain coordinates, x and y in turn. */
function decodeArcs(arcs: readonly unknown[], quantisation: Quantisation | undefined): Float64Array[] {
  return arcs.map((arc) => {
    const points = asList(arc);
    const decoded = new Float64Array(2 * points.length);
    let x = 0;
    let y = 0;
    for (const [index, point] of points.entries()) {
      const [first, second] = numberPair(point) ?? [Number.NaN, Number.NaN];
      x = quantisation ? x + first : first;
      y = quantisation ? y + second : second;
      decoded[2 * index] = quantisation ? x * quantisation.scale[0] + quantisation.translate[0] : x;
      decoded[2 * index + 1] = quantisation ? y * quantisation.scale[1] + quantisation.translate[1] : y;
    }
    return decoded;
  });
}

class TopologyReader {
  readonly builder = new FeatureBuilder();
  readonly sink = new GeometrySink(this.builder);
  nested = 0;
  readonly #file: string;
  readonly #remarks: RemarkList;
  readonly #arcs: readonly Float64Array[];
  readonly #quantisation: Quantisation | undefined;

  constructor(
    file: string,
    remarks: RemarkList,
    arcs: readonly Float64Array[],
    quantisation: Quantisation | undefined,
  ) {
    this.#file = file;
    this.#remarks = remarks;
    this.#arcs = arcs;
    this.#quantisation = quantisation;
  }

  #fault(zh: string, en: string): WorkbenchError {
    const row = this.builder.row + 1;
    return new WorkbenchError('formats/damaged', {
      file: this.#file,
      reason: { zh: `第 ${row} 个要素${zh}`, en: `feature ${row}: ${en}` },
    });
  }

  /** One geometry object of a layer as a row. */
  feature(geometry: unknown): void {
    if (!isObject(geometry)) throw this.#fault('不是对象', 'it is no object');
    const { columns, row } = this.builder;
    if (typeof geometry['id'] === 'string') columns.named('feature_id').setText(row, geometry['id']);
    else if (typeof geometry['id'] === 'number') columns.named('feature_id').setNumber(row, geometry['id']);
    if (isObject(geometry['properties'])) {
      for (const [name, value] of Object.entries(geometry['properties'])) this.#value(name, value);
    }
    this.#geometry(geometry, 0);
    this.builder.endRow();
  }

  #value(name: string, value: unknown): void {
    const column = this.builder.columns.named(name);
    const { row } = this.builder;
    if (typeof value === 'string') column.setText(row, value);
    else if (typeof value === 'number') column.setNumber(row, value);
    else if (typeof value === 'boolean') column.setBoolean(row, value);
    else if (value !== null) {
      this.nested++;
      column.setText(row, this.#asJson(value));
    }
  }

  #asJson(value: unknown): string {
    try {
      return JSON.stringify(value);
    } catch {
      throw this.#fault('的属性嵌套过深', 'a value is nested too deeply');
    }
  }

  #geometry(geometry: JsonObject, depth: number): void {
    const { type } = geometry;
    const { sink } = this;
    const arcs = asList(geometry['arcs']);
    switch (type) {
      case 'Point':
        this.#position(geometry['coordinates']);
        sink.endPoints();
        break;
      case 'MultiPoint':
        for (const position of asList(geometry['coordinates'])) this.#position(position);
        sink.endPoints();
        break;
      case 'LineString':
        this.#path(arcs);
        sink.endLine();
        break;
      case 'MultiLineString':
        for (const line of arcs) {
          this.#path(asList(line));
          sink.endLine();
        }
        break;
      case 'Polygon':
        this.#polygon(arcs);
        break;
      case 'MultiPolygon':
        for (const polygon of arcs) this.#polygon(asList(polygon));
        break;
      case 'GeometryCollection':
        if (depth >= deepest) throw this.#fault('几何集合嵌套过深', 'its collections are nested too deeply');
        for (const member of asList(geometry['geometries'])) if (isObject(member)) this.#geometry(member, depth + 1);
        break;
      case null:
      case undefined:
        break;
      default: {
        const place = { file: this.#file, row: this.builder.row + 1 };
        const parameters = { file: this.#file, type: String(type) };
        this.#remarks.add('formats/geometry-left-out', 'warning', parameters, place);
      }
    }
  }

  #position(value: unknown): void {
    const pair = numberPair(value);
    if (!pair) throw this.#fault('的坐标应为 [x, y]', 'a position has to be [x, y]');
    const { scale, translate } = this.#quantisation ?? { scale: [1, 1], translate: [0, 0] };
    this.sink.add(pair[0] * scale[0]! + translate[0]!, pair[1] * scale[1]! + translate[1]!);
  }

  /** Arcs one after another; the first point of each but the first is the last of the one before. */
  #path(indices: readonly unknown[]): void {
    let isFirst = true;
    for (const index of indices) {
      // ~i stands for arc i from its end to its beginning.
      const arc = typeof index === 'number' ? this.#arcs[index < 0 ? ~index : index] : undefined;
      if (!arc)
        throw this.#fault(`引用了不存在的弧段 ${String(index)}`, `it names arc ${String(index)}, which is not there`);
      const count = arc.length / 2;
      const isTurned = (index as number) < 0;
      for (let step = isFirst ? 0 : 1; step < count; step++) {
        const point = isTurned ? count - 1 - step : step;
        this.sink.add(arc[2 * point]!, arc[2 * point + 1]!);
      }
      isFirst = false;
    }
  }

  #polygon(rings: readonly unknown[]): void {
    for (const ring of rings) {
      this.#path(asList(ring));
      this.sink.endRing();
    }
    this.sink.endPolygon();
  }
}

function parseTopology(text: string, file: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : String(thrown);
    const reason = { zh: `不是有效的 JSON（${said}）`, en: `it is not valid JSON (${said})` };
    throw new WorkbenchError('formats/damaged', { file, reason }, { cause: thrown });
  }
  if (isObject(parsed) && isObject(parsed['objects']) && Array.isArray(parsed['arcs'])) return parsed;
  const reason = { zh: '缺少 objects 或 arcs', en: 'it lacks the members objects or arcs' };
  throw new WorkbenchError('formats/damaged', { file, reason });
}

/**
 * Reads a TopoJSON topology: each of its objects is a layer, each geometry of a collection a feature.
 * Errors: `formats/damaged` with the feature.
 */
export async function* readTopoJson(
  source: FileSource,
  options: ReadOptions,
  context: TaskContext,
): AsyncGenerator<ReadLayer> {
  const file = source.name;
  let remarks = new RemarkList();
  const { text, encoding } = await readText(source, options.encoding, remarks, context);
  const topology = parseTopology(text, file);
  const transform = isObject(topology['transform']) ? topology['transform'] : undefined;
  const scale = numberPair(transform?.['scale']);
  const translate = numberPair(transform?.['translate']);
  const quantisation = scale && translate ? { scale, translate } : undefined;
  const arcs = decodeArcs(topology['arcs'] as readonly unknown[], quantisation);
  for (const [name, object] of Object.entries(topology['objects'] as JsonObject)) {
    if (options.layers && !options.layers.includes(name)) continue;
    const reader = new TopologyReader(file, remarks, arcs, quantisation);
    const isCollection = isObject(object) && object['type'] === 'GeometryCollection';
    const features = isCollection ? asList(object['geometries']) : [object];
    for (const [index, feature] of features.entries()) {
      if (index % batchSize === 0) {
        checkCancelled(context);
        context.progress?.({ done: index, total: features.length, label: name });
      }
      reader.feature(feature);
    }
    reader.sink.report(remarks, file);
    if (reader.nested > 0) remarks.add('formats/nested-values', 'info', { file }, undefined, reader.nested);
    yield* layersOf(reader.builder, { file, name, remarks, crs: topoCrs, encoding });
    remarks = new RemarkList();
  }
}
