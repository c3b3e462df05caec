import {
  fillText,
  type IndicatorDefinition,
  insufficient,
  type LocalText,
  type MethodValue,
  notDefined,
  type Others,
  ok,
  readOther,
} from '#sdk';
import matching from './matches.json' with { type: 'json' };
import reported from './reported-cases.json' with { type: 'json' };

/** A figure as the source reports it. */
export interface ReportedCase {
  readonly id: string;
  readonly topic: string;
  readonly place: LocalText;
  readonly measure: LocalText;
  readonly value: number;
  readonly unit: string;
  /** A state, or a change against before in percent. */
  readonly kind: string;
  /** Section of the source. */
  readonly section: string;
  readonly reservation?: LocalText;
}

interface Match {
  readonly evaluator: string;
  readonly indicator: string;
  readonly unit: string;
  readonly case: string;
  readonly relation: string;
  /** The figure in the unit of the indicator; of a change, in percent. */
  readonly expected: number;
  /** In what the two differ. */
  readonly difference?: LocalText;
}

export const reportedCases: readonly ReportedCase[] = reported.cases;
export const reportedSource: LocalText = reported.source;
export const matches: readonly Match[] = matching.matches;

/** One indicator beside one case. */
export interface Comparison {
  readonly match: Match;
  readonly found: ReportedCase;
  readonly definition: IndicatorDefinition | undefined;
  /** The level, or the change against the baseline in percent. */
  readonly value: MethodValue;
  /** Undefined where there is no value or no better side. */
  readonly isAtLeastAsGood: boolean | undefined;
}

/** The change of an indicator against the baseline, percent. */
function changeOf(others: Others, match: Match): ReturnType<typeof readOther> {
  const baseline = others.scenarios[0]!.id;
  const own = readOther(others, match.evaluator, match.indicator);
  if (own.value.status !== 'ok') return own;
  if (others.own === baseline) {
    return { ...own, value: notDefined('基准情景没有相对自身的变化', 'the baseline has no change against itself') };
  }
  const before = readOther(others, match.evaluator, match.indicator, baseline).value;
  if (before.status !== 'ok') return { ...own, value: before };
  if (before.value === 0) return { ...own, value: notDefined('基准情景的值为 0', 'the value of the baseline is 0') };
  return { ...own, value: ok((100 * (own.value.value - before.value)) / Math.abs(before.value)) };
}

function compare(others: Others, match: Match, found: ReportedCase): Comparison {
  const isChange = found.kind === 'change';
  const read = isChange ? changeOf(others, match) : readOther(others, match.evaluator, match.indicator);
  const { definition } = read;
  let { value } = read;
  if (value.status === 'ok' && definition?.unit !== match.unit) {
    const text = fillText(
      '指标的单位是 {seen}，对照用 {expected}',
      'the indicator is given in {seen}, the match expects {expected}',
      {
        seen: definition?.unit ?? '?',
        expected: match.unit,
      },
    );
    value = insufficient(text.zh, text.en);
  }
  const better = definition?.better;
  const isAtLeastAsGood =
    value.status !== 'ok' || better === undefined || better === 'neutral'
      ? undefined
      : better === 'higher'
        ? value.value >= match.expected
        : value.value <= match.expected;
  return { match, found, definition, value, isAtLeastAsGood };
}

/** All matches of the kind asked for, in the order of the table. */
export function compareAll(others: Others, onlySame: boolean): readonly Comparison[] {
  return matches.flatMap((match) => {
    const found = reportedCases.find(({ id }) => id === match.case);
    return found && (!onlySame || match.relation === 'same') ? [compare(others, match, found)] : [];
  });
}
