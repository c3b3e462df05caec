import type { DatabasePages } from './database-pages.ts';
import { fileHeaderLength, interiorHeaderLength, leafHeaderLength, localLength, pageTypes } from './page-format.ts';
import { lengthOfVarint, RecordReader, readVarint } from './record-reader.ts';

/** Levels of a tree: a file of the greatest length has no more. */
const mostLevels = 20;

/**
 * Hands each row of the table whose tree has its root on page `root` to `receive`, in the order of their numbers, and calls
 * `pause` after each page of rows. The reader it hands over is used again for the next row. Throws a `RangeError` where the tree
 * is not as the file format describes it: SQLite then has to say what it is.
 */
export async function scanTable(
  pages: DatabasePages,
  root: number,
  receive: (record: RecordReader) => void,
  pause?: (page: number) => Promise<void>,
): Promise<void> {
  const record = new RecordReader();
  let left = pages.header.pages;
  const visit = async (number: number, level: number): Promise<void> => {
    if (left-- <= 0 || level > mostLevels) throw new RangeError('a tree that goes in circles');
    let page = await pages.page(number);
    const head = number === 1 ? fileHeaderLength : 0;
    let view = new DataView(page.buffer, page.byteOffset, page.byteLength);
    const type = page[head]!;
    const count = view.getUint16(head + 3);
    if (type === pageTypes.interiorTable) {
      const last = view.getUint32(head + 8);
      const children = Array.from({ length: count }, (_, cell) =>
        view.getUint32(view.getUint16(head + interiorHeaderLength + 2 * cell)),
      );
      for (const child of [...children, last]) await visit(child, level + 1);
      return;
    }
    if (type !== pageTypes.leafTable) throw new RangeError('a page that is none of a table');
    for (let cell = 0; cell < count; cell++) {
      const start = view.getUint16(head + leafHeaderLength + 2 * cell);
      const payload = readVarint(page, start);
      const keyAt = start + lengthOfVarint(page, start);
      const at = keyAt + lengthOfVarint(page, keyAt);
      const key = readVarint(page, keyAt);
      const local = localLength(payload, pages.header.usable);
      if (at + local > page.length) throw new RangeError('a row that reaches beyond its page');
      if (local === payload) record.moveTo(key, page, at, at + payload);
      else {
        const whole = await withOverflow(pages, page.subarray(at, at + local), payload, view.getUint32(at + local));
        record.moveTo(key, whole, 0, payload);
        // The rest of the row stood on other pages.
        page = await pages.page(number);
        view = new DataView(page.buffer, page.byteOffset, page.byteLength);
      }
      receive(record);
    }
    await pause?.(number);
  };
  await visit(root, 0);
}

/** A record whose end stands on pages of its own, the first of which is `first`. */
async function withOverflow(
  pages: DatabasePages,
  local: Uint8Array,
  payload: number,
  first: number,
): Promise<Uint8Array> {
  const { usable, pageSize } = pages.header;
  if (payload > pages.header.pages * pageSize) throw new RangeError('a row that is longer than the file');
  const whole = new Uint8Array(payload);
  whole.set(local);
  let next = first;
  for (let place = local.length; place < payload; ) {
    const page = await pages.page(next);
    const length = Math.min(usable - 4, payload - place);
    whole.set(page.subarray(4, 4 + length), place);
    place += length;
    next = new DataView(page.buffer, page.byteOffset).getUint32(0);
  }
  return whole;
}
