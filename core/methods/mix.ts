import { type MethodValue, notDefined, ok, outOfRange } from './outcome.ts';

/**
 * Measures of mix over amounts per class: land area, floor area, or counts; say which. Roads and water do not belong in.
 * The functions that end in `Of` take amounts (not shares, no scaling needed) and return NaN where the measure has no
 * value: they are for columns of many places. The others return a status with its reason.
 */

function total(amounts: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < amounts.length; index++) {
    const amount = amounts[index]!;
    if (amount > 0) sum += amount;
  }
  return sum;
}

/** Number of classes with a positive amount. */
export function presentClasses(amounts: ArrayLike<number>): number {
  let count = 0;
  for (let index = 0; index < amounts.length; index++) {
    if (amounts[index]! > 0) count++;
  }
  return count;
}

/** Shannon entropy H = −Σ p ln p in nats, with 0 ln 0 = 0; NaN for an empty place. */
export function shannonOf(amounts: ArrayLike<number>): number {
  const sum = total(amounts);
  if (sum === 0) return Number.NaN;
  let entropy = 0;
  for (let index = 0; index < amounts.length; index++) {
    const share = amounts[index]! / sum;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return entropy <= 0 ? 0 : entropy;
}

/** Σ p²: chance that two draws are of the same class; NaN for an empty place. */
function concentrationOf(amounts: ArrayLike<number>): number {
  const sum = total(amounts);
  if (sum === 0) return Number.NaN;
  let squares = 0;
  for (let index = 0; index < amounts.length; index++) {
    const share = amounts[index]! / sum;
    if (share > 0) squares += share * share;
  }
  return squares;
}

/**
 * Hill number of order q ≥ 0: (Σ p^q)^(1/(1−q)), the number of equally common classes that would be as mixed. q = 0 counts
 * classes, q = 1 is exp(H) (the limit), q = 2 is 1/Σp². NaN for an empty place. Source: Hill 1973.
 */
export function hillOf(amounts: ArrayLike<number>, q: number): number {
  const sum = total(amounts);
  if (sum === 0) return Number.NaN;
  if (q === 0) return presentClasses(amounts);
  // Near 1 the power loses all its digits to cancellation; the limit is then the better value.
  if (Math.abs(q - 1) < 1e-9) return Math.exp(shannonOf(amounts));
  let powers = 0;
  let largest = 0;
  for (let index = 0; index < amounts.length; index++) {
    const share = amounts[index]! / sum;
    if (share > largest) largest = share;
  }
  for (let index = 0; index < amounts.length; index++) {
    const share = amounts[index]! / sum;
    // Shares relative to the largest keep p^q from vanishing for large q.
    if (share > 0) powers += (share / largest) ** q;
  }
  return Math.exp((Math.log(powers) + q * Math.log(largest)) / (1 - q));
}

/** Entropy over `classes` classes, H / ln n: 0 for one class, 1 for equal shares; NaN when empty or n < 2. */
export function evennessOf(amounts: ArrayLike<number>, classes: number): number {
  return classes < 2 ? Number.NaN : shannonOf(amounts) / Math.log(classes);
}

const empty = () => notDefined('没有任何用途', 'there is no use at all');

/**
 * Land-use mix entropy −Σ p ln p / ln n, 0 to 1, with n fixed for the whole study.
 *
 * A place with one class is 0; an empty place is `undefined`; n below the classes present is out of range. Pitfalls: it does
 * not see which use dominates (90 % industry equals 90 % housing), and n must be the same for every place compared.
 * Source: Cervero & Kockelman 1997; Frank et al. 2004.
 */
export function mixEntropy(amounts: ArrayLike<number>, studyClasses: number): MethodValue {
  const present = presentClasses(amounts);
  if (present === 0) return empty();
  if (studyClasses < 2) return notDefined('只考虑一类时 ln n 为 0', 'with one class considered ln n is 0');
  if (present > studyClasses) {
    return outOfRange(
      `出现 ${present} 类，多于全研究固定的 ${studyClasses} 类`,
      `${present} classes are present, more than the ${studyClasses} fixed for the study`,
    );
  }
  return ok(evennessOf(amounts, studyClasses));
}

/**
 * The same with n = classes present: Pielou's evenness. It inflates places with few classes and is given for comparison
 * with studies that use it; `undefined` with one class, where ln n is 0.
 */
export function mixEvenness(amounts: ArrayLike<number>): MethodValue {
  const present = presentClasses(amounts);
  if (present === 0) return empty();
  if (present === 1) return notDefined('只有一类时 ln n 为 0', 'with one class present ln n is 0');
  return ok(evennessOf(amounts, present));
}

/** Herfindahl-Hirschman index Σ (100 p)²: 10000/n for equal shares to 10000 for one class. */
export function herfindahl(amounts: ArrayLike<number>): MethodValue {
  return presentClasses(amounts) === 0 ? empty() : ok(10_000 * concentrationOf(amounts));
}

/** Simpson's diversity 1 − Σ p²: chance that two draws differ. */
export function simpson(amounts: ArrayLike<number>): MethodValue {
  return presentClasses(amounts) === 0 ? empty() : ok(1 - concentrationOf(amounts));
}

/** Hill number of order q; see {@link hillOf}. */
export function hillNumber(amounts: ArrayLike<number>, q: number): MethodValue {
  return presentClasses(amounts) === 0 ? empty() : ok(hillOf(amounts, q));
}

/**
 * Mixed-use index: residential floor area as a percentage of all floor area; 50 is balanced.
 * Source: van den Hoek 2008. `undefined` without floor area.
 */
export function mixedUseIndex(residentialFloorArea: number, totalFloorArea: number): MethodValue {
  if (totalFloorArea === 0) return notDefined('没有建筑面积', 'there is no floor area');
  return ok((100 * residentialFloorArea) / totalFloorArea);
}
