import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import * as library from 'xlsx';
import { sheetRow, sheetWithRows } from '#core/formats/xlsx-rows.ts';

/** Cells of a sheet that was written by the library and filled by us, as the library reads them. */
function readBack(rows: readonly (readonly (library.CellObject | null)[])[], columns: readonly string[]) {
  const made = library.utils.book_new(library.utils.aoa_to_sheet([['a'], [1]]), 'x');
  const files = unzipSync(new Uint8Array(library.write(made, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
  const place = 'xl/worksheets/sheet1.xml';
  const parts = rows.map((cells, row) => new TextEncoder().encode(sheetRow(cells, row + 1, columns, 1)));
  const sheet = sheetWithRows(files[place]!, parts, `${columns.at(-1)}${rows.length}`);
  return library.read(zipSync({ ...files, [place]: sheet }), { type: 'array' }).Sheets['x']!;
}

test('texts come back as they are: marks, spaces, line breaks, signs XML cannot hold', () => {
  const texts = ['a <b> & "c"', '  in spaces ', 'two\nlines', 'back\rwards', 'bell\u0007', '容积率 𠀀', ''];
  const sheet = readBack(
    texts.map((v) => [{ t: 's', v }]),
    ['A'],
  );
  expect(texts.map((_text, row) => sheet[`A${row + 1}`]?.v ?? '')).toEqual(texts);
});

test('what looks like such a sign is marked, as spreadsheets do', () => {
  // The library takes the mark and the sign off at once; spreadsheet programs take the mark alone.
  expect(sheetRow([{ t: 's', v: '_x0041_' }], 1, ['A'], 1)).toContain('<t>_x005F_x0041_</t>');
});

test('numbers, truth values and gaps keep their columns, and the extent is that of the rows', () => {
  const sheet = readBack(
    [
      [{ t: 'n', v: -1.5e-7 }, null, { t: 'b', v: true }],
      [null, { t: 'n', v: Number.POSITIVE_INFINITY }, { t: 'b', v: false }],
    ],
    ['Y', 'Z', 'AA'],
  );
  expect(sheet['!ref']).toBe('A1:AA2');
  expect([sheet['Y1'].v, sheet['Z1'], sheet['AA1'].v]).toEqual([-1.5e-7, undefined, true]);
  expect([sheet['Y2'], sheet['Z2'], sheet['AA2'].v]).toEqual([undefined, undefined, false]);
});
