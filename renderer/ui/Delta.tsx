import { type Measure, writeDifference } from './measure.ts';

interface DeltaProps {
  readonly difference: number;
  readonly measure: Measure;
  readonly better: 'higher' | 'lower' | 'neutral';
}

/** A change with its sign. Worse is also a filled pill, better plain text: colour is never the only sign. */
export function Delta({ difference, measure, better }: DeltaProps) {
  const text = writeDifference(difference, measure);
  if (text === null) return <span className="delta dim">±0</span>;
  const good = better === 'higher' ? difference > 0 : difference < 0;
  const judged = good ? 'better' : 'worse';
  return <span className={`delta ${better === 'neutral' ? '' : judged}`}>{text}</span>;
}
