import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { read, utils, type WorkBook } from 'xlsx';
import { cleanSheetName, uniqueSheetNames } from '#core/report/sheet-names.ts';
import { writeXlsx } from '#core/report/xlsx-report.ts';
import { encodeWorkbook } from '#core/report/xlsx-workbook.ts';
import { reportInput } from '#tests/fixtures/report-input.ts';

type Line = Readonly<Record<string, string | number | undefined>>;

function linesOf(book: WorkBook, sheet: string): Line[] {
  return utils.sheet_to_json<Line>(book.Sheets[sheet]!);
}

function cellsOf(book: WorkBook): { sheet: string; place: string; cell: { t: string; v?: unknown; f?: string } }[] {
  return book.SheetNames.flatMap((sheet) =>
    Object.entries(book.Sheets[sheet]!)
      .filter(([place]) => !place.startsWith('!'))
      .map(([place, cell]) => ({ sheet, place, cell: cell as { t: string; v?: unknown; f?: string } })),
  );
}

describe('workbook', () => {
  test('has a sheet for everything, with names that spreadsheets take', () => {
    const book = read(writeXlsx(reportInput(), 'en'));
    expect(book.SheetNames).toEqual([
      'Summary',
      'Indicators',
      'Land use',
      'tod stations',
      'Assumptions',
      'Parameters',
      'Formulas',
      'Data sources',
      'Remarks',
      'Verification',
    ]);
    for (const name of read(writeXlsx(reportInput(), 'zh')).SheetNames) expect(name.length).toBeLessThanOrEqual(31);
  });

  test('holds every indicator as a number, with change, target and reason', () => {
    const input = reportInput();
    const lines = linesOf(read(writeXlsx(input, 'en')), 'Indicators');
    const manifests = input.evaluators.reduce((sum, { indicators }) => sum + indicators.length, 0);
    expect(lines).toHaveLength(4 * (manifests + input.liveIndicators.length));
    const line = (id: string, scenario: string) =>
      lines.find((entry) => entry['Id'] === id && String(entry['Scenario']).startsWith(scenario))!;
    for (const [index, { evaluations }] of input.scenarios.entries()) {
      for (const { evaluator, result } of evaluations) {
        for (const { id, value } of result.indicators) {
          const found = lines.filter((entry) => entry['Id'] === id && entry['Evaluator'] === evaluator)[index]!;
          expect(found['Value']).toBe(value);
        }
      }
    }
    const corridor = line('eca', 'B ');
    expect(corridor['Change from baseline']).toBeCloseTo(11.4, 9);
    expect(corridor['Better or worse']).toBe('better');
    expect(corridor['Target']).toBe(45);
    expect(corridor['Condition']).toBe('≥');
    expect(corridor['Met']).toBe('meets the target');
    expect(corridor['best']).toBe('best');
    expect(corridor['Low']).toBeCloseTo(49.6 * 0.92, 9);
    const affordable = line('affordable', 'A ');
    expect(affordable['Value']).toBeUndefined();
    expect(affordable['Status']).toBe('Insufficient data');
    expect(affordable['Reason']).toContain('tenure');
    expect(line('comments', 'C ')['Status']).toBe('Not run');
  });

  test('holds whole tables of evaluators, parameters, sources and hashes', () => {
    const input = reportInput();
    const book = read(writeXlsx(input, 'en'));
    expect(linesOf(book, 'tod stations')).toHaveLength(4 * 24);
    const parameters = linesOf(book, 'Parameters');
    expect(parameters.find((entry) => entry['Id'] === 'dispersal')).toMatchObject({ Value: 600, Default: 500 });
    expect(linesOf(book, 'Data sources').map((entry) => entry['SHA-256'])).toEqual(
      input.layers.map(({ layer }) => layer.source!.sha256),
    );
    const hashes = linesOf(book, 'Verification').map((entry) => entry['Hash of the result']);
    const expected = input.scenarios.flatMap(({ evaluations }) => evaluations.map(({ resultHash }) => resultHash));
    expect([...hashes].sort()).toEqual([...expected].sort());
  });

  test('keeps its heads in view and can be filtered', () => {
    const files = unzipSync(writeXlsx(reportInput(), 'zh'));
    const sheets = Object.keys(files).filter((name) => name.startsWith('xl/worksheets/'));
    expect(sheets).toHaveLength(10);
    for (const name of sheets) {
      const xml = strFromU8(files[name]!);
      expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
      expect(xml).toContain('<autoFilter ref="A1:');
      expect(xml).not.toContain('<f>');
    }
  });

  test.each(['=', '+', '-', '@', '\t='])('never runs what it was given, behind %j', (sign) => {
    const hostile = `${sign}HYPERLINK("http://example.org","x")`;
    const book = read(writeXlsx(reportInput({ hostile }), 'zh'), { cellFormula: true });
    const texts = cellsOf(book).filter(({ cell }) => typeof cell.v === 'string' && cell.v.includes('HYPERLINK'));
    expect(texts.length).toBeGreaterThan(3);
    for (const { cell } of cellsOf(book)) {
      expect(cell.f).toBeUndefined();
      expect(['s', 'n', 'b']).toContain(cell.t);
    }
    const xml = strFromU8(unzipSync(writeXlsx(reportInput({ hostile }), 'zh'))['xl/styles.xml']!);
    expect(xml).toContain('quotePrefix="1"');
  });

  test('the same input gives the same bytes, in every time zone', () => {
    const first = writeXlsx(reportInput(), 'zh');
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Asia/Shanghai';
    const second = writeXlsx(reportInput(), 'zh');
    process.env['TZ'] = 'America/Los_Angeles';
    const third = writeXlsx(reportInput(), 'zh');
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });
});

