import { type ReportChapter, reportChapters } from '#core/model/report-chapter.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type ReportDocument, type Section, text } from './document.ts';

/** `names` as chapters, each once and in their order. Fails with `report/unknown-chapter`, which lists those there are. */
export function readChapters(names: readonly string[]): readonly ReportChapter[] {
  const known: ReadonlySet<string> = new Set(reportChapters);
  const strange = names.find((name) => !known.has(name));
  if (strange !== undefined || names.length === 0) {
    throw new WorkbenchError('report/unknown-chapter', { name: strange ?? '', known: reportChapters.join(', ') });
  }
  return reportChapters.filter((chapter) => names.includes(chapter));
}

/** Ids of a section and of everything in it that can be pointed at. */
function idsOf(section: Section): string[] {
  const ids: string[] = [section.id];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    if ('id' in value && typeof value.id === 'string') ids.push(value.id);
    for (const part of Object.values(value)) walk(part);
  };
  for (const block of section.blocks) if (block.kind !== 'figure') walk(block);
  return ids;
}

/**
 * The report with some of its chapters. Chapters, tables and figures keep the numbers that they have in the whole report, the
 * cover says that it is an excerpt, and what pointed to a chapter that is left out becomes plain text.
 */
export function chooseChapters(document: ReportDocument, chapters: readonly ReportChapter[]): ReportDocument {
  const wanted = new Set<string>(chapters);
  const kept: Section[] = [];
  const left = new Set<string>();
  let chapter = '';
  for (const section of document.sections) {
    if (section.level === 1) chapter = section.id;
    if (wanted.has(chapter)) kept.push(section);
    else for (const id of idsOf(section)) left.add(id);
  }
  if (left.size === 0) return document;
  const titles = kept.filter(({ level }) => level === 1).map(({ title }) => title);
  const content: LocalText = {
    zh: `节选：${titles.map(({ zh }) => zh).join('、')}；章、表、图的编号同全文`,
    en: `Excerpt: ${titles.map(({ en }) => en).join(', ')}; chapters, tables and figures have the numbers of the whole report`,
  };
  return {
    ...document,
    facts: [...document.facts, { term: { zh: '内容', en: 'Content' }, meaning: text(content) }],
    sections: kept,
    notes: document.notes.filter((note) => wanted.has(note.chapter)),
    left,
  };
}
