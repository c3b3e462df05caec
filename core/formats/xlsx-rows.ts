import type { CellObject } from 'xlsx';
import { joinBytes } from './source-reading.ts';

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text as cells hold it: what XML has no place for is written as `_x000D_`, and what looks like that is marked. */
function cellText(text: string): string {
  return text
    .replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replaceAll(/[&<>]/g, (mark) => marks[mark]!)
    .replaceAll(/\p{Cc}|[\ufffe\uffff]/gu, (sign) =>
      sign === '\t' || sign === '\n' ? sign : `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** One row of a sheet: `columns` are its letters; `dateStyle` is the number of the style that shows dates. */
export function sheetRow(
  cells: readonly (CellObject | null)[],
  row: number,
  columns: readonly string[],
  dateStyle: number,
): string {
  let text = `<row r="${row}">`;
  cells.forEach((cell, column) => {
    if (cell === null) return;
    const place = `r="${columns[column]}${row}"`;
    if (cell.t === 's') {
      const value = cellText(String(cell.v));
      const kept = /^\s|\s$|\n/.test(value) ? ' xml:space="preserve"' : '';
      // Readers that guess where the head of a table ends know texts by this kind of cell.
      text += `<c ${place} t="inlineStr"><is><t${kept}>${value}</t></is></c>`;
    } else if (cell.t === 'b') text += `<c ${place} t="b"><v>${cell.v ? 1 : 0}</v></c>`;
    else if (Number.isFinite(cell.v)) text += `<c ${place}${cell.z ? ` s="${dateStyle}"` : ''}><v>${cell.v}</v></c>`;
  });
  return `${text}</row>`;
}

/** The rows in the place of those of a written sheet, whose extent is told anew. */
export function sheetWithRows(sheet: Uint8Array, rows: readonly Uint8Array[], lastCell: string): Uint8Array {
  const written = new TextDecoder().decode(sheet).replaceAll(/(ref|sqref)="A1:[A-Z]+\d+"/g, `$1="A1:${lastCell}"`);
  const [start, end] = [written.indexOf('<sheetData>') + '<sheetData>'.length, written.indexOf('</sheetData>')];
  const encoder = new TextEncoder();
  return joinBytes([encoder.encode(written.slice(0, start)), ...rows, encoder.encode(written.slice(end))]);
}
