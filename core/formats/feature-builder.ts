import type { Column, Field } from '#core/model/feature-table.ts';
import { type GeometryKind, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { ColumnSet } from './column-builder.ts';
import { selectRows } from './select-features.ts';

type SpatialKind = Exclude<GeometryKind, 'none'>;

/** Features of one geometry kind out of a file: what a reader has gathered. */
export interface BuiltFeatures {
  readonly geometry: PackedGeometry;
  readonly fields: readonly Field[];
  readonly columns: Readonly<Record<string, Column>>;
  /** Row of the file, from 0, that feature i came from; undefined when it is row i. */
  readonly rows?: Uint32Array;
  /** Rows of the file without geometry among them. */
  readonly withoutGeometry: number;
}

interface KindFeatures {
  readonly packer: GeometryPacker;
  readonly rows: number[];
  /** The last row with parts of this kind. */
  lastRow: number;
}

/**
 * Gathers the rows of a file. A reader writes the parts of a row's geometry into `partsOf(kind)`, sets values in `columns`
 * at `row`, and ends it with `endRow`. Kinds may be mixed: `finish` gives one set of features for each.
 */
export class FeatureBuilder {
  readonly columns = new ColumnSet((row) => this.#expectedRows(row));
  readonly #kinds = new Map<SpatialKind, KindFeatures>();
  /** The kinds of the present row. */
  readonly #used: KindFeatures[] = [];
  readonly #expected: number;
  readonly #fractionRead: (() => number) | undefined;
  readonly #bare: number[] = [];
  /** Row that is being built, from 0. */
  row = 0;
  /** Rows whose geometry was a mixture of kinds and now is in several layers. */
  splitRows = 0;

  /** `expected` numbers of coordinates, where the length of a file tells; else which share of it has been read at any time. */
  constructor(expected = 0, fractionRead?: () => number) {
    this.#expected = expected;
    this.#fractionRead = fractionRead;
  }

  #expectedRows(row: number): number {
    const fraction = this.#fractionRead?.() ?? 0;
    return fraction > 0 && fraction <= 1 ? (1.1 * row) / fraction : 0;
  }

  /** Where parts of this kind of the present row go: coordinates, `endRing`, `endPart`. */
  partsOf(kind: SpatialKind): GeometryPacker {
    let features = this.#kinds.get(kind);
    if (!features) {
      features = { packer: new GeometryPacker(kind, this.#expected, this.#fractionRead), rows: [], lastRow: -1 };
      this.#kinds.set(kind, features);
    }
    if (features.lastRow !== this.row) {
      features.lastRow = this.row;
      this.#used.push(features);
    }
    return features.packer;
  }

  /** Ends the present row and begins the next. */
  endRow(): void {
    if (this.#used.length === 0) this.#bare.push(this.row);
    else if (this.#used.length > 1) this.splitRows++;
    for (const { packer, rows } of this.#used) {
      packer.endFeature();
      rows.push(this.row);
    }
    this.#used.length = 0;
    this.row++;
  }

  /**
   * The features by kind, polygons first. Rows without geometry stay with the most frequent kind; when there is no
   * geometry at all they are a plain table, or features of `expected` where the file says what they should be.
   */
  finish(expected: GeometryKind = 'none'): BuiltFeatures[] {
    const built = this.columns.builders.map((builder) => builder.finish(this.row));
    const fields = built.map(({ field }) => field);
    const all = [...this.#kinds].sort(([a], [b]) => kindOrder.indexOf(a) - kindOrder.indexOf(b));
    if (all.length === 0) {
      const empty = new GeometryPacker(expected);
      for (let row = 0; row < this.row; row++) empty.endFeature();
      const columns = Object.fromEntries(built.map(({ field, column }) => [field.name, column]));
      const withoutGeometry = expected === 'none' ? 0 : this.row;
      return [{ geometry: empty.finish(), fields, columns, withoutGeometry }];
    }
    let main = all[0]![1];
    for (const [, features] of all) if (features.rows.length > main.rows.length) main = features;
    return all.map(([, features]) => {
      const bare = features === main ? this.#bare : [];
      const geometry = features.packer.finish();
      const rows = mergeRows(features.rows, bare);
      const isWhole = rows.length === this.row;
      return {
        geometry: bare.length === 0 ? geometry : withEmptyFeatures(geometry, features.rows, rows),
        fields,
        columns: Object.fromEntries(
          built.map(({ field, column }) => [field.name, isWhole ? column : selectRows(column, rows)]),
        ),
        ...(isWhole ? {} : { rows }),
        withoutGeometry: bare.length,
      };
    });
  }
}

const kindOrder: readonly SpatialKind[] = ['polygon', 'line', 'point'];

/** Two rising lists of rows as one. */
function mergeRows(first: readonly number[], second: readonly number[]): Uint32Array {
  const merged = new Uint32Array(first.length + second.length);
  let a = 0;
  let b = 0;
  for (let place = 0; place < merged.length; place++) {
    const takeFirst = b === second.length || (a < first.length && first[a]! < second[b]!);
    merged[place] = takeFirst ? first[a++]! : second[b++]!;
  }
  return merged;
}

/** The same features with features without geometry between them, so that there is one for each of `rows`. */
function withEmptyFeatures(geometry: PackedGeometry, filled: readonly number[], rows: Uint32Array): PackedGeometry {
  const featureOffsets = new Uint32Array(rows.length + 1);
  let feature = 0;
  for (let place = 0; place < rows.length; place++) {
    if (feature < filled.length && filled[feature] === rows[place]) feature++;
    featureOffsets[place + 1] = geometry.featureOffsets[feature]!;
  }
  return { ...geometry, featureOffsets };
}
