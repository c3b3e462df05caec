/**
 * A linear program whose variables all lie between 0 and 1: the sum of `cost` times the variables is made as small as
 * possible while every row, the sum of its `values` times the variables at `indices`, stays within its bounds.
 */
export interface ZeroOneProgram {
  readonly cost: Float64Array;
  /** 1 where a variable must be whole. */
  readonly whole: Uint8Array;
  /** Row r takes the entries from `starts[r]` to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

export interface ZeroOneSolution {
  /** `limit`: the search was given up at its largest number of nodes, with what it had. */
  readonly status: 'optimal' | 'infeasible' | 'limit';
  /** Empty when nothing was found. */
  readonly values: Float64Array;
  /** No solution is below this. */
  readonly bound: number;
}

/** Solves programs to proven optimality, or says how far it came. The same program gives the same solution. */
export type IntegerSolver = (program: ZeroOneProgram) => ZeroOneSolution;

/** Gathers the rows of a program whose variables are known in number. */
export class ProgramRows {
  readonly #starts: number[] = [0];
  readonly #indices: number[] = [];
  readonly #values: number[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];

  /** Adds one coefficient to the row that is being written. */
  add(variable: number, value: number): void {
    this.#indices.push(variable);
    this.#values.push(value);
  }

  /** Ends the row with its bounds; infinite ones are none. */
  end(lower: number, upper: number): void {
    this.#starts.push(this.#indices.length);
    this.#lower.push(lower);
    this.#upper.push(upper);
  }

  program(cost: Float64Array, whole: Uint8Array): ZeroOneProgram {
    return {
      cost,
      whole,
      starts: Int32Array.from(this.#starts),
      indices: Int32Array.from(this.#indices),
      values: Float64Array.from(this.#values),
      rowLower: Float64Array.from(this.#lower),
      rowUpper: Float64Array.from(this.#upper),
    };
  }
}
