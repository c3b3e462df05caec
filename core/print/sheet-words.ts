import { crsLabel } from '#core/crs/crs-label.ts';
import type { PrintLayout, SheetBox } from '#core/model/print-layout.ts';
import type { Language } from '#core/model/text.ts';
import type { SheetInput } from './sheet-input.ts';
import { fittingSize, softInk, textLine, wrapText } from './svg-text.ts';

const lineHeight = 1.5;
const notesHeading = { zh: '说明', en: 'Notes' } as const;

/** Lines from the top of a box; those below its end are left out. */
function linesSvg(
  lines: readonly { readonly text: string; readonly bold?: boolean; readonly colour?: string; readonly size: number }[],
  box: SheetBox,
): string {
  const parts: string[] = [];
  let y = box.y;
  for (const { text, size, bold = false, colour } of lines) {
    if (y + size > box.y + box.height) break;
    parts.push(textLine(text, box.x, y + size, { size, bold, ...(colour ? { colour } : {}) }));
    y += lineHeight * size;
  }
  return parts.join('');
}

/** The title in the middle of its box, as large as it fits. */
export function titleSvg(title: string, box: SheetBox): string {
  if (title.trim() === '') return '';
  const size = fittingSize(title, box.width, box.height * 0.62, 2);
  return textLine(title, box.x + box.width / 2, box.y + box.height / 2 + 0.36 * size, {
    size,
    bold: true,
    anchor: 'middle',
  });
}

/** Subtitle, author and date below each other. */
export function subtitleSvg({ layout, date }: SheetInput, box: SheetBox, size: number): string {
  const words = (text: string, look: { readonly bold?: boolean; readonly colour?: string; readonly size: number }) =>
    text.trim() === '' ? [] : wrapText(text, box.width, look.size).map((line) => ({ text: line, ...look }));
  return linesSvg(
    [
      ...words(layout.subtitle, { size, bold: true }),
      ...words(layout.author, { size: size * 0.9 }),
      ...words(date, { size: size * 0.9, colour: softInk }),
    ],
    box,
  );
}

/** The notes under their heading; nothing where there are none. */
export function notesSvg(notes: string, box: SheetBox, size: number, language: Language): string {
  if (notes.trim() === '') return '';
  const lines = wrapText(notes, box.width, size).map((text) => ({ text, size }));
  return linesSvg([{ text: notesHeading[language], size: size * 1.15, bold: true }, ...lines], box);
}

/** Files whose data are on the maps. */
function sourceFiles({ maps }: SheetInput): readonly string[] {
  return [...new Set(maps.flatMap(({ layers }) => layers.flatMap(({ layer }) => layer.source?.file ?? [])))];
}

/** Most files that are named. */
const mostFiles = 6;

/** What the coordinates and the data are, and what the sheet was made with; its last line stands at the foot of the box. */
export function sourceSvg(input: SheetInput, box: SheetBox, size: number): string {
  const { layout, epsg, project, programVersion } = input;
  const isChinese = layout.language === 'zh';
  const crsName = crsLabel(input.crsName, layout.language);
  const files = sourceFiles(input);
  const named = files.slice(0, mostFiles).join(isChinese ? '、' : ', ');
  const more =
    files.length > mostFiles
      ? isChinese
        ? ` 等 ${files.length} 个文件`
        : ` and ${files.length - mostFiles} more`
      : '';
  const texts = isChinese
    ? [
        `坐标系：${crsName}（EPSG:${epsg}）`,
        `数据：${project}${named === '' ? '' : `（${named}${more}）`}`,
        `城织 Cityloom ${programVersion} 制图`,
      ]
    : [
        `Coordinates: ${crsName} (EPSG:${epsg})`,
        `Data: ${project}${named === '' ? '' : ` (${named}${more})`}`,
        `Drawn with Cityloom ${programVersion}`,
      ];
  const lines = texts.flatMap((text) => wrapText(text, box.width, size));
  const room = Math.max(1, Math.floor(box.height / (lineHeight * size)));
  const shown = lines.slice(0, room);
  const top = Math.max(box.y, box.y + box.height - shown.length * lineHeight * size);
  return linesSvg(
    shown.map((text) => ({ text, size, colour: softInk })),
    { ...box, y: top, height: box.y + box.height - top + size },
  );
}

/** A day as it is written on a sheet. */
export function sheetDate({ date, language }: Pick<PrintLayout, 'date' | 'language'>, instant: number): string {
  if (date !== undefined && date.trim() !== '') return date.trim();
  const day = new Date(instant);
  if (language === 'zh') return `${day.getFullYear()} 年 ${day.getMonth() + 1} 月 ${day.getDate()} 日`;
  const months = 'January February March April May June July August September October November December'.split(' ');
  return `${day.getDate()} ${months[day.getMonth()]} ${day.getFullYear()}`;
}
