import type { MergedChart } from './chart-merge.ts';
import { chartSvg } from './chart-svg.ts';
import type { Block, Cell, Content, FigureBlock, FormulaEntry, MeasureCell, Row, TableBlock } from './document.ts';
import { escapeHtml } from './html-escape.ts';
import { inlinesHtml, type PageContext, statusMark, stripSvg, targetMark } from './html-inline.ts';
import type { LegendItem, MapFigure } from './map-drawing.ts';
import { mapSvg, swatchSvg } from './map-svg.ts';
import { markPath } from './mark-svg.ts';
import { labels } from './report-texts.ts';

const verdictWords = { better: labels.better, worse: labels.worse, same: labels.same } as const;
/** Tables with more columns than this scroll sideways on a phone and are set smaller in print. */
const broadColumns = 6;
/** Tables with at most this many rows are not torn apart by the end of a printed page. */
const shortTable = 14;

function measureHtml(cell: MeasureCell, page: PageContext): string {
  const { language } = page;
  if (cell.status) {
    const note = cell.status.note ? inlinesHtml([{ kind: 'note', note: cell.status.note }], page) : '';
    return `<span class="st">${statusMark}${escapeHtml(cell.status.text[language])}${note}</span>`;
  }
  const best = cell.best ? `<span class="vh">${escapeHtml(labels.best[language])}</span>` : '';
  const value = `<span class="v${cell.best ? ' best' : ''}">${escapeHtml(cell.value?.[language] ?? '')}</span>`;
  const mark = cell.target ? targetMark(cell.target === 'met', language) : '';
  const range = cell.range ? `<span class="rg">(${escapeHtml(cell.range[language])})</span>` : '';
  return `${value}${mark}${best}${range}${cell.change ? changeHtml(cell.change, page) : ''}`;
}

function changeHtml({ text, verdict }: NonNullable<MeasureCell['change']>, { language }: PageContext): string {
  if (verdict === 'none') return `<span class="d">${escapeHtml(text[language])}</span>`;
  const word = escapeHtml(verdictWords[verdict][language]);
  if (verdict === 'same') return `<span class="d">${word}</span>`;
  const number = escapeHtml(text[language]);
  return `<span class="d ${verdict}">${verdict === 'worse' ? `<b>${number} ${word}</b>` : `${number} ${word}`}</span>`;
}

function cellHtml(cell: Cell, page: PageContext): string {
  switch (cell.kind) {
    case 'text':
      return inlinesHtml(cell.content, page);
    case 'number':
      return `<span class="v">${escapeHtml(cell.text[page.language])}</span>`;
    case 'strip':
      return stripSvg(cell, page.language);
    default:
      return measureHtml(cell, page);
  }
}

function rowHtml(row: Row, table: TableBlock, page: PageContext): string {
  const id = row.id ? ` id="${escapeHtml(row.id)}"` : '';
  if (row.kind === 'group') {
    const cell = row.cells.map((entry) => cellHtml(entry, page)).join('');
    return `<tr class="group"${id}><th scope="rowgroup" colspan="${table.columns.length}">${cell}</th></tr>`;
  }
  const cells = row.cells.map((cell, at) => {
    const { align } = table.columns[at]!;
    const place = align === 'start' ? '' : ` class="${align}${cell.kind === 'text' ? ' text' : ''}"`;
    const content = cellHtml(cell, page);
    return at === table.headColumn ? `<th scope="row"${place}>${content}</th>` : `<td${place}>${content}</td>`;
  });
  const kind = row.kind === 'total' ? ' class="total"' : '';
  return `<tr${kind}${id}>${cells.join('')}</tr>`;
}

function captionHtml(id: string, caption: Content, page: PageContext): string {
  const number = page.document.numbers.get(id)?.[page.language] ?? '';
  return `<span class="no">${escapeHtml(number)}</span>${inlinesHtml(caption, page)}`;
}

function underHtml(remarks: readonly Content[], page: PageContext): string {
  if (remarks.length === 0) return '';
  return `<div class="under">${remarks.map((remark) => `<p>${inlinesHtml(remark, page)}</p>`).join('')}</div>`;
}

