import type { FeatureState } from '#core/model/edit.ts';
import { type FeatureTable, isNumberColumn, type Scalar } from '#core/model/feature-table.ts';
import { type Paint, PaintedImage, valueReader } from '#core/model/painted-image.ts';

/** Reads a field of a state by its place; undefined where it is no image. */
type ReadPlace = (at: number) => Scalar | undefined;

/** Images that all are painted on rows of one table: looked at once, and then read from columns. */
interface PaintedColumns {
  /** Undefined where there is no image. */
  readonly base: FeatureTable | undefined;
  /** −1 for a state that is no image. */
  readonly rows: Int32Array;
  readonly paints: readonly Paint[];
  /** Places of the paints in their list, for each state. */
  readonly paintAt: Uint8Array;
  /** Whether every state is an image. */
  readonly areAllImages: boolean;
}

/** More paints than these are not told apart. */
const mostPaints = 256;

function paintedColumns(states: readonly FeatureState[]): PaintedColumns | undefined {
  const rows = new Int32Array(states.length).fill(-1);
  const paintAt = new Uint8Array(states.length);
  const paints: Paint[] = [];
  let base: FeatureTable | undefined;
  let last: Paint | undefined;
  let place = 0;
  for (let at = 0; at < states.length; at++) {
    const state = states[at]!;
    if (state === null || state === 'deleted') continue;
    if (!(state instanceof PaintedImage)) return undefined;
    base ??= state.base;
    if (state.base !== base) return undefined;
    if (state.paint !== last) {
      last = state.paint;
      place = paints.indexOf(last);
      if (place < 0) place = paints.push(last) - 1;
      if (paints.length > mostPaints) return undefined;
    }
    rows[at] = state.row;
    paintAt[at] = place;
  }
  return { base, rows, paints, paintAt, areAllImages: rows.every((row) => row >= 0) };
}

/** States of features that are packed together, field by field. */
export class PackedStates {
  readonly #states: readonly FeatureState[];
  readonly #painted: PaintedColumns | undefined;

  constructor(states: readonly FeatureState[]) {
    this.#states = states;
    this.#painted = paintedColumns(states);
  }

  get count(): number {
    return this.#states.length;
  }

  /** Whether every state is known to be an image; false says nothing. */
  get areAllImages(): boolean {
    return this.#painted?.areAllImages === true;
  }

  /** The value that all images have in a field, null where there is no image; undefined where it takes a look at each. */
  sameIn(field: string): Scalar | undefined {
    if (!this.#painted) return undefined;
    const { base, paints } = this.#painted;
    if (!base) return null;
    const [first, ...others] = paints;
    const value = first![field];
    return value !== undefined && others.every((paint) => paint[field] === value) ? value : undefined;
  }

  /** Reads a field state by state; of an image that does not have it nothing is null. */
  reader(field: string): ReadPlace {
    return this.#painted?.base
      ? this.#columnReader(field, this.#painted.base, this.#painted)
      : this.#plainReader(field);
  }

  #plainReader(field: string): ReadPlace {
    const states = this.#states;
    const read = valueReader(field);
    return (at) => {
      const state = states[at]!;
      return state === null || state === 'deleted' ? undefined : (read(state) ?? null);
    };
  }

  #columnReader(field: string, base: FeatureTable, { rows, paints, paintAt }: PaintedColumns): ReadPlace {
    const over = paints.map((paint) => paint[field]);
    const type = base.fields.find(({ name }) => name === field)?.type;
    const column = type === undefined ? undefined : base.columns[field];
    const below = !column
      ? () => null
      : isNumberColumn(column)
        ? (row: number) => numberIn(column[row]!, type === 'boolean')
        : (row: number) => column[row] ?? null;
    return (at) => {
      const row = rows[at]!;
      if (row < 0) return undefined;
      const painted = over[paintAt[at]!];
      return painted === undefined ? below(row) : painted;
    };
  }
}

function numberIn(value: number, isBoolean: boolean): Scalar {
  if (Number.isNaN(value)) return null;
  return isBoolean ? value !== 0 : value;
}
