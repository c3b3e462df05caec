import { RemarkList } from '#core/model/remark.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, ReadLayer, ReadOptions } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import { layersOf } from './read-layer.ts';
import { TextColumns } from './text-columns.ts';
import { readXml, type XmlVisitor } from './xml-reader.ts';

// GPX 1.1, www.topografix.com/GPX/1/1; 1.0 has the same elements for what is read here.
const gpxCrs: DeclaredCrs = { text: 'OGC:CRS84', place: { zh: 'GPX 标准', en: 'the GPX standard' }, by: 'standard' };

/** The features of a GPX file by their element. */
const layerNames = { wpt: 'waypoints', rte: 'routes', trk: 'tracks' } as const;
type Container = keyof typeof layerNames;

/** Elements directly inside a feature that become attributes of the same name. */
const fields = new Set(['name', 'cmt', 'desc', 'src', 'sym', 'type', 'number', 'ele', 'time']);

interface GpxLayer {
  readonly builder: FeatureBuilder;
  readonly columns: TextColumns;
  readonly sink: GeometrySink;
}

class GpxVisitor implements XmlVisitor {
  readonly layers = new Map<Container, GpxLayer>();
  readonly #file: string;
  readonly #remarks: RemarkList;
  readonly #path: string[] = [];
  #container: Container | undefined;

  constructor(file: string, remarks: RemarkList) {
    this.#file = file;
    this.#remarks = remarks;
  }

  #layerOf(container: Container): GpxLayer {
    let layer = this.layers.get(container);
    if (!layer) {
      const builder = new FeatureBuilder();
      layer = { builder, columns: new TextColumns(), sink: new GeometrySink(builder) };
      this.layers.set(container, layer);
    }
    return layer;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#path.push(name);
    if (this.#container === undefined && name in layerNames) this.#container = name as Container;
    if (this.#container === undefined) return;
    if (name === 'wpt' || name === 'rtept' || name === 'trkpt') this.#point(this.#container, attributes);
  }

  #point(container: Container, { lon, lat }: Readonly<Record<string, string>>): void {
    const { sink, builder } = this.#layerOf(container);
    const x = lon === undefined || lon.trim() === '' ? Number.NaN : Number(lon);
    const y = lat === undefined || lat.trim() === '' ? Number.NaN : Number(lat);
    if (!Number.isNaN(x) && !Number.isNaN(y)) {
      sink.add(x, y);
      return;
    }
    const reason = { zh: '经纬度不是数字', en: 'its longitude and latitude are no numbers' };
    const place = { file: this.#file, layer: layerNames[container], row: builder.row + 1 };
    this.#remarks.add('formats/record-damaged', 'warning', { file: this.#file, reason }, place);
  }

  close(name: string, text: string): void {
    this.#path.pop();
    const container = this.#container;
    if (container === undefined) return;
    const { builder, columns, sink } = this.#layerOf(container);
    if (this.#path.at(-1) === container && fields.has(name)) columns.set(builder.row, name, text.trim());
    if (name === 'trkseg') sink.endLine();
    if (name !== container) return;
    if (container === 'wpt') sink.endPoints();
    else sink.endLine();
    builder.endRow();
    this.#container = undefined;
  }
}

/** Reads waypoints, routes and tracks of a GPX file as three layers. Errors: `formats/damaged`. */
export async function readGpx(source: FileSource, options: ReadOptions, context: TaskContext): Promise<ReadLayer[]> {
  const file = source.name;
  let remarks = new RemarkList();
  const visitor = new GpxVisitor(file, remarks);
  const settled = await readXml(source, options.encoding, visitor, remarks, context);
  const layers: ReadLayer[] = [];
  for (const container of ['wpt', 'rte', 'trk'] as const) {
    const name = layerNames[container];
    const layer = visitor.layers.get(container);
    if (!layer || (options.layers && !options.layers.includes(name))) continue;
    layer.columns.addTo(layer.builder);
    layer.sink.report(remarks, file);
    const kind = container === 'wpt' ? 'point' : 'line';
    layers.push(...layersOf(layer.builder, { file, name, remarks, crs: gpxCrs, ...settled, kind }));
    remarks = new RemarkList();
  }
  if (layers.length > 0) return layers;
  return layersOf(new FeatureBuilder(), { file, name: '', remarks, crs: gpxCrs, ...settled });
}
