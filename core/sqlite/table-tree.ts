import type { AppendedPages } from './appended-pages.ts';
import { PageCells } from './page-cells.ts';
import {
  interiorHeaderLength,
  lastOfPage,
  leafHeaderLength,
  localLength,
  pageTypes,
  varintLength,
  writeVarint,
} from './page-format.ts';

/** A page of a tree and the greatest key in or below it. */
interface Child {
  readonly page: number;
  readonly key: number;
}

function cellLength({ key }: Child): number {
  return 4 + varintLength(key);
}

/**
 * The b-tree of a table whose rows come in the order of their numbers, filled page by page: what SQLite would make of the same
 * rows, without its way to each of them.
 */
export class TableTree {
  readonly #pages: AppendedPages;
  readonly #spare: Uint8Array;
  #leaf: PageCells;
  #children: Child[] = [];
  #last = 0;

  constructor(pages: AppendedPages) {
    this.#pages = pages;
    this.#spare = new Uint8Array(pages.pageSize);
    this.#leaf = this.#newLeaf();
  }

  #newLeaf(): PageCells {
    this.#spare.fill(0);
    return new PageCells(this.#spare, this.#pages.usable, pageTypes.leafTable, leafHeaderLength);
  }

  /** Adds the row `key`, whose record stands in `bytes` from `start` to `end`. Keys rise from row to row. */
  add(key: number, bytes: Uint8Array, start: number, end: number): void {
    const payload = end - start;
    const local = localLength(payload, this.#pages.usable);
    const head = varintLength(payload) + varintLength(key);
    const length = head + local + (local < payload ? 4 : 0);
    if (!this.#leaf.hasRoom(length)) this.#endLeaf();
    const page = this.#leaf;
    const place = page.add(length);
    let at = writeVarint(page.bytes, place, payload);
    at = writeVarint(page.bytes, at, key);
    page.bytes.set(bytes.subarray(start, start + local), at);
    if (local < payload) page.setUint32(at + local, this.#overflow(bytes, start + local, end));
    this.#last = key;
  }

  /** The rest of a long record on pages of its own; the number of the first. */
  #overflow(bytes: Uint8Array, start: number, end: number): number {
    const perPage = this.#pages.usable - 4;
    const first = this.#pages.nextNumber;
    for (let at = start; at < end; at += perPage) {
      const page = this.#pages.next();
      const isLast = at + perPage >= end;
      new DataView(page.buffer, page.byteOffset).setUint32(0, isLast ? 0 : this.#pages.nextNumber);
      page.set(bytes.subarray(at, Math.min(end, at + perPage)), 4);
    }
    return first;
  }

  #endLeaf(): void {
    this.#leaf.finish();
    const page = this.#pages.nextNumber;
    this.#pages.next().set(this.#spare);
    this.#children.push({ page, key: this.#last });
    this.#leaf = this.#newLeaf();
  }

  /** The content of the root page; everything else is among the appended pages. */
  finish(): Uint8Array {
    if (this.#children.length === 0) {
      this.#leaf.finish();
      return this.#spare.slice();
    }
    this.#endLeaf();
    for (;;) {
      const root = this.#level();
      if (root) return root;
    }
  }

  /** Puts a level of inner pages over the children; the page when one is enough. */
  #level(): Uint8Array | undefined {
    const children = this.#children;
    const above: Child[] = [];
    let place = 0;
    while (place < children.length) {
      const bytes = new Uint8Array(this.#pages.pageSize);
      const page = new PageCells(bytes, this.#pages.usable, pageTypes.interiorTable, interiorHeaderLength);
      const end = lastOfPage(children.length, place, this.#pages.usable, (index) => cellLength(children[index]!));
      for (; place < end; place++) {
        const child = children[place]!;
        const at = page.add(cellLength(child));
        page.setUint32(at, child.page);
        writeVarint(bytes, at + 4, child.key);
      }
      // The last child has no cell of its own.
      const last = children[place++]!;
      page.finish(last.page);
      if (above.length === 0 && place === children.length) return bytes;
      above.push({ page: this.#pages.nextNumber, key: last.key });
      this.#pages.next().set(bytes);
    }
    this.#children = above;
    return undefined;
  }
}
