import { IndicatorList, insufficient, type MethodValue, notDefined, ok, sortedQuantile } from '#sdk';
import type { Comments } from './comments.ts';
import { percentShare, setShare } from './support.ts';

export interface Responses {
  /** Days to answer of all answered comments, ascending. */
  readonly days: Float64Array;
  /** Comments whose answer is due: answered or past the limit. */
  readonly due: number;
}

/** How long people wait, and whether they are told what came of it. */
export function setResponses(comments: Comments, limitDays: number, list: IndicatorList): Responses {
  const { count, received, answered, adopted, responseDays } = comments;
  const dates = [...received, ...answered].filter((day) => !Number.isNaN(day));
  const isAnswered = (row: number) => !Number.isNaN(answered[row]!) || !Number.isNaN(adopted[row]!);
  const rows = [...received.keys()];
  const noDates = insufficient('没有收到与答复的日期', 'there are no dates of receipt and answer');
  const answeredRows = rows.filter(isAnswered);
  setShare(list, 'answered', percentShare(answeredRows.length, count, notDefined('没有意见', 'there are no comments')));
  const days = responseDays.filter((value) => !Number.isNaN(value)).sort();
  const quantileOf = (share: number): MethodValue => (days.length === 0 ? noDates : ok(sortedQuantile(days, share)));
  list.set('response-median', quantileOf(0.5));
  list.set('response-p90', quantileOf(0.9));

  // The last date that stands anywhere in the comments is today: an evaluator has no clock.
  const today = dates.reduce((last, day) => Math.max(last, Math.floor(day)), Number.NEGATIVE_INFINITY);
  const overdue = rows.filter((row) => !isAnswered(row) && today - Math.floor(received[row]!) > limitDays).length;
  const inTime = days.filter((value) => value <= limitDays).length;
  const due = days.length + overdue;
  setShare(list, 'in-time', percentShare(inTime, due, noDates));
  list.set('overdue', received.every(Number.isNaN) ? noDates : ok(overdue));

  const told = rows.filter((row) => isAnswered(row) && !Number.isNaN(adopted[row]!));
  const none = insufficient('没有说明是否采纳', 'it is not said whether any was adopted');
  setShare(list, 'adoption', percentShare(told.filter((row) => adopted[row]! !== 0).length, told.length, none));
  setShare(list, 'loop-closed', percentShare(told.length, count, notDefined('没有意见', 'there are no comments')));
  return { days, due };
}