function tableHtml(table: TableBlock, page: PageContext): string {
  const columns = table.columns.map(({ width }) => (width === undefined ? '<col/>' : `<col style="width:${width}%"/>`));
  const heads = table.columns.map(
    ({ title, align }) =>
      `<th scope="col"${align === 'start' ? '' : ` class="${align}"`}>${inlinesHtml(title, page)}</th>`,
  );
  const broad = table.columns.length > broadColumns ? ' class="broad"' : '';
  return [
    `<div class="scroll${table.rows.length <= shortTable ? ' short' : ''}" role="region" tabindex="0" aria-labelledby="${table.id}-caption">`,
    `<table id="${table.id}"${broad}><caption id="${table.id}-caption">${captionHtml(table.id, table.caption, page)}</caption>`,
    `<colgroup>${columns.join('')}</colgroup>`,
    `<thead><tr>${heads.join('')}</tr></thead>`,
    `<tbody>`,
    ...table.rows.map((row) => rowHtml(row, table, page)),
    `</tbody></table>${underHtml(table.remarks, page)}</div>`,
  ].join('\n');
}

function legendHtml(items: readonly LegendItem[], unitsPerMillimetre: number, page: PageContext): string {
  const lines = items.map(
    (item) => `<li>${swatchSvg(item, unitsPerMillimetre)}${escapeHtml(item.label[page.language])}</li>`,
  );
  return `<ul class="legend">${lines.join('')}</ul>`;
}

/** Which shape and colour is which scenario, above charts with several. */
function keyHtml(chart: MergedChart, page: PageContext): string {
  const { language } = page;
  const lines = chart.series.flatMap(({ scenario }) => {
    if (!scenario) return [];
    const name = scenario.baseline ? scenario.name[language] : `${scenario.short[language]} ${scenario.name[language]}`;
    const mark = `<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${markPath(scenario.shape, 10, 10, 8)}" fill="${scenario.colour}"/></svg>`;
    return [`<li>${mark}${escapeHtml(name)}</li>`];
  });
  return lines.length > 1 ? `<ul class="key">${lines.join('')}</ul>` : '';
}

function mapFigureHtml({ panels, legend }: MapFigure, id: string, description: string, page: PageContext): string {
  const { widthMillimetres, unitsPerMillimetre } = panels[0]!.frame;
  const maps = panels.map((panel, at) => {
    const name = panels.length > 1 ? `${panel.scenario.name[page.language]}: ${description}` : description;
    return mapSvg(panel, page.language, `${id}-${at}`, name);
  });
  const pairs = widthMillimetres < 100 ? ' pairs' : '';
  return `<div class="maps${pairs}">\n${maps.join('\n')}\n</div>\n${legendHtml(legend, unitsPerMillimetre, page)}`;
}

function figureHtml(figure: FigureBlock, page: PageContext): string {
  const { picture, id } = figure;
  const description = figure.description[page.language];
  const content =
    picture.kind === 'map'
      ? mapFigureHtml(picture, id, description, page)
      : `${keyHtml(picture, page)}<div class="wide">${chartSvg(picture, page.language, id, description)}</div>`;
  return `<figure id="${id}">\n${content}\n<figcaption>${captionHtml(id, figure.caption, page)}</figcaption></figure>`;
}

function formulaHtml(entry: FormulaEntry, page: PageContext): string {
  const facts = entry.facts.map(
    ({ term, meaning }) =>
      `<div><dt>${escapeHtml(term[page.language])}</dt><dd>${inlinesHtml(meaning, page)}</dd></div>`,
  );
  return (
    `<li id="${entry.id}"><span class="no">${escapeHtml(entry.number)}</span><div><b>${escapeHtml(entry.name[page.language])}</b>` +
    `<span class="fx">${escapeHtml(entry.formula)}</span><dl>${facts.join('')}</dl></div></li>`
  );
}

/** One block of a section. */
export function blockHtml(block: Block, page: PageContext): string {
  switch (block.kind) {
    case 'paragraph': {
      const content = inlinesHtml(block.content, page);
      return content === '' ? '' : `<p class="prose ${block.style}">${content}</p>`;
    }
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      // A badge is bullet enough.
      const badged = block.items.every(
        ([first]) => first !== undefined && 'kind' in first && first.kind === 'scenario',
      );
      return `<${tag} class="prose${badged ? ' plain' : ''}">${block.items.map((item) => `<li>${inlinesHtml(item, page)}</li>`).join('\n')}</${tag}>`;
    }
    case 'formulas':
      return `<ul class="formulas">${block.items.map((entry) => formulaHtml(entry, page)).join('\n')}</ul>`;
    case 'table':
      return tableHtml(block, page);
    default:
      return figureHtml(block, page);
  }
}
