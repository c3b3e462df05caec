import type { ZeroOneProgram } from '#core/methods/integer-program.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { HostArguments } from './host-arguments.ts';

const mostVariables = 200_000;
const mostEntries = 5_000_000;

/** Whether a sparse matrix holds together: rows that begin inside their entries, entries that name variables. */
function isSound({ cost, whole, starts, indices, values, rowLower, rowUpper }: ZeroOneProgram): boolean {
  const rows = rowLower.length;
  const numbers = (list: Float64Array) => list.every((value) => Math.abs(value) <= 1e30);
  const bounds = (list: Float64Array) => list.every((value) => !Number.isNaN(value));
  return (
    cost.length <= mostVariables &&
    values.length <= mostEntries &&
    whole.length === cost.length &&
    rowUpper.length === rows &&
    starts.length === rows + 1 &&
    starts[0] === 0 &&
    starts.every((start, row) => row === 0 || start >= starts[row - 1]!) &&
    starts.at(-1) === values.length &&
    indices.length === values.length &&
    indices.every((variable) => variable >= 0 && variable < cost.length) &&
    numbers(cost) &&
    numbers(values) &&
    bounds(rowLower) &&
    bounds(rowUpper)
  );
}

/** A program that a plugin hands to the solver of the host. Fails with `plugin/bad-call` when it does not hold together. */
export function readProgram(given: HostArguments): ZeroOneProgram {
  const { cost, whole, starts, indices, values, rowLower, rowUpper } = given.record();
  const lists = [cost, values, rowLower, rowUpper].every((list) => list instanceof Float64Array);
  const counts = [starts, indices].every((list) => list instanceof Int32Array);
  const program = { cost, whole, starts, indices, values, rowLower, rowUpper } as ZeroOneProgram;
  if (lists && counts && whole instanceof Uint8Array && isSound(program)) return program;
  throw new WorkbenchError('plugin/bad-call', {
    call: 'solver/solve',
    place: 1,
    expected: {
      zh: `完好的 0–1 规划，最多 ${mostVariables} 个变量`,
      en: `a sound zero-one program of at most ${mostVariables} variables`,
    },
  });
}
