import { requireSameLength } from './input.ts';
import { type MethodValue, notDefined, ok, outOfRange } from './outcome.ts';

/**
 * Job-population balance 1 − |J − aP| / (J + aP): 1 where jobs equal a times the residents, 0 where one of the two is
 * missing. Source: Ewing et al. 2011, 2015 with a = 0.2. `undefined` where there is neither.
 */
export function jobPopulationBalance(jobs: number, residents: number, jobsPerResident = 0.2): MethodValue {
  const expected = jobsPerResident * residents;
  if (jobs + expected === 0) return notDefined('既无居民也无岗位', 'there are neither residents nor jobs');
  return ok(1 - Math.abs(jobs - expected) / (jobs + expected));
}

/**
 * Balance of residential and other use against the study: 1 − |p − a q| / (p + a q), where p and q = 1 − p are the local
 * shares and a = P / (1 − P) of the whole study. 1 where the local share equals that of the study.
 * Source: BAL index of cnefetools. Unit 1. `undefined` where the study has one use alone.
 */
export function twoClassBalance(localShare: number, studyShare: number): MethodValue {
  if (studyShare >= 1 || studyShare <= 0) {
    return notDefined('全研究只有一类用途', 'the study as a whole has one use alone');
  }
  const expected = (studyShare / (1 - studyShare)) * (1 - localShare);
  return ok(1 - Math.abs(localShare - expected) / (localShare + expected));
}

/** Entropy of two classes −(p ln p + q ln q) / ln 2: 1 at one half each. Source: EI index of cnefetools. */
export function twoClassEntropy(share: number): MethodValue {
  if (share < 0 || share > 1) return outOfRange('占比不在 0 与 1 之间', 'the share is not between 0 and 1');
  const part = (p: number) => (p > 0 ? -p * Math.log(p) : 0);
  return ok((part(share) + part(1 - share)) / Math.LN2);
}

/**
 * Index of dissimilarity between a group and the rest: D = Σ tᵢ |pᵢ − P| / (2 T P (1 − P)), 0 (evenly spread) to 1 (wholly
 * apart). `groups[i]` of `totals[i]` belong to the group in unit i.
 * Source: Massey & Denton 1988; Duncan & Duncan 1955. `undefined` when the group is nobody or everybody. Pitfall: it falls
 * as units grow (modifiable areal unit problem): compare like with like.
 */
export function segregation(groups: ArrayLike<number>, totals: ArrayLike<number>): MethodValue {
  requireSameLength('segregation', { groups, totals });
  let group = 0;
  let whole = 0;
  for (let unit = 0; unit < groups.length; unit++) {
    if (Number.isNaN(groups[unit]!) || Number.isNaN(totals[unit]!)) continue;
    if (groups[unit]! > totals[unit]! || groups[unit]! < 0) {
      return outOfRange(
        '有单元的群体人数多于总人数或为负',
        'a unit has more of the group than people, or fewer than none',
      );
    }
    group += groups[unit]!;
    whole += totals[unit]!;
  }
  if (group === 0 || group === whole) {
    return notDefined('群体无人或为全体', 'the group is nobody or everybody');
  }
  let sum = 0;
  for (let unit = 0; unit < groups.length; unit++) {
    const total = totals[unit]!;
    if (total > 0 && !Number.isNaN(groups[unit]!))
      sum += Math.abs(groups[unit]! / group - (total - groups[unit]!) / (whole - group));
  }
  return ok(sum / 2);
}

export interface Dissimilarity {
  readonly index: MethodValue;
  /** Σ over developed cells of the share of eight neighbours with another use. */
  readonly sum: number;
  /** Developed cells K. */
  readonly cells: number;
}

/**
 * Dissimilarity of uses on a grid of hectare cells: D = (1/K) Σⱼ Σᵢ Xᵢⱼ / 8, where X is 1 if a developed neighbour of the
 * eight has another use. Undeveloped cells (negative class) are no centres and, like those outside, count 0 as neighbours.
 * Source: Cervero & Kockelman 1997. Row by row. `undefined` without developed cells.
 */
export function dissimilarity(classes: ArrayLike<number>, columns: number): Dissimilarity {
  const rows = classes.length / columns;
  let differing = 0;
  let cells = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const own = classes[row * columns + column]!;
      if (!(own >= 0)) continue;
      cells++;
      for (let otherRow = Math.max(0, row - 1); otherRow <= Math.min(rows - 1, row + 1); otherRow++) {
        for (let other = Math.max(0, column - 1); other <= Math.min(columns - 1, column + 1); other++) {
          const neighbour = classes[otherRow * columns + other]!;
          if (neighbour >= 0 && neighbour !== own) differing++;
        }
      }
    }
  }
  const sum = differing / 8;
  return { index: cells === 0 ? notDefined('没有已开发的格网', 'no cell is developed') : ok(sum / cells), sum, cells };
}
