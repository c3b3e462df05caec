import {
  IndicatorList,
  insufficient,
  type MethodValue,
  ok,
  postStratify,
  representativeness,
  valueOrNaN,
  weightedMean,
  wilsonInterval,
} from '#sdk';
import type { Areas } from './areas.ts';
import type { Comments } from './comments.ts';
import type { Strata } from './strata.ts';

/** Stances from which on a comment is in favour, and up to which it is against. */
const inFavour = 4;
const against = 2;

export interface Share {
  readonly share: MethodValue;
  readonly low: number;
  readonly high: number;
}

/** Share in percent with its Wilson interval. */
export function percentShare(part: number, whole: number, none: MethodValue): Share {
  if (whole === 0) return { share: none, low: Number.NaN, high: Number.NaN };
  const { share, low, high } = wilsonInterval(part, whole);
  return { share: ok(100 * valueOrNaN(share)), low: 100 * valueOrNaN(low), high: 100 * valueOrNaN(high) };
}

/** Sets a share with its interval in words: the band of an indicator belongs to assumptions. */
export function setShare(list: IndicatorList, id: string, { share, low, high }: Share): void {
  const span = `${low.toFixed(1)}–${high.toFixed(1)} %`;
  list.set(id, share, { zh: `95 % 威尔逊区间 ${span}`, en: `95 % Wilson interval ${span}` });
}

const noStance = insufficient('没有一条意见有态度', 'no comment has a stance');

/** Comments in favour among those of `rows` that take a stance. */
export function supportAmong({ stances }: Comments, rows: readonly number[]): Share {
  const taken = rows.filter((row) => !Number.isNaN(stances[row]!));
  return percentShare(taken.filter((row) => stances[row]! >= inFavour).length, taken.length, noStance);
}

export function meanStance({ stances }: Comments, rows: readonly number[]): number {
  const taken = rows.map((row) => stances[row]!).filter((stance) => !Number.isNaN(stance));
  return taken.length === 0 ? Number.NaN : taken.reduce((sum, stance) => sum + stance, 0) / taken.length;
}

/** Support as it stands in the comments. */
export function setSupport(comments: Comments, list: IndicatorList): void {
  const rows = [...comments.stances.keys()];
  const taken = rows.filter((row) => !Number.isNaN(comments.stances[row]!));
  const support = supportAmong(comments, rows);
  setShare(list, 'support', support);
  list.set('support-low', support.share.status === 'ok' ? ok(support.low) : noStance);
  list.set('support-high', support.share.status === 'ok' ? ok(support.high) : noStance);
  const opposed = taken.filter((row) => comments.stances[row]! <= against).length;
  setShare(list, 'opposition', percentShare(opposed, taken.length, noStance));
  list.set('mean-stance', taken.length === 0 ? noStance : ok(meanStance(comments, rows)));
}

/**
 * Support with every stratum given its share of the population. Only comments that take a stance and belong to a stratum
 * count; gives the weight of every comment, NaN where it has none.
 */
export function setWeightedSupport(
  comments: Comments,
  strata: Strata | undefined,
  cap: number,
  list: IndicatorList,
): Float64Array {
  const weights = new Float64Array(comments.count).fill(Number.NaN);
  if (!strata) {
    const none = insufficient('没有人群占比，也没有居住人口', 'there are neither shares of groups nor residents');
    list.set('weighted-support', none);
    list.set('effective-size', none);
    list.set('unheard', none);
    return weights;
  }
  const sample = new Float64Array(strata.names.length);
  for (const [row, stratum] of strata.ofComment.entries()) {
    if (stratum >= 0 && !Number.isNaN(comments.stances[row]!)) sample[stratum]!++;
  }
  const { weights: byStratum, effectiveSize, unheard, capped } = postStratify(sample, strata.population, cap);
  for (const [row, stratum] of strata.ofComment.entries()) {
    if (stratum >= 0 && !Number.isNaN(comments.stances[row]!)) weights[row] = byStratum[stratum]!;
  }
  const favour = comments.stances.map((stance) => (stance >= inFavour ? 100 : Number.isNaN(stance) ? stance : 0));
  const isGroup = strata.kind === 'group';
  list.set('weighted-support', weightedMean(favour, weights), {
    zh: `按${isGroup ? '人群' : '居住地'}加权，${capped} 个权重截至 ${cap}`,
    en: `weighted by ${isGroup ? 'group' : 'place of residence'}, ${capped} weights cut to ${cap}`,
  });
  list.set('effective-size', effectiveSize);
  list.set('unheard', unheard.status === 'ok' ? ok(100 * unheard.value) : unheard);
  return weights;
}

/** Who took part, by group and by place. */
export function setBalance(groups: Strata | undefined, areas: Areas | undefined, list: IndicatorList): void {
  const noShares = insufficient(
    '没有给出目标人群的占比（参数“目标人群占比”）',
    'the shares of the target population are not given (parameter "Shares of the target population")',
  );
  list.set('representativeness', groups ? representativeness(groups.participants, groups.population) : noShares);
  if (!areas) {
    const none = insufficient('没有居住人口', 'residents are not known');
    for (const id of ['spatial-representativeness', 'heard-areas', 'heard-residents']) list.set(id, none);
    return;
  }
  const { residents, comments } = areas;
  list.set('spatial-representativeness', representativeness(comments, residents));
  const inhabited = [...residents.keys()].filter((area) => residents[area]! > 0);
  const heard = inhabited.filter((area) => comments[area]! > 0);
  const sum = (of: readonly number[]) => of.reduce((total, area) => total + residents[area]!, 0);
  list.set('heard-areas', ok((100 * heard.length) / inhabited.length));
  list.set('heard-residents', ok((100 * sum(heard)) / sum(inhabited)));
}
