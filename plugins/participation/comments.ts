import {
  countOf,
  dayNumber,
  type EvaluatorContext,
  fillText,
  numbersOf,
  plainText,
  type SnapshotLayer,
  textsOf,
} from '#sdk';

/** Comments in columns; days are day numbers, NaN where not known. */
export interface Comments {
  readonly count: number;
  readonly groups: readonly (string | null)[];
  readonly topics: readonly (string | null)[];
  /** 1 against to 5 in favour; NaN where none was taken. */
  readonly stances: Float64Array;
  readonly received: Float64Array;
  readonly answered: Float64Array;
  /** 1 adopted, 0 not, NaN not said. */
  readonly adopted: Float64Array;
  /** Days from receipt to answer; NaN where there is none or the dates contradict each other. */
  readonly responseDays: Float64Array;
  /** Different authors, or all comments where authors are not known. */
  readonly participants: number;
  readonly areAuthorsKnown: boolean;
  /** x and y in turn; NaN where a comment has no place. */
  readonly points: Float64Array;
}

function pointsOf({ ids, geometry }: SnapshotLayer): Float64Array {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const points = new Float64Array(2 * ids.length).fill(Number.NaN);
  if (geometry.kind !== 'point') return points;
  for (let row = 0; row < ids.length; row++) {
    const part = featureOffsets[row]!;
    if (part === featureOffsets[row + 1]) continue;
    const at = 2 * ringOffsets[partOffsets[part]!]!;
    points[2 * row] = coordinates[at]!;
    points[2 * row + 1] = coordinates[at + 1]!;
  }
  return points;
}

function remarkOn(count: number, zh: string, en: string, context: EvaluatorContext): void {
  if (count > 0) context.remark('warning', fillText(zh, en, { count }));
}

/** The comments of a layer, with what contradicts itself left out and said. */
export function readComments(layer: SnapshotLayer, context: EvaluatorContext): Comments {
  const count = countOf(layer);
  const texts = (name: string) => textsOf(layer, name).map(plainText);
  const days = (name: string) => Float64Array.from(textsOf(layer, name), dayNumber);
  const [received, answered] = [days('received'), days('answered')];
  const given = numbersOf(layer, 'stance');
  const stances = given.map((stance) => (stance >= 1 && stance <= 5 ? stance : Number.NaN));
  const responseDays = answered.map((day, row) => {
    const taken = Math.floor(day) - Math.floor(received[row]!);
    return taken >= 0 ? taken : Number.NaN;
  });
  remarkOn(
    given.filter((stance) => !Number.isNaN(stance) && !(stance >= 1 && stance <= 5)).length,
    '{count} 条意见的态度不在 1 至 5 之间，没有采用。',
    '{count|comment has|comments have} a stance outside 1 to 5, which was left out.',
    context,
  );
  remarkOn(
    answered.filter((day, row) => Math.floor(day) < Math.floor(received[row]!)).length,
    '{count} 条意见的答复早于收到，不计入答复时间。',
    '{count|comment was|comments were} answered before receipt and {count|is|are} left out of response times.',
    context,
  );
  const authors = texts('author').filter((author) => author !== null);
  const areAuthorsKnown = authors.length === count;
  const participants = areAuthorsKnown ? new Set(authors).size : count;
  return {
    count,
    groups: texts('group'),
    topics: texts('topic'),
    stances,
    received,
    answered,
    adopted: numbersOf(layer, 'adopted'),
    responseDays,
    participants,
    areAuthorsKnown,
    points: pointsOf(layer),
  };
}
