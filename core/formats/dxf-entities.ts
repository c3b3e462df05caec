import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { DxfTag, DxfTags } from './dxf-tags.ts';

/** One object of a drawing: its groups, and the objects that belong to it (vertices, attributes). */
export interface DxfEntity {
  readonly type: string;
  readonly tags: readonly DxfTag[];
  readonly children: readonly DxfEntity[];
}

export interface DxfBlock {
  readonly baseX: number;
  readonly baseY: number;
  readonly entities: readonly DxfEntity[];
}

/** The value of the first group with `code`; undefined when there is none. */
export function textOf(entity: DxfEntity, code: number): string | undefined {
  return entity.tags.find((tag) => tag.code === code)?.value;
}

/** The number in the first group with `code`, or `absent`. */
export function numberOf(entity: DxfEntity, code: number, absent = 0): number {
  const text = textOf(entity, code);
  return text === undefined ? absent : Number(text);
}

/** More objects than any drawing has in one block or section. */
const mostEntities = 20_000_000;

/** Reads a drawing section by section. Errors: `formats/damaged` and those of the tags. */
export class DxfDocument {
  readonly blocks = new Map<string, DxfBlock>();
  /** Values of header variables by name, those with one value. */
  readonly header = new Map<string, string>();
  /** The object that says where on the earth the drawing lies. */
  geoData: DxfEntity | undefined;
  readonly #tags: DxfTags['tags'];
  readonly #file: string;
  #ahead: DxfTag | undefined;

  constructor(tags: DxfTags['tags'], file: string) {
    this.#tags = tags;
    this.#file = file;
  }

  #next(): DxfTag | undefined {
    const tag = this.#ahead;
    if (tag) {
      this.#ahead = undefined;
      return tag;
    }
    const next = this.#tags.next();
    return next.done ? undefined : next.value;
  }

  /**
   * Reads the file and hands its entities to `visit`, one after another; blocks are known by then. Objects that the file
   * has behind its entities are read as well.
   */
  read(visit: (entity: DxfEntity) => void): void {
    let hasSection = false;
    let hasEnd = false;
    for (let tag = this.#next(); tag; tag = this.#next()) {
      if (tag.code !== 0) continue;
      const name = tag.value.trim();
      if (name === 'EOF') {
        hasEnd = true;
        break;
      }
      if (name !== 'SECTION') continue;
      hasSection = true;
      this.#section(this.#next()?.value.trim() ?? '', visit);
    }
    if (!hasSection || !hasEnd) {
      const reason = { zh: '没有以 EOF 结束，可能没有传完', en: 'it does not end with EOF; it may be cut off' };
      throw new WorkbenchError('formats/damaged', { file: this.#file, reason });
    }
  }

  #section(name: string, visit: (entity: DxfEntity) => void): void {
    if (name === 'HEADER') this.#header();
    else if (name === 'BLOCKS') this.#blocks();
    else if (name === 'ENTITIES') this.#entities('ENDSEC', visit);
    else if (name === 'OBJECTS') {
      this.#entities('ENDSEC', (entity) => {
        if (entity.type === 'GEODATA') this.geoData = entity;
      });
    }
  }

  #header(): void {
    let variable = '';
    for (let tag = this.#next(); tag; tag = this.#next()) {
      if (tag.code === 0) {
        this.#ahead = tag;
        return;
      }
      if (tag.code === 9) variable = tag.value.trim();
      else if (variable !== '' && !this.header.has(variable)) this.header.set(variable, tag.value.trim());
    }
  }

  #blocks(): void {
    this.#entities('ENDSEC', (block) => {
      if (block.type !== 'BLOCK') return;
      const entities: DxfEntity[] = [];
      this.#entities('ENDBLK', (entity) => entities.push(entity));
      const name = textOf(block, 2)?.toLowerCase();
      if (name !== undefined) {
        this.blocks.set(name, { baseX: numberOf(block, 10), baseY: numberOf(block, 20), entities });
      }
    });
  }

  /** The objects up to one of type `end`. */
  #entities(end: string, visit: (entity: DxfEntity) => void): void {
    for (let count = 0; count < mostEntities; count++) {
      const entity = this.#entity();
      if (!entity || entity.type === end) return;
      if (entity.type === 'SECTION' || entity.type === 'EOF') {
        // The end is missing: what comes next is another section.
        this.#ahead = { code: 0, value: entity.type };
        return;
      }
      const hasVertices = entity.type === 'POLYLINE';
      const hasAttributes = entity.type === 'INSERT' && numberOf(entity, 66) === 1;
      visit(
        hasVertices || hasAttributes
          ? { ...entity, children: this.#children(hasVertices ? 'VERTEX' : 'ATTRIB') }
          : entity,
      );
    }
  }

  /** The objects that belong to the one before, up to their SEQEND. */
  #children(type: string): DxfEntity[] {
    const children: DxfEntity[] = [];
    for (;;) {
      const tag = this.#next();
      if (!tag) return children;
      if (tag.code !== 0) continue;
      const name = tag.value.trim();
      if (name !== type && name !== 'SEQEND') {
        this.#ahead = tag;
        return children;
      }
      this.#ahead = tag;
      const child = this.#entity();
      if (!child || child.type === 'SEQEND') return children;
      children.push(child);
    }
  }

  /** The next object with its groups; undefined at the end of the file. */
  #entity(): DxfEntity | undefined {
    let start = this.#next();
    while (start && start.code !== 0) start = this.#next();
    if (!start) return undefined;
    const type = start.value.trim();
    const tags: DxfTag[] = [];
    if (type === 'EOF' || type === 'ENDSEC') return { type, tags, children: [] };
    for (let tag = this.#next(); tag; tag = this.#next()) {
      if (tag.code === 0) {
        this.#ahead = tag;
        break;
      }
      tags.push(tag);
    }
    return { type, tags, children: [] };
  }
}
