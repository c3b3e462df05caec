import type { AppendedPages } from './appended-pages.ts';
import { PageCells } from './page-cells.ts';
import {
  interiorHeaderLength,
  lastOfPage,
  leafHeaderLength,
  pageTypes,
  varintLength,
  writeVarint,
} from './page-format.ts';

/** A page of a tree, and the entry that stands between it and the next; none behind the last page. */
interface Child {
  readonly page: number;
  readonly next: Uint8Array | undefined;
}

/**
 * The b-tree of an index whose entries come in their order, filled page by page. Entries have to be short: a quarter of a page
 * at most, so that all of them stay whole.
 */
export class IndexTree {
  readonly #pages: AppendedPages;
  readonly #spare: Uint8Array;
  readonly #children: Child[] = [];
  #leaf: PageCells;
  /** The entry before the present one, which may have to stand between two pages. */
  #held: Uint8Array | undefined;

  constructor(pages: AppendedPages) {
    this.#pages = pages;
    this.#spare = new Uint8Array(pages.pageSize);
    this.#leaf = this.#newLeaf();
  }

  #newLeaf(): PageCells {
    this.#spare.fill(0);
    return new PageCells(this.#spare, this.#pages.usable, pageTypes.leafIndex, leafHeaderLength);
  }

  /** Adds the entry whose record stands in `bytes` from `start` to `end`. Entries rise. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (this.#held) this.#endLeaf(this.#held);
    this.#held = undefined;
    if (this.#leaf.hasRoom(cellLength(end - start))) this.#put(bytes, start, end);
    // It stands between this page and the next, if there is another entry behind it.
    else this.#held = bytes.slice(start, end);
  }

  #put(bytes: Uint8Array, start: number, end: number): void {
    const at = this.#leaf.add(cellLength(end - start));
    const place = writeVarint(this.#leaf.bytes, at, end - start);
    this.#leaf.bytes.set(bytes.subarray(start, end), place);
  }

  #endLeaf(next: Uint8Array | undefined): void {
    this.#leaf.finish();
    this.#children.push({ page: this.#pages.nextNumber, next });
    this.#pages.next().set(this.#spare);
    this.#leaf = this.#newLeaf();
  }

  /** The content of the root page; everything else is among the appended pages. */
  finish(): Uint8Array {
    const left = this.#held;
    if (left) {
      // Nothing comes behind the held entry: the one before it stands between the pages instead.
      const cell = this.#leaf.removeLast();
      this.#endLeaf(cell.subarray(cell[0]! < 0x80 ? 1 : 2));
      this.#put(left, 0, left.length);
    }
    if (this.#children.length === 0) {
      this.#leaf.finish();
      return this.#spare.slice();
    }
    this.#endLeaf(undefined);
    let children: readonly Child[] = this.#children;
    for (;;) {
      const above = this.#level(children);
      if (!Array.isArray(above)) return above;
      children = above;
    }
  }

  /** The inner pages over `children`; the page itself when one is enough. */
  #level(children: readonly Child[]): Child[] | Uint8Array {
    const above: Child[] = [];
    let place = 0;
    while (place < children.length) {
      const bytes = new Uint8Array(this.#pages.pageSize);
      const page = new PageCells(bytes, this.#pages.usable, pageTypes.interiorIndex, interiorHeaderLength);
      const lengthOf = (index: number) => 4 + cellLength(children[index]!.next!.length);
      const end = lastOfPage(children.length, place, this.#pages.usable, lengthOf);
      for (; place < end; place++) {
        const child = children[place]!;
        const entry = child.next!;
        const at = page.add(4 + cellLength(entry.length));
        page.setUint32(at, child.page);
        bytes.set(entry, writeVarint(bytes, at + 4, entry.length));
      }
      const last = children[place++]!;
      page.finish(last.page);
      if (above.length === 0 && place === children.length) return bytes;
      above.push({ page: this.#pages.nextNumber, next: last.next });
      this.#pages.next().set(bytes);
    }
    return above;
  }
}

function cellLength(payload: number): number {
  return varintLength(payload) + payload;
}
