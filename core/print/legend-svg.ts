import type { SheetBox } from '#core/model/print-layout.ts';
import type { Language } from '#core/model/text.ts';
import { textWidth } from '#core/model/text-width.ts';
import { stripeColours } from '#core/symbology/land-classes.ts';
import { type LandColours } from '#core/symbology/paint-parcels.ts';
import { type LegendLine, type LegendSection, moreLines } from './print-legend.ts';
import { colourAttribute, hatchLines, markOutline, short, stripeLines, strokeAttributes } from './svg-paint.ts';
import { fittingSize, softInk, textLine } from './svg-text.ts';

const heading = { zh: '图例', en: 'Legend' } as const;
/** A CSS pixel, mm. */
const pixel = 25.4 / 96;
const swatchWidth = 2.4;
const swatchHeight = 1.25;
const rowHeight = 1.75;
const leastSize = 1.6;

type Row = { readonly title: string } | LegendLine;

/** Sections of one line need no title: the line has the layer's name, or says what it is. */
function rowsOf(sections: readonly LegendSection[]): readonly Row[] {
  return sections.flatMap(({ title, lines }): Row[] => (lines.length > 2 ? [{ title }, ...lines] : [...lines]));
}

interface Arrangement {
  readonly size: number;
  readonly columns: number;
  readonly columnWidth: number;
  readonly rowsInColumn: number;
}

/** How the rows fill the box at a type size: as many columns as its width holds. */
function arrange(rows: readonly Row[], width: number, height: number, size: number): Arrangement {
  const widest = Math.max(
    ...rows.map((row) => ('title' in row ? textWidth(row.title) : swatchWidth + 0.8 + textWidth(row.label))),
  );
  const columnWidth = (widest + 1.6) * size;
  const columns = Math.max(1, Math.floor((width + 1.6 * size) / columnWidth));
  const rowsInColumn = Math.floor(height / (rowHeight * size));
  return { size, columns, columnWidth, rowsInColumn };
}

function holds({ columns, rowsInColumn }: Arrangement, rows: readonly Row[]): boolean {
  return columns * rowsInColumn >= rows.length;
}

/** The little picture in front of a line. */
function swatch(line: LegendLine, x: number, y: number, size: number, land: LandColours, clip: string): string {
  const [width, height] = [swatchWidth * size, swatchHeight * size];
  const box: SheetBox = { x, y: y - height / 2, width, height };
  const rect = `x="${short(box.x)}" y="${short(box.y)}" width="${short(width)}" height="${short(height)}"`;
  const middle = x + width / 2;
  const sorted = [...line.paints].sort((a, b) => a.height - b.height);
  let isFilled = false;
  const shapes = sorted.map((paint) => {
    const stroke = paint.stroke ? strokeAttributes(limited(paint.stroke, height), pixel) : '';
    if (paint.mark) {
      const { shape, radius, fill, stroke: edge } = paint.mark;
      const outline = markOutline(shape, middle, y, Math.min(radius * pixel, height / 2));
      return `<path d="${outline}" ${fill === undefined ? 'fill="none"' : colourAttribute('fill', fill)} ${edge ? strokeAttributes(edge, pixel) : ''}/>`;
    }
    if (line.kind === 'line') return `<path d="M${short(x)} ${short(y)}h${short(width)}" fill="none" ${stroke}/>`;
    const [ground, stripe] = stripeColours(land);
    const fill = paint.striped ? ground : paint.fill;
    isFilled ||= fill !== undefined;
    const area = `<rect ${rect} ${fill === undefined ? 'fill="none"' : colourAttribute('fill', fill)} ${stroke}/>`;
    if (!paint.striped && !paint.hatch) return area;
    const lines = paint.hatch
      ? hatchLines(paint.hatch.kind, paint.hatch.colour, box, pixel * 0.6)
      : stripeLines(stripe, box, pixel * 0.6);
    const cut = `<clipPath id="${clip}"><rect ${rect}/></clipPath><g clip-path="url(#${clip})">${lines}</g>`;
    return paint.striped ? area + cut : cut;
  });
  const isArea = line.kind === 'polygon' && isFilled;
  const edge = isArea ? `<rect ${rect} fill="none" stroke="#2B2A22" stroke-opacity=".4" stroke-width=".12"/>` : '';
  return shapes.join('') + edge;
}

function limited<Stroke extends { readonly width: number }>(stroke: Stroke, height: number): Stroke {
  return { ...stroke, width: Math.min(stroke.width, (0.9 * height) / pixel) };
}

/** The legend in its box, in as many columns as fit; smaller type where it is long, and how much is missing where even that is too long. */
export function legendSvg(
  sections: readonly LegendSection[],
  box: SheetBox,
  usualSize: number,
  language: Language,
  land: LandColours,
): string {
  const rows = rowsOf(sections);
  const headSize = usualSize * 1.25;
  const head = textLine(heading[language], box.x, box.y + headSize, { size: headSize, bold: true });
  if (rows.length === 0) return head;
  const top = box.y + headSize * 1.8;
  const height = box.y + box.height - top;
  let arrangement = arrange(rows, box.width, height, usualSize);
  for (let size = usualSize; !holds(arrangement, rows) && size > leastSize; size -= 0.1)
    arrangement = arrange(rows, box.width, height, Math.max(leastSize, size));
  const { size, columns, columnWidth } = arrangement;
  // Columns of even length, not one that is full and one that is nearly empty.
  const rowsInColumn = holds(arrangement, rows)
    ? Math.min(arrangement.rowsInColumn, Math.max(1, Math.ceil(rows.length / columns)))
    : Math.max(1, arrangement.rowsInColumn);
  const room = columns * rowsInColumn;
  const shown = rows.length > room ? rows.slice(0, Math.max(0, room - 1)) : rows;
  const textRoom = (columns === 1 ? box.width : columnWidth - 1.6 * size) - (swatchWidth + 0.8) * size;
  const place = (index: number): readonly [number, number] => [
    box.x + Math.floor(index / rowsInColumn) * columnWidth,
    top + ((index % rowsInColumn) + 0.5) * rowHeight * size,
  ];
  const parts = shown.map((row, index) => {
    const [x, y] = place(index);
    if ('title' in row) return textLine(row.title, x, y + 0.36 * size, { size, bold: true });
    const label = textLine(row.label, x + (swatchWidth + 0.8) * size, y + 0.36 * size, {
      size: fittingSize(row.label, textRoom, size, 0.6 * size),
    });
    return swatch(row, x, y, size, land, `legend-${index}`) + label;
  });
  if (shown.length < rows.length) {
    const [x, y] = place(shown.length);
    const missing = rows.slice(shown.length).filter((row) => !('title' in row)).length;
    parts.push(textLine(moreLines(missing, language), x, y + 0.36 * size, { size, colour: softInk }));
  }
  return [head, ...parts].join('\n');
}
