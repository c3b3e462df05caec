import { isNumberType } from '#core/model/feature-table.ts';
import { type GlimpseView, type LayerGlimpse, leastGlimpsed, type RepeatedTexts } from '#core/model/layer-glimpse.ts';
import type { RecordReader } from '#core/sqlite/record-reader.ts';
import { typeForms } from './canonical-wkb.ts';
import { extentOf } from './contents.ts';
import type { Database } from './database.ts';
import { BlobReader } from './geopackage-binary.ts';
import type { LayerTable } from './layer-table.ts';
import { locateStored, type StoredColumn } from './stored-columns.ts';

/** Areas up to this wide and high are spots on a map, px. */
const spotPixels = 8;
/** A map that shows all of a layer has about so many pixels from one side to the other. */
const mapPixels = 1600;

/** Areas larger than this, metres, have a shape that can be seen. */
function largestSpot(database: Database, { table }: LayerTable, view: GlimpseView | undefined): number {
  if (view) return spotPixels * view.metresPerPixel;
  const extent = extentOf(database, table);
  const longer = extent ? Math.max(extent.maxX - extent.minX, extent.maxY - extent.minY) : 0;
  return (spotPixels * longer) / mapPixels;
}

/** Values of one column, in the form in which they are sent. */
class GlimpsedColumn {
  readonly #source: StoredColumn;
  readonly #numbers: Float64Array | undefined;
  readonly #codes: Uint32Array;
  readonly #places = new Map<string | null, number>();

  constructor(source: StoredColumn, isNumber: boolean, count: number) {
    this.#source = source;
    this.#numbers = isNumber ? new Float64Array(count) : undefined;
    this.#codes = new Uint32Array(isNumber ? 0 : count);
  }

  read(record: RecordReader, row: number): void {
    if (this.#numbers) {
      this.#numbers[row] = this.#source.number(record);
      return;
    }
    const text = this.#source.text(record);
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(text, place);
    }
    this.#codes[row] = place;
  }

  finish(count: number): Float64Array | RepeatedTexts {
    return this.#numbers?.slice(0, count) ?? { distinct: [...this.#places.keys()], codes: this.#codes.slice(0, count) };
  }
}

/** Whether a box of minX, minY, maxX, maxY is in sight. */
function isIn([minX, minY, maxX, maxY]: Float64Array, view: GlimpseView): boolean {
  return minX! <= view.maxX && maxX! >= view.minX && minY! <= view.maxY && maxY! >= view.minY;
}

/**
 * What a map first shows of the baseline of a layer, straight from `bytes`, those of the database: all of it, or what is in `view`,
 * with the values of the fields called `names`. Undefined where the layer is as soon read as it is, or can only be read by SQLite.
 */
export function readStoredGlimpse(
  database: Database,
  bytes: Uint8Array,
  layerTable: LayerTable,
  names: ReadonlySet<string>,
  view?: GlimpseView,
): LayerGlimpse | undefined {
  const { geometryType } = layerTable;
  if (!geometryType || typeForms[geometryType].kind !== 'polygon') return undefined;
  const located = locateStored(database, bytes, layerTable);
  if (typeof located === 'string' || located.rows.count < leastGlimpsed) return undefined;
  const { rows, columns } = located;
  const geometry = columns.get('geom');
  const wanted = layerTable.columns.filter(({ field }) => names.has(field));
  const read = wanted.flatMap(({ field, column, type }) => {
    const source = columns.get(column.toLowerCase());
    return source ? [[field, new GlimpsedColumn(source, isNumberType(type), rows.count)] as const] : [];
  });
  if (!geometry || read.length < wanted.length) return undefined;

  const most = largestSpot(database, layerTable, view);
  const boxes = new Float64Array(4 * rows.count);
  const reader = new BlobReader(geometryType);
  const box = new Float64Array(4);
  let count = 0;
  let isTold = true;
  const isRead = rows.each((record) => {
    if (!geometry.readBox(record, box)) {
      // No geometry, or a form in which the box has to be worked out.
      isTold &&= geometry.lengthOfBlob(record) === 0;
      return;
    }
    if (view && !isIn(box, view)) return;
    boxes.set(box, 4 * count);
    if (Math.max(box[2]! - box[0]!, box[3]! - box[1]!) <= most) reader.read(null);
    else geometry.readBlob(record, reader);
    for (const [, column] of read) column.read(record, count);
    count++;
  });
  if (!isRead || !isTold) return undefined;
  return {
    boxes: count === rows.count ? boxes : boxes.slice(0, 4 * count),
    geometry: reader.packer.finish(),
    columns: Object.fromEntries(read.map(([field, column]) => [field, column.finish(count)])),
  };
}
