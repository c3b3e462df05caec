import { type Measure, shownDifference, writeDifference } from './measure.ts';

interface DeltaProps {
  readonly before: number;
  readonly after: number;
  readonly measure: Measure;
  readonly better: 'higher' | 'lower' | 'neutral';
}

/** A change of the numbers shown, with its sign. Worse is also a filled pill, better plain text: colour is never the only sign. */
export function Delta({ before, after, measure, better }: DeltaProps) {
  const difference = shownDifference(after, before, measure);
  const text = writeDifference(difference, measure);
  if (text === null) return <span className="delta dim">±0</span>;
  const good = better === 'higher' ? difference > 0 : difference < 0;
  const judged = good ? 'better' : 'worse';
  return <span className={`delta ${better === 'neutral' ? '' : judged}`}>{text}</span>;
}
