import type { FieldType } from '#core/model/feature-table.ts';
import { columnOf } from './csv-values.ts';
import type { FeatureBuilder } from './feature-builder.ts';

/** Gathers attributes that stand in a file as texts and are typed by all their values at the end. */
export class TextColumns {
  readonly #cells = new Map<string, string[]>();

  /** Sets the value of a row, counted from 0; empty texts are no value. */
  set(row: number, name: string, text: string): void {
    if (text === '') return;
    let cells = this.#cells.get(name);
    if (!cells) {
      cells = [];
      this.#cells.set(name, cells);
    }
    while (cells.length < row) cells.push('');
    cells[row] = text;
  }

  /**
   * Adds what was gathered to the rows of `builder`. Fields that `declared` calls texts stay texts, such as codes of digits;
   * those it calls booleans may be written as 0 and 1.
   */
  addTo(builder: FeatureBuilder, declared: ReadonlyMap<string, FieldType> = new Map()): void {
    for (const [name, cells] of this.#cells) {
      while (cells.length < builder.row) cells.push('');
      const column = builder.columns.add(name);
      const type = declared.get(name);
      if (type === 'text')
        column.setAll(
          { name, type },
          cells.map((cell) => (cell === '' ? null : cell)),
        );
      else if (type === 'boolean' && cells.every((cell) => cell in truths)) {
        column.setAll(
          { name, type },
          Float64Array.from(cells, (cell) => truths[cell]!),
        );
      } else {
        const typed = columnOf(name, cells, false);
        column.setAll(typed.field, typed.column);
      }
    }
  }
}

const truths: Readonly<Record<string, number>> = { '': Number.NaN, '0': 0, '1': 1, false: 0, true: 1 };