describe('cells', () => {
  const column = { title: 'x', width: 10 };

  test.each([
    '_x000D_ stays',
    'a & b < c > "d"',
    ' leading and trailing ',
    '@SUM(1)',
    '-1+1',
    '临江 𠮷野',
    'line\nbreak',
  ])('text %j comes back as it was', (text) => {
    const bytes = encodeWorkbook([{ name: 'one', columns: [column], rows: [[text]] }], {
      title: '',
      created: '2026-01-01T00:00:00Z',
    });
    const sheet = read(bytes).Sheets['one']!;
    expect(sheet['A2']).toMatchObject({ t: 's', v: text });
  });

  test('numbers keep all digits; what is no number stays empty', () => {
    const rows = [[0.1 + 0.2], [{ value: 1234567.891, format: '#,##0' }], [Number.NaN], [true], [null]];
    const bytes = encodeWorkbook([{ name: 'one', columns: [column], rows }], {
      title: '',
      created: '2026-01-01T00:00:00Z',
    });
    const sheet = read(bytes, { cellNF: true }).Sheets['one']!;
    expect(sheet['A2']).toMatchObject({ t: 'n', v: 0.1 + 0.2 });
    expect(sheet['A3']).toMatchObject({ t: 'n', v: 1234567.891, z: '#,##0', w: '1,234,568' });
    expect(sheet['A4']).toBeUndefined();
    expect(sheet['A5']).toMatchObject({ t: 'b', v: true });
    expect(sheet['A6']).toBeUndefined();
  });

  test('sheet names are cleaned, cut and told apart', () => {
    expect(cleanSheetName("a:b/c?d*e[f]g\\'")).toBe('a b c d e f g');
    expect(cleanSheetName('')).toBe('sheet');
    const names = uniqueSheetNames(['x'.repeat(40), 'X'.repeat(31), 'Summary', 'a'], ['summary']);
    expect(names).toEqual(['x'.repeat(31), `${'X'.repeat(29)} 2`, 'Summary 2', 'a']);
  });
});
