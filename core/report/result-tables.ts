import type { ResultTable, TableColumn } from '#core/evaluation/contract.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { formatFixed, formatNumber, type LocalText } from '#core/model/text.ts';
import type { Cell } from './document.ts';
import { textCell } from './document.ts';
import type { ResultGroup } from './report-facts.ts';
import { same } from './report-format.ts';
import { labels } from './report-texts.ts';

/** One table of an evaluator over the scenarios. */
export interface GatheredTable {
  readonly id: string;
  readonly title: LocalText;
  readonly columns: readonly TableColumn[];
  /** By scenario; undefined where it has no such table. */
  readonly rows: readonly (ResultTable['rows'] | undefined)[];
  /** All scenarios have the same rows. */
  readonly alike: boolean;
}

/** Tables of an evaluator by id, in the order in which they first appear. */
export function tablesOf(group: ResultGroup): GatheredTable[] {
  const ids = new Set(group.records.flatMap((record) => record?.result.tables?.map(({ id }) => id) ?? []));
  return [...ids].map((id) => {
    const tables = group.records.map((record) => record?.result.tables?.find((table) => table.id === id));
    const first = tables.find((table) => table !== undefined)!;
    const rows = tables.map((table) => table?.rows);
    const texts = rows.flatMap((entry) => (entry ? [JSON.stringify(entry)] : []));
    return {
      id,
      title: first.title,
      columns: first.columns,
      rows,
      alike: texts.length > 1 && texts.length === rows.length && texts.every((entry) => entry === texts[0]),
    };
  });
}

/** Head of a column with its unit. */
export function columnTitle({ label, unit }: TableColumn): LocalText {
  const name = unitLabel(unit ?? '1');
  return { zh: name.zh ? `${label.zh}（${name.zh}）` : label.zh, en: name.en ? `${label.en} (${name.en})` : label.en };
}

/** True when every value of a column is a number or missing. */
export function isNumberOnly(table: GatheredTable, column: number): boolean {
  const values = table.rows.flatMap((rows) => rows?.map((row) => row[column]) ?? []);
  return (
    values.some((value) => typeof value === 'number') &&
    values.every((value) => value === null || typeof value === 'number')
  );
}

/** A value of an evaluator's table as a cell. */
export function valueCell(value: Scalar | LocalText | undefined, decimals: number | undefined): Cell {
  if (value === null || value === undefined) return textCell(labels.none);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return textCell(labels.none);
    return { kind: 'number', text: same(decimals === undefined ? formatNumber(value) : formatFixed(value, decimals)) };
  }
  if (typeof value === 'boolean') return textCell(value ? labels.yes : labels.no);
  return textCell(typeof value === 'string' ? same(value) : value);
}
