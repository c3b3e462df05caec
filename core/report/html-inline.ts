import type { Language } from '#core/model/text.ts';
import type { Content, Inline, ReportDocument } from './document.ts';
import { escapeHtml } from './html-escape.ts';
import { markPath } from './mark-svg.ts';
import { labels } from './report-texts.ts';
import type { ScenarioMark } from './scenario-mark.ts';
import type { StripCell } from './strip.ts';

/** A way within the page, or the text alone where an excerpt leaves out what it leads to. */
function anchor(document: ReportDocument, target: string, shown: string): string {
  if (document.left?.has(target)) return escapeHtml(shown);
  return `<a href="#${escapeHtml(target)}">${escapeHtml(shown)}</a>`;
}

/** What every part of the page needs: the document, its language, and which footnotes were named already. */
export interface PageContext {
  readonly document: ReportDocument;
  readonly language: Language;
  readonly notesNamed: Set<string>;
}

/** The badge of a scenario: shape and letter on its colour. */
function badge(scenario: ScenarioMark, language: Language): string {
  return (
    `<span class="sc" style="--c:${scenario.ink}"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="${markPath(scenario.shape, 10, 10, 8)}"/></svg>` +
    `${escapeHtml(scenario.short[language])}</span>`
  );
}

function noteHtml(id: string, page: PageContext): string {
  const note = page.document.notes.find((entry) => entry.id === id);
  if (!note) return '';
  // The way back leads to the first place that names the note.
  const first = page.notesNamed.has(id) ? '' : ` id="${id}-back"`;
  page.notesNamed.add(id);
  return `<sup><a href="#${id}"${first}>[${note.number}]</a></sup>`;
}

function inlineHtml(inline: Inline, page: PageContext): string {
  const { language, document } = page;
  if (!('kind' in inline)) return escapeHtml(inline[language]);
  switch (inline.kind) {
    case 'strong':
      return `<strong>${escapeHtml(inline.text[language])}</strong>`;
    case 'code':
      return `<code>${escapeHtml(inline.text)}</code>`;
    case 'note':
      return noteHtml(inline.note, page);
    case 'link':
      return anchor(document, inline.target, inline.text[language]);
    case 'reference': {
      const number = document.numbers.get(inline.target);
      return number ? anchor(document, inline.target, number[language]) : '';
    }
    case 'scenario':
      return badge(inline.scenario, language);
    default:
      return '<br/>';
  }
}

/** A line of text with its marks, links and footnotes. */
export function inlinesHtml(content: Content, page: PageContext): string {
  return content.map((inline) => inlineHtml(inline, page)).join('');
}

/** A tick or a cross for a target, said in words to those who do not see it. */
export function targetMark(met: boolean, language: Language): string {
  const label = escapeHtml((met ? labels.met : labels.missed)[language]);
  const path = met ? 'M2 9l4 4L14 4' : 'M3.5 3.5l9 9M12.5 3.5l-9 9';
  const colour = met ? '#0b7a4b' : '#5e6975';
  return `<svg class="mk" viewBox="0 0 16 16" role="img" aria-label="${label}"><path d="${path}" fill="none" stroke="${colour}" stroke-width="2.2"/></svg>`;
}

/** The sign in front of a status without a number. */
export const statusMark =
  '<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" fill="none" stroke="#8f5600" stroke-width="1.6"/><path d="M4.5 8h7" stroke="#8f5600" stroke-width="1.6"/></svg>';

const strip = { width: 180, height: 30, inset: 9, line: 18, radius: 4.4 } as const;
/** Marks nearer than this, as a share of the line, stand above one another. */
const crowded = 0.045;

/** How far each mark stands off the line, so that none hides another. */
function offsets(places: readonly number[]): number[] {
  return places.map((at, index) => {
    const near = places.map((_, other) => other).filter((other) => Math.abs(places[other]! - at) < crowded);
    return (near.indexOf(index) - (near.length - 1) / 2) * Math.min(7, 18 / near.length);
  });
}

/** All scenarios of an indicator on one line. */
export function stripSvg(cell: StripCell, language: Language): string {
  const span = strip.width - 2 * strip.inset;
  const x = (at: number) => Math.round((strip.inset + at * span) * 10) / 10;
  const middle = strip.line;
  const parts = [
    `<path d="M${strip.inset} ${middle}H${strip.width - strip.inset}" stroke="#c4cbd3" stroke-width="2"/>`,
  ];
  for (const { scenario, low, high } of cell.dots) {
    if (low === undefined || high === undefined) continue;
    parts.push(
      `<rect x="${x(low)}" y="${middle - 4}" width="${Math.round((x(high) - x(low)) * 10) / 10}" height="8" fill="${scenario.colour}" fill-opacity=".22"/>`,
    );
  }
  if (cell.target) {
    const place = x(cell.target.at);
    parts.push(
      `<path d="M${place} 7v20" stroke="#1a2129" stroke-width="1"/><path d="M${place - 3.6} 1.5h7.2l-3.6 6z" fill="#1a2129"/>`,
    );
  }
  const shifts = offsets(cell.dots.map(({ at }) => at));
  cell.dots.forEach(({ scenario, at }, index) => {
    const outline = scenario.baseline ? '' : ' stroke="#fff" stroke-width=".8"';
    const y = middle + Math.round(shifts[index]! * 10) / 10;
    parts.push(`<path d="${markPath(scenario.shape, x(at), y, strip.radius)}" fill="${scenario.colour}"${outline}/>`);
  });
  const order = [...cell.dots].sort((a, b) => a.at - b.at).map(({ scenario }) => scenario.short[language]);
  return `<svg class="strip" viewBox="0 0 ${strip.width} ${strip.height}" role="img" aria-label="${escapeHtml(order.join(' < '))}">${parts.join('')}</svg>`;
}
