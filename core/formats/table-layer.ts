import { noCounts } from '#core/geometry/wkb.ts';
import { readWkt } from '#core/geometry/wkt.ts';
import type { Column, Field } from '#core/model/feature-table.ts';
import type { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type FoundCoordinates, findCoordinates } from './coordinate-columns.ts';
import { columnOf } from './csv-values.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { CoordinateColumns, ReadLayer } from './format.ts';
import { unmarked } from './formula-mark.ts';
import { GeometrySink } from './geometry-sink.ts';
import { layersOf } from './read-layer.ts';
import type { TextEvidence } from './text-evidence.ts';

/** More columns than any table has: the delimiter is wrong, or the file is no table. */
export const mostColumns = 10_000;

/** A table as it stands in a file: texts of cells by column, and which record each row was. */
export interface RawTable {
  readonly names: readonly string[];
  readonly cells: readonly string[][];
  /** Record of each row in the file, from 1. */
  readonly records: readonly number[];
}

/** Gathers the records of a table below its column names. */
export class TableReader implements RawTable {
  readonly names: string[] = [];
  readonly cells: string[][] = [];
  readonly records: number[] = [];
  readonly #file: string;
  readonly #remarks: RemarkList;
  #record = 0;

  constructor(file: string, remarks: RemarkList) {
    this.#file = file;
    this.#remarks = remarks;
  }

  start(names: readonly string[], skipped: number): void {
    this.names.push(...names);
    for (const _ of names) this.cells.push([]);
    if (skipped > 0) this.#remarks.add('formats/rows-before-header', 'info', { file: this.#file }, undefined, skipped);
  }

  /** One record of the file, the next or the one of this number; those before `first` are not data. */
  add(cells: readonly string[], first: number, number = this.#record + 1): void {
    const record = number - 1;
    this.#record = number;
    if (record < first || cells.every((cell) => cell.trim() === '')) return;
    const width = this.names.length;
    if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
      const place = { file: this.#file, row: record + 1 };
      this.#remarks.add('formats/row-too-long', 'warning', { file: this.#file, columns: width }, place);
    }
    for (let column = 0; column < width; column++) this.cells[column]!.push(cells[column] ?? '');
    this.records.push(record + 1);
  }
}

/** Columns by unique names, typed by their values; nameless ones without values are left out. */
function typedColumns(
  table: RawTable,
  mayUseCommas: boolean,
  builder: FeatureBuilder,
): Map<string, { readonly field: Field; readonly column: Column }> {
  const columns = new Map<string, { field: Field; column: Column }>();
  for (const [index, name] of table.names.entries()) {
    const cells = table.cells[index]!;
    if (name === '' && cells.every((cell) => cell.trim() === '')) continue;
    const unique = builder.columns.add(name).name;
    columns.set(unique, columnOf(unique, cells.map(unmarked), mayUseCommas));
  }
  return columns;
}

function statedCoordinates(
  coordinates: CoordinateColumns | undefined,
  columns: ReadonlyMap<string, { readonly column: Column }>,
  file: string,
): FoundCoordinates {
  if (coordinates === undefined) {
    return findCoordinates(new Map([...columns].map(([name, { column }]) => [name, column])));
  }
  const names = coordinates === null ? [] : 'wkt' in coordinates ? [coordinates.wkt] : [coordinates.x, coordinates.y];
  for (const name of names) {
    if (!columns.has(name)) {
      throw new WorkbenchError('import/unknown-field', { file, field: name, known: [...columns.keys()].join(', ') });
    }
  }
  return { columns: coordinates, isExchanged: false };
}

class PlaceReader {
  readonly #builder: FeatureBuilder;
  readonly #sink: GeometrySink;
  readonly #remarks: RemarkList;
  readonly #file: string;

  constructor(builder: FeatureBuilder, remarks: RemarkList, file: string) {
    this.#builder = builder;
    this.#sink = new GeometrySink(builder);
    this.#remarks = remarks;
    this.#file = file;
  }

  readPairs(x: Column, y: Column, records: readonly number[]): void {
    for (const [row, record] of records.entries()) {
      const east = ordinate(x, row);
      const north = ordinate(y, row);
      if (Number.isNaN(east) || Number.isNaN(north)) this.#note('formats/row-without-place', record);
      else {
        this.#sink.add(east, north);
        this.#sink.endPoints();
      }
      this.#builder.endRow();
    }
  }

  readTexts(texts: Column, records: readonly number[]): void {
    const counts = noCounts();
    for (const [row, record] of records.entries()) {
      const text = texts[row];
      if (typeof text !== 'string') this.#note('formats/row-without-place', record);
      else {
        try {
          this.#sink.addGeometry(readWkt(text, counts));
        } catch (thrown) {
          if (!(thrown instanceof WorkbenchError)) throw thrown;
          const place = { file: this.#file, row: record };
          const reason = { zh: thrown.describe('zh'), en: thrown.describe('en') };
          this.#remarks.add('formats/record-damaged', 'warning', { file: this.#file, reason }, place);
        }
      }
      this.#builder.endRow();
    }
    this.#sink.faults.extraOrdinates += counts.droppedOrdinates;
    this.#sink.faults.openRings += counts.closedRings;
    this.#sink.report(this.#remarks, this.#file);
  }

  #note(code: 'formats/row-without-place', record: number): void {
    this.#remarks.add(code, 'warning', { file: this.#file }, { file: this.#file, row: record });
  }
}

function ordinate(column: Column, row: number): number {
  const value = column[row];
  if (typeof value === 'number') return value;
  // Columns that a person named may hold numbers as texts, with thousands separated.
  return typeof value === 'string' && value !== '' ? Number(value.replaceAll(',', '')) : Number.NaN;
}

/** What is known about a table besides its cells. */
export interface TableFacts {
  readonly file: string;
  /** Name of the layer; empty where the file is one table. */
  readonly name: string;
  readonly remarks: RemarkList;
  readonly encoding?: string;
  readonly evidence?: TextEvidence | undefined;
  /** Columns with the places, where a person named them. */
  readonly coordinates: CoordinateColumns | undefined;
  /** Whether 12,5 is a number. */
  readonly mayUseCommas: boolean;
}

/** The layers of a table: its columns by their values, and the places of its rows. Errors: `import/unknown-field`. */
export function tableLayers(table: RawTable, facts: TableFacts): ReadLayer[] {
  const { file, remarks } = facts;
  const builder = new FeatureBuilder();
  const columns = typedColumns(table, facts.mayUseCommas, builder);
  const found = statedCoordinates(facts.coordinates, columns, file);
  for (const target of builder.columns.builders) {
    const { field, column } = columns.get(target.name)!;
    target.setAll(field, column);
  }
  const places = new PlaceReader(builder, remarks, file);
  const at = found.columns;
  if (at === null) for (const _ of table.records) builder.endRow();
  else if ('wkt' in at) places.readTexts(columns.get(at.wkt)!.column, table.records);
  else {
    if (found.isExchanged) remarks.add('formats/axes-exchanged', 'info', { file, x: at.x, y: at.y });
    places.readPairs(columns.get(at.x)!.column, columns.get(at.y)!.column, table.records);
  }
  return layersOf(builder, {
    file,
    name: facts.name,
    remarks,
    encoding: facts.encoding,
    evidence: facts.evidence,
    crs: found.crs,
    coordinates: at,
    kind: at !== null && 'x' in at ? 'point' : 'none',
    rowOf: (row) => table.records[row]!,
  });
}
