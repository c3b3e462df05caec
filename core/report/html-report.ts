import type { Language } from '#core/model/text.ts';
import type { ReportDocument, Section } from './document.ts';
import { blockHtml } from './html-blocks.ts';
import { escapeHtml } from './html-escape.ts';
import { fontFaces, fontUse } from './html-fonts.ts';
import { inlinesHtml, type PageContext } from './html-inline.ts';
import { styleSheet } from './html-style.ts';
import { mapPoolSvg } from './map-svg.ts';
import type { FontFamily } from './report-input.ts';
import { labels, sectionTitles } from './report-texts.ts';

/** What the page may do: show itself. No scripts, no addresses, no forms. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";
const languageTags: Readonly<Record<Language, string>> = { zh: 'zh-Hans', en: 'en' };

function headingHtml(section: Section, language: Language): string {
  const tag = section.level === 1 ? 'h2' : 'h3';
  const number = section.number ? `<span class="no">${section.number}</span>` : '';
  return `<${tag} id="${section.id}">${number}${escapeHtml(section.title[language])}</${tag}>`;
}

/** Footnotes stand at the end of their chapter. */
function notesHtml(chapter: string, page: PageContext): string {
  const notes = page.document.notes.filter((note) => note.chapter === chapter);
  if (notes.length === 0) return '';
  const items = notes.map((note) => {
    const back = page.notesNamed.has(note.id) ? `<a href="#${note.id}-back">[${note.number}]</a>` : `[${note.number}]`;
    return `<li id="${note.id}">${back}<span>${inlinesHtml(note.content, page)}</span></li>`;
  });
  return `<section class="notes"><h3>${escapeHtml(sectionTitles.notes[page.language])}</h3><ol>${items.join('\n')}</ol></section>`;
}

/** The chapters: each with its parts and, at its end, its footnotes. */
function chaptersHtml(page: PageContext): string {
  const { sections } = page.document;
  const parts: string[] = [];
  sections.forEach((section, index) => {
    if (section.level === 1) parts.push(section.flows ? '<section class="flow">' : '<section>');
    parts.push(headingHtml(section, page.language), ...section.blocks.map((block) => blockHtml(block, page)));
    const next = sections[index + 1];
    if (next?.level === 2) return;
    const chapter = sections.slice(0, index + 1).findLast(({ level }) => level === 1)!;
    parts.push(notesHtml(chapter.id, page), '</section>');
  });
  return parts.filter((part) => part !== '').join('\n');
}

function contentsHtml({ document, language }: PageContext): string {
  const line = ({ id, number, title }: Section) =>
    `<a href="#${id}"><span class="no">${number}</span>${escapeHtml(title[language])}</a>`;
  const chapters = document.sections.flatMap((section, index) => {
    if (section.level !== 1) return [];
    const next = document.sections.findIndex((other, place) => place > index && other.level === 1);
    const parts = document.sections.slice(index + 1, next < 0 ? undefined : next);
    const inner = parts.length > 0 ? `<ol>${parts.map((part) => `<li>${line(part)}</li>`).join('')}</ol>` : '';
    return [`<li>${line(section)}${inner}</li>`];
  });
  const title = escapeHtml(sectionTitles.contents[language]);
  return `<nav class="contents" aria-label="${title}"><h2>${title}</h2><ol>${chapters.join('\n')}</ol></nav>`;
}

/** The middle of the baseline's map, as a picture without scale. */
function coverViewHtml({ cover }: ReportDocument): string {
  if (!cover) return '';
  const { frame } = cover;
  const height = Math.round(frame.width * 0.5);
  const top = Math.round((frame.height - height) / 2);
  const mm = frame.unitsPerMillimetre;
  const uses = cover.uses.map(({ path, style }) => {
    const stroke = style.stroke
      ? ` stroke="${style.stroke}" stroke-width="${Math.round((style.width ?? 0.3) * mm * 100) / 100}"${style.opacity === undefined ? '' : ` stroke-opacity="${style.opacity}"`}${style.round ? ' stroke-linecap="round" stroke-linejoin="round"' : ''}${style.dash ? ` stroke-dasharray="${style.dash.map((length) => length * mm).join(' ')}"` : ''}`
      : '';
    return `<use href="#${path}" fill="${style.fill ?? 'none'}"${stroke}/>`;
  });
  return `<svg class="view" viewBox="0 ${top} ${frame.width} ${height}" aria-hidden="true"><rect y="${top}" width="${frame.width}" height="${height}" fill="${cover.ground}"/>${uses.join('')}</svg>`;
}

function coverHtml(page: PageContext): string {
  const { document, language } = page;
  const facts = document.facts.map(
    ({ term, meaning }) => `<dt>${escapeHtml(term[language])}</dt><dd>${inlinesHtml(meaning, page)}</dd>`,
  );
  return [
    '<header class="cover">',
    `<div class="brand">${language === 'zh' ? '城织 Cityloom' : 'Cityloom'}</div>`,
    `<h1>${escapeHtml(document.title[language])}</h1>`,
    `<div class="sub">${escapeHtml(document.subtitle[language])}</div>`,
    coverViewHtml(document),
    `<dl>${facts.join('')}</dl>`,
    '</header>',
  ].join('\n');
}

/**
 * Writes the report as one HTML page that needs nothing else: no script, no address, fonts and pictures inside. Every text
 * from data and evaluators is text, never markup. The same document gives the same bytes.
 */
export async function writeHtml(
  document: ReportDocument,
  language: Language,
  fonts: readonly FontFamily[],
): Promise<string> {
  const page: PageContext = { document, language, notesNamed: new Set() };
  const title = document.title[language];
  const content = [
    `<a class="skip" href="#summary">${escapeHtml(sectionTitles.summary[language])}</a>`,
    document.maps ? mapPoolSvg(document.maps.pool, document.maps.frame) : '',
    '<div class="sheet">',
    coverHtml(page),
    contentsHtml(page),
    `<main>\n${chaptersHtml(page)}\n</main>`,
    `<footer class="end-mark"><span>${escapeHtml(title)}</span><span>${escapeHtml(labels.reportCode[language])} ${document.code}</span><span>${escapeHtml(document.generated[language])}</span></footer>`,
    '</div>',
  ]
    .filter((part) => part !== '')
    .join('\n');
  const style = styleSheet({
    title,
    code: `${labels.reportCode[language]} ${document.code}`,
    date: document.generated[language],
  });
  const faces = await fontFaces(fonts, fontUse(content));
  return [
    '<!doctype html>',
    `<html lang="${languageTags[language]}">`,
    '<head>',
    '<meta charset="utf-8"/>',
    `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    '<meta name="referrer" content="no-referrer"/>',
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${faces}\n${style}\n</style>`,
    '</head>',
    '<body>',
    content,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
