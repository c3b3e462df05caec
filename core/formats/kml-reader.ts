import type { FieldType } from '#core/model/feature-table.ts';
import { RemarkList } from '#core/model/remark.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, ReadLayer, ReadOptions } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import { layersOf } from './read-layer.ts';
import { TextColumns } from './text-columns.ts';
import { readXml, type XmlVisitor } from './xml-reader.ts';

// OGC KML 2.3, 12-007r2; tracks also in the older Google extension, where their elements have the prefix gx.
const kmlCrs: DeclaredCrs = {
  text: 'OGC:CRS84',
  place: { zh: 'KML 标准', en: 'the KML standard' },
  by: 'standard',
};

/** Elements of a placemark that become attributes of the same name. */
const plainFields = new Set(['name', 'description', 'address', 'phoneNumber']);
/** Elements with places that are no features. */
const leftOut = new Set(['GroundOverlay', 'ScreenOverlay', 'PhotoOverlay', 'NetworkLink', 'Model', 'Tour']);

const declaredTypes: Readonly<Record<string, FieldType>> = {
  string: 'text',
  int: 'integer',
  uint: 'integer',
  short: 'integer',
  ushort: 'integer',
  float: 'real',
  double: 'real',
  bool: 'boolean',
};

/** Numbers of a list of positions, `x,y,z x,y,z`: x and y in turn. Blanks around commas are passed over. */
function positions(text: string): { readonly points: number[]; readonly heights: number; readonly unread: number } {
  const points: number[] = [];
  let heights = 0;
  let unread = 0;
  for (const tuple of text.replaceAll(/\s*,\s*/g, ',').split(/\s+/)) {
    if (tuple === '') continue;
    const [x, y, z] = tuple.split(',');
    const east = x === undefined || x === '' ? Number.NaN : Number(x);
    const north = y === undefined || y === '' ? Number.NaN : Number(y);
    if (Number.isNaN(east) || Number.isNaN(north)) {
      unread++;
      continue;
    }
    points.push(east, north);
    if (z !== undefined && Number(z) !== 0) heights++;
  }
  return { points, heights, unread };
}

class KmlVisitor implements XmlVisitor {
  readonly builder = new FeatureBuilder();
  readonly columns = new TextColumns();
  readonly sink = new GeometrySink(this.builder);
  readonly declared = new Map<string, FieldType>();
  readonly #file: string;
  readonly #remarks: RemarkList;
  /** Names of the folders around, undefined before they are read. */
  readonly #folders: (string | undefined)[] = [];
  readonly #path: string[] = [];
  #isPlacemark = false;
  #field = '';
  #shell: number[] = [];
  #holes: number[][] = [];
  #track: number[] = [];

  constructor(file: string, remarks: RemarkList) {
    this.#file = file;
    this.#remarks = remarks;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#path.push(name);
    if (name === 'Placemark') {
      this.#isPlacemark = true;
      if (attributes['id'] !== undefined) this.#set('feature_id', attributes['id']);
    } else if (name === 'Folder') this.#folders.push(undefined);
    else if (name === 'Data' || name === 'SimpleData') this.#field = attributes['name'] ?? '';
    else if (name === 'SimpleField') this.#declare(attributes['name'], attributes['type']);
    else if (name === 'Polygon') {
      this.#shell = [];
      this.#holes = [];
    } else if (name === 'Track') this.#track = [];
    else if (leftOut.has(name)) {
      const row = this.#isPlacemark ? { file: this.#file, row: this.builder.row + 1 } : undefined;
      this.#remarks.add('formats/elements-left-out', 'warning', { file: this.#file, type: name }, row);
    }
  }

  #declare(name: string | undefined, type: string | undefined): void {
    const known = declaredTypes[type ?? ''];
    if (name !== undefined && known !== undefined) this.declared.set(name, known);
  }

  #set(field: string, text: string): void {
    this.columns.set(this.builder.row, field, text.trim());
  }

  close(name: string, text: string): void {
    this.#path.pop();
    const parent = this.#path.at(-1);
    if (name === 'Folder') this.#folders.pop();
    else if (parent === 'Folder' && name === 'name') this.#folders[this.#folders.length - 1] = text.trim();
    if (!this.#isPlacemark) return;
    if (parent === 'Placemark' && plainFields.has(name)) this.#set(name, text);
    else if (parent === 'TimeStamp' && name === 'when') this.#set('when', text);
    else if (parent === 'TimeSpan' && (name === 'begin' || name === 'end')) this.#set(name, text);
    else if (name === 'SimpleData' || (name === 'value' && parent === 'Data')) this.#set(this.#field, text);
    else this.#closeGeometry(name, text, parent);
    if (name === 'Placemark') this.#endPlacemark();
  }

  #closeGeometry(name: string, text: string, parent: string | undefined): void {
    if (name === 'coordinates') this.#coordinates(this.#read(text), parent);
    else if (name === 'coord') {
      // A place in a track has blanks where all others have commas.
      this.#track.push(...this.#read(text.trim().replaceAll(/\s+/g, ',')));
    } else if (name === 'Track') {
      this.sink.addAll(Float64Array.from(this.#track));
      if (this.#track.length === 2) this.sink.endPoints();
      else this.sink.endLine();
    } else if (name === 'Polygon') {
      for (const ring of this.#shell.length > 0 ? [this.#shell, ...this.#holes] : []) {
        this.sink.addAll(Float64Array.from(ring));
        this.sink.endRing();
      }
      this.sink.endPolygon();
    }
  }

  #coordinates(points: number[], parent: string | undefined): void {
    const around = this.#path.at(-2);
    if (parent === 'LinearRing' && around === 'outerBoundaryIs') this.#shell = points;
    else if (parent === 'LinearRing' && around === 'innerBoundaryIs') this.#holes.push(points);
    else {
      this.sink.addAll(Float64Array.from(points));
      if (parent === 'Point') this.sink.endPoints();
      else this.sink.endLine();
    }
  }

  #read(text: string): number[] {
    const { points, heights, unread } = positions(text);
    this.sink.faults.extraOrdinates += heights;
    if (unread > 0) {
      const reason = { zh: '坐标不是数字', en: 'its coordinates are no numbers' };
      const place = { file: this.#file, row: this.builder.row + 1 };
      this.#remarks.add('formats/record-damaged', 'warning', { file: this.#file, reason }, place);
    }
    return points;
  }

  #endPlacemark(): void {
    this.#isPlacemark = false;
    const folders = this.#folders.filter((folder) => folder !== undefined && folder !== '');
    if (folders.length > 0) this.#set('folder', folders.join(' / '));
    this.builder.endRow();
  }
}

/**
 * Reads the placemarks of a KML file, with names, descriptions, times, the folders they are in, and extended data as
 * attributes. Errors: `formats/damaged`.
 */
export async function readKml(source: FileSource, options: ReadOptions, context: TaskContext): Promise<ReadLayer[]> {
  const file = source.name;
  const remarks = new RemarkList();
  const visitor = new KmlVisitor(file, remarks);
  const settled = await readXml(source, options.encoding, visitor, remarks, context);
  visitor.columns.addTo(visitor.builder, visitor.declared);
  visitor.sink.report(remarks, file);
  return layersOf(visitor.builder, { file, name: '', remarks, crs: kmlCrs, ...settled });
}
