import { roundedParts } from '#core/compare/rounded-parts.ts';
import type { Explanation, ExplanationBar } from '#core/rpc/compare-answers.ts';
import { niceScale } from '#renderer/ui/nice-scale.ts';

/** One bar with its amount as it is written and where it stands, percent of the width. */
export interface PlacedBar {
  readonly bar: ExplanationBar;
  /** Divided by the measure's factor: as it is written. */
  readonly shown: number;
  readonly left: number;
  readonly width: number;
}

export interface PlacedExplanation {
  readonly bars: readonly PlacedBar[];
  /** Where the two totals stand. */
  readonly from: number;
  readonly to: number;
  /** Ends of the axis, as written. */
  readonly low: number;
  readonly high: number;
}

/** Where the bars of an explanation stand, one behind the other from one total to the other; written numbers add up. */
export function placeBars(explanation: Explanation, factor: number, decimals: number): PlacedExplanation | null {
  const [start, end] = [explanation.from.value, explanation.to.value];
  if (start === undefined || end === undefined) return null;
  const amounts = explanation.bars.map(({ amount }) => amount * factor);
  const shown = roundedParts(start * factor, end * factor, amounts, decimals);
  const ends = [start * factor];
  for (const amount of amounts) ends.push(ends.at(-1)! + amount);
  const { low, high } = niceScale(Math.min(...ends, end * factor), Math.max(...ends, end * factor));
  const place = (value: number): number => ((value - low) / (high - low)) * 100;
  const bars = explanation.bars.map((bar, at): PlacedBar => {
    const [a, b] = [place(ends[at]!), place(ends[at + 1]!)];
    return { bar, shown: shown[at]!, left: Math.min(a, b), width: Math.abs(b - a) };
  });
  return { bars, from: place(start * factor), to: place(end * factor), low, high };
}
