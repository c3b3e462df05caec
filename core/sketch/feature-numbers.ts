import type { FeatureId } from '#core/model/ids.ts';
import { formatRanges, parseRanges } from '#core/model/number-ranges.ts';
import type { NumberedFeatures, Selection } from '#core/model/recipe.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** The features of a layer's baseline with their numbers in the project file, in the order of these. */
export interface FeatureNumbers {
  /** Identity of the project. */
  readonly project: string;
  readonly ids: readonly FeatureId[];
  /** Number of each feature; they grow. */
  readonly numbers: Float64Array;
}

/** So many ids still are as readable as the numbers, and hold in any project. */
const fewIds = 20;

/**
 * A selection with many ids told by their numbers, which take a hundredth of the room where they follow each other. Features
 * that the baseline has not keep their ids.
 */
export function numberedSelection(selection: Selection, known: FeatureNumbers): Selection {
  const { adjacent } = selection;
  const own = adjacent
    ? { ...selection, adjacent: { ...adjacent, of: numberedSelection(adjacent.of, known) } }
    : selection;
  const { ids, ...others } = own;
  if (!ids || ids.length <= fewIds || own.numbered) return own;
  const rows = rowsOf(known.ids);
  const left: string[] = [];
  const isChosen = new Uint8Array(known.ids.length);
  let next = 0;
  for (const id of ids) {
    const row = known.ids[next] === id ? next : rows.get(id as FeatureId);
    if (row !== undefined) next = row + 1;
    if (row === undefined) left.push(id);
    else isChosen[row] = 1;
  }
  const chosen = known.numbers.filter((_, row) => isChosen[row] === 1);
  if (chosen.length === 0) return own;
  const numbered: NumberedFeatures = { of: known.project, numbers: formatRanges(chosen) };
  return { ...others, ...(left.length > 0 ? { ids: left } : {}), numbered };
}

/** Place of the first of `numbers`, which grow, that is not below `wanted`. */
function firstFrom(numbers: Float64Array, wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The ids of features told by number; numbers that no feature has are left out. Fails with `sketch/other-project` where the
 * numbers are those of another project, in which they stand for other features.
 */
export function idsOfNumbered({ of, numbers }: NumberedFeatures, known: FeatureNumbers, step: number): FeatureId[] {
  if (of !== known.project) throw new WorkbenchError('sketch/other-project', { step, numbers: shortened(numbers) });
  const ids: FeatureId[] = [];
  for (const [from, to] of parseRanges(numbers) ?? []) {
    for (let row = firstFrom(known.numbers, from); row < known.ids.length && known.numbers[row]! <= to; row++) {
      ids.push(known.ids[row]!);
    }
  }
  return ids;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
