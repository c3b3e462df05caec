import { zipSync } from 'fflate';

/** A value of a sheet: numbers stay numbers, `format` is a number format of spreadsheets such as `#,##0.0`. */
export type SheetCell = string | number | boolean | null | { readonly value: number; readonly format: string };

export interface SheetColumn {
  readonly title: string;
  /** Width in characters. */
  readonly width: number;
  /** Long texts run over several lines. */
  readonly wrap?: boolean;
}

/** One sheet: a row of heads that stays in view, and rows under it. */
export interface Sheet {
  /** At most 31 characters, different from all others. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
}

export interface WorkbookFacts {
  readonly title: string;
  /** ISO 8601 instant. */
  readonly created: string;
}

const longestText = 32_000;
/** Styles every workbook has: 0 plain, 1 head, 2 wrapped text; texts that look like formulas follow, then number formats. */
const styleOf = { plain: 0, head: 1, wrapped: 2, quoted: 3, quotedWrapped: 4, firstNumber: 5 } as const;
const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';

/** Text as XML; what spreadsheets would take for an escape of their own is escaped. */
function xmlText(text: string): string {
  return text
    .slice(0, longestText)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** `A`, `B` … `Z`, `AA`. */
function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** Texts that a spreadsheet, or somebody typing over them, could take for a formula. */
function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text);
}

class StyleList {
  readonly formats: string[] = [];

  /** Style number of a number format. */
  of(format: string): number {
    const known = this.formats.indexOf(format);
    if (known >= 0) return styleOf.firstNumber + known;
    this.formats.push(format);
    return styleOf.firstNumber + this.formats.length - 1;
  }

  xml(): string {
    const numberFormats = this.formats.map(
      (format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${xmlText(format)}"/>`,
    );
    const top = '<alignment vertical="top"/>';
    const wrapped = '<alignment vertical="top" wrapText="1"/>';
    const cell = (more: string, alignment: string) =>
      `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"${more}>${alignment}</xf>`;
    const styles = [
      cell('', top),
      `<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`,
      cell('', wrapped),
      cell(' quotePrefix="1"', top),
      cell(' quotePrefix="1"', wrapped),
      ...this.formats.map(
        (_, at) =>
          `<xf numFmtId="${164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">${top}</xf>`,
      ),
    ];
    return (
      `${xmlHead}<styleSheet xmlns="${mainNamespace}">` +
      (numberFormats.length > 0 ? `<numFmts count="${numberFormats.length}">${numberFormats.join('')}</numFmts>` : '') +
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEF1F4"/><bgColor indexed="64"/></patternFill></fill></fills>' +
      '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF1A2129"/></bottom><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${styles.length}">${styles.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}

function cellXml(cell: SheetCell, place: string, column: SheetColumn, styles: StyleList): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'boolean') return `<c r="${place}" s="${styleOf.plain}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string') {
    const wrap = column.wrap === true;
    const style = looksLikeFormula(cell)
      ? wrap
        ? styleOf.quotedWrapped
        : styleOf.quoted
      : wrap
        ? styleOf.wrapped
        : styleOf.plain;
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
  }
  const value = typeof cell === 'number' ? cell : cell.value;
  if (!Number.isFinite(value)) return '';
  const style = typeof cell === 'number' ? styleOf.plain : styles.of(cell.format);
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}

function sheetXml(sheet: Sheet, first: boolean, styles: StyleList): string {
  const last = columnName(sheet.columns.length - 1);
  const range = `A1:${last}${sheet.rows.length + 1}`;
  const heads = sheet.columns.map(
    ({ title }, at) =>
      `<c r="${columnName(at)}1" s="${styleOf.head}" t="inlineStr"><is><t xml:space="preserve">${xmlText(title)}</t></is></c>`,
  );
  const rows = sheet.rows.map((row, index) => {
    const number = index + 2;
    const cells = row.map((cell, at) => cellXml(cell, `${columnName(at)}${number}`, sheet.columns[at]!, styles));
    return `<row r="${number}">${cells.join('')}</row>`;
  });
  const widths = sheet.columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  return (
    `${xmlHead}<worksheet xmlns="${mainNamespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="${range}"/>` +
    `<sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols>` +
    `<sheetData><row r="1">${heads.join('')}</row>${rows.join('')}</sheetData><autoFilter ref="${range}"/>` +
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
  );
}

/** A reference to a sheet within a formula of the workbook's own names. */
function quotedName(name: string): string {
  return `'${name.replace(/'/g, "''")}'`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const list = sheets.map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const names = sheets.flatMap((sheet, at) => {
    const last = columnName(sheet.columns.length - 1);
    const reference = xmlText(quotedName(sheet.name));
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${reference}!$A$1:$${last}$${sheet.rows.length + 1}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${reference}!$1:$1</definedName>`,
    ];
  });
  return (
    `${xmlHead}<workbook xmlns="${mainNamespace}" xmlns:r="${relationNamespace}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${list.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`
  );
}

/**
 * Writes an Excel workbook (ECMA-376). Sheets keep their heads in view, can be filtered and print on A4; texts are texts even
 * where they look like formulas. The same sheets give the same bytes, whatever the time and the time zone.
 */
export function encodeWorkbook(sheets: readonly Sheet[], facts: WorkbookFacts): Uint8Array {
  const styles = new StyleList();
  const parts = sheets.map((sheet, at) => sheetXml(sheet, at === 0, styles));
  const type = (part: string, kind: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.${kind}+xml"/>`;
  const office = 'openxmlformats-officedocument.spreadsheetml';
  const types = [
    type('/xl/workbook.xml', `${office}.sheet.main`),
    type('/xl/styles.xml', `${office}.styles`),
    ...sheets.map((_, at) => type(`/xl/worksheets/sheet${at + 1}.xml`, `${office}.worksheet`)),
    type('/docProps/core.xml', 'openxmlformats-package.core-properties'),
  ];
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${kind}" Target="${target}"/>`;
  const relations = (content: string) =>
    `${xmlHead}<Relationships xmlns="${packageNamespace}/relationships">${content}</Relationships>`;
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml':
      `${xmlHead}<Types xmlns="${packageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`,
    '_rels/.rels': relations(
      relation('rId1', `${relationNamespace}/officeDocument`, 'xl/workbook.xml') +
        relation('rId2', `${packageNamespace}/relationships/metadata/core-properties`, 'docProps/core.xml'),
    ),
    'docProps/core.xml':
      `${xmlHead}<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
      `<dc:title>${xmlText(facts.title)}</dc:title><dc:creator>Cityloom</dc:creator>` +
      `<dcterms:created xsi:type="dcterms:W3CDTF">${xmlText(facts.created)}</dcterms:created></cp:coreProperties>`,
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relations(
      sheets
        .map((_, at) => relation(`rId${at + 1}`, `${relationNamespace}/worksheet`, `worksheets/sheet${at + 1}.xml`))
        .join('') + relation(`rId${sheets.length + 1}`, `${relationNamespace}/styles`, 'styles.xml'),
    ),
    'xl/styles.xml': styles.xml(),
    ...Object.fromEntries(parts.map((xml, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml])),
  };
  const encoder = new TextEncoder();
  const bytes = Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, encoder.encode(xml)]));
  // The archive keeps local times: a date made of local parts is the same in every time zone.
  return zipSync(bytes, { level: 6, mtime: new Date(2000, 0, 1, 12) });
}
