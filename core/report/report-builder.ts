import type { LocalText } from '#core/model/text.ts';
import type { Block, Content, Note, Section } from './document.ts';
import { same } from './report-format.ts';

/** Puts sections together: numbers chapters, tables, figures and footnotes as they come. */
export class ReportBuilder {
  readonly sections: Section[] = [];
  readonly notes: Note[] = [];
  readonly numbers = new Map<string, LocalText>();
  readonly #noteIds = new Map<string, string>();
  #chapter = { id: '', number: '', tables: 0, figures: 0, parts: 0 };
  #chapters = 0;
  #appendices = 0;

  /** Starts a chapter; what follows belongs to it. */
  chapter(id: string, title: LocalText, kind: 'plain' | 'numbered' | 'appendix'): void {
    const number =
      kind === 'plain' ? '' : kind === 'numbered' ? String(++this.#chapters) : 'ABCDEFGH'[this.#appendices++]!;
    this.#chapter = { id, number, tables: 0, figures: 0, parts: 0 };
    this.#open(id, 1, number, title, kind === 'appendix' && this.#appendices > 1);
  }

  /** Starts a part of the chapter. */
  part(id: string, title: LocalText): void {
    this.#chapter.parts++;
    this.#open(id, 2, `${this.#chapter.number}.${this.#chapter.parts}`, title);
  }

  #open(id: string, level: 1 | 2, number: string, title: LocalText, flows = false): void {
    this.sections.push({ id, flows, level, number, title, blocks: [] });
    this.numbers.set(id, same(number));
  }

  add(...blocks: readonly Block[]): void {
    const open = this.sections.at(-1)!;
    for (const block of blocks) {
      (open.blocks as Block[]).push(block);
      if (block.kind !== 'table' && block.kind !== 'figure') continue;
      const count = block.kind === 'table' ? ++this.#chapter.tables : ++this.#chapter.figures;
      const number = this.#chapter.number === '' ? String(count) : `${this.#chapter.number}-${count}`;
      const kind = block.kind === 'table' ? { zh: '表', en: 'Table' } : { zh: '图', en: 'Figure' };
      this.numbers.set(block.id, { zh: `${kind.zh} ${number}`, en: `${kind.en} ${number}` });
    }
  }

  /** A footnote; the same key gives the same note again. */
  note(key: string, content: Content): { readonly kind: 'note'; readonly note: string } {
    let id = this.#noteIds.get(key);
    if (id === undefined) {
      id = `note-${this.notes.length + 1}`;
      this.#noteIds.set(key, id);
      this.notes.push({ id, number: this.notes.length + 1, chapter: this.#chapter.id, content });
    }
    return { kind: 'note', note: id };
  }
}
