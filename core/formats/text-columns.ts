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

  /** Adds what was gathered to the rows of `builder`. Fields that `declared` calls texts stay texts: codes such as 17. */
  addTo(builder: FeatureBuilder, declared: ReadonlyMap<string, FieldType> = new Map()): void {
    for (const [name, cells] of this.#cells) {
      while (cells.length < builder.row) cells.push('');
      const type = declared.get(name);
      const column = builder.columns.add(name, type === 'text' ? 'text' : undefined);
      if (type === 'text')
        column.setAll(
          { name, type },
          cells.map((cell) => (cell === '' ? null : cell)),
        );
      else {
        const typed = columnOf(name, cells, false);
        column.setAll(typed.field, typed.column);
      }
    }
  }
}
