/** Writes small shapefiles byte by byte, as the specification of 1998 lays them out. */

export interface TestShape {
  readonly type: number;
  /** Rings or lines, x and y in turn; of points the first pair counts. */
  readonly parts: readonly (readonly number[])[];
  /** Bytes written behind the points, such as heights. */
  readonly extra?: number;
}

function recordContent({ type, parts, extra = 0 }: TestShape): Buffer {
  if (type === 0) return Buffer.from([0, 0, 0, 0]);
  const isPoint = type % 10 === 1;
  const points = parts.flat();
  if (isPoint) {
    const content = Buffer.alloc(20 + extra);
    content.writeInt32LE(type, 0);
    content.writeDoubleLE(points[0]!, 4);
    content.writeDoubleLE(points[1]!, 12);
    return content;
  }
  const isMultiPoint = type % 10 === 8;
  const start = isMultiPoint ? 40 : 44 + 4 * parts.length;
  const content = Buffer.alloc(start + 8 * points.length + extra);
  content.writeInt32LE(type, 0);
  content.writeInt32LE(isMultiPoint ? points.length / 2 : parts.length, 36);
  if (!isMultiPoint) {
    content.writeInt32LE(points.length / 2, 40);
    let place = 0;
    for (const [index, part] of parts.entries()) {
      content.writeInt32LE(place, 44 + 4 * index);
      place += part.length / 2;
    }
  }
  for (const [index, value] of points.entries()) content.writeDoubleLE(value, start + 8 * index);
  return content;
}

function header(bytes: number, type: number): Buffer {
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE(bytes / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(type, 32);
  return head;
}

/** The `.shp` and `.shx` of some shapes. */
export function writeShapes(type: number, shapes: readonly TestShape[]): { shp: Uint8Array; shx: Uint8Array } {
  const records: Buffer[] = [];
  const index: Buffer[] = [];
  let place = 100;
  for (const [number, shape] of shapes.entries()) {
    const content = recordContent(shape);
    const head = Buffer.alloc(8);
    head.writeInt32BE(number + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    records.push(head, content);
    const entry = Buffer.alloc(8);
    entry.writeInt32BE(place / 2, 0);
    entry.writeInt32BE(content.length / 2, 4);
    index.push(entry);
    place += 8 + content.length;
  }
  return {
    shp: new Uint8Array(Buffer.concat([header(place, type), ...records])),
    shx: new Uint8Array(Buffer.concat([header(100 + 8 * shapes.length, type), ...index])),
  };
}

export interface TestField {
  readonly name: Buffer | string;
  readonly type: string;
  readonly length: number;
  readonly decimals?: number;
}

/** A `.dbf`; rows are the raw bytes of their cells, `deleted` the rows that are marked so. */
export function writeDbf(
  fields: readonly TestField[],
  rows: readonly (readonly (Buffer | string)[])[],
  options: { readonly language?: number; readonly deleted?: readonly number[] } = {},
): Uint8Array {
  const recordLength = 1 + fields.reduce((sum, { length }) => sum + length, 0);
  const head = Buffer.alloc(32 + 32 * fields.length + 1);
  head.writeUInt8(3, 0);
  head.writeUInt8(124, 1);
  head.writeUInt8(3, 2);
  head.writeUInt8(5, 3);
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(recordLength, 10);
  head.writeUInt8(options.language ?? 0, 29);
  for (const [index, { name, type, length, decimals }] of fields.entries()) {
    const start = 32 + 32 * index;
    Buffer.from(name).copy(head, start, 0, 10);
    head.write(type, start + 11, 'latin1');
    head.writeUInt8(length, start + 16);
    head.writeUInt8(decimals ?? 0, start + 17);
  }
  head.writeUInt8(0x0d, head.length - 1);
  const body = rows.map((cells, row) => {
    const record = Buffer.alloc(recordLength, 0x20);
    if (options.deleted?.includes(row)) record.writeUInt8(0x2a, 0);
    let place = 1;
    for (const [index, cell] of cells.entries()) {
      Buffer.from(cell).copy(record, place, 0, fields[index]!.length);
      place += fields[index]!.length;
    }
    return record;
  });
  return new Uint8Array(Buffer.concat([head, ...body, Buffer.from([0x1a])]));
}
