import { requireSameLength } from './input.ts';
import { insufficient, type MethodValue, notDefined, ok } from './outcome.ts';

export interface Anonymity {
  readonly records: number;
  /** Groups of records that the quasi-identifiers cannot tell apart. */
  readonly classes: number;
  /** Size of the smallest class. */
  readonly k: MethodValue;
  /** Fewest different sensitive values in a class. */
  readonly distinctL: MethodValue;
  /** exp of the least entropy of the sensitive values in a class. */
  readonly entropyL: MethodValue;
  /** Chance to find a person of the smallest class: 1 / k. */
  readonly highestRisk: MethodValue;
  /** Mean of 1 / class size over records: classes / records. */
  readonly meanRisk: MethodValue;
  /** By record the size of its class. */
  readonly classSizes: Float64Array;
}

/**
 * k-anonymity and l-diversity of records. `keys[i]` is what the quasi-identifiers of record i say together; `sensitive[i]` what
 * must not be found out (null: no value, counted as a value of its own). Source: Sweeney 2002; Machanavajjhala et al. 2007.
 * Pitfall: k says nothing of classes whose records all hold the same secret; that is what l is for.
 */
export function anonymity(keys: readonly string[], sensitive?: readonly (string | null)[]): Anonymity {
  if (sensitive) requireSameLength('k-anonymity', { quasi: keys, sensitive });
  const members = new Map<string, number[]>();
  for (const [record, key] of keys.entries()) {
    const own = members.get(key);
    if (own) own.push(record);
    else members.set(key, [record]);
  }
  const records = keys.length;
  const classSizes = new Float64Array(records);
  let k = Number.POSITIVE_INFINITY;
  let distinct = Number.POSITIVE_INFINITY;
  let entropy = Number.POSITIVE_INFINITY;
  for (const own of members.values()) {
    for (const record of own) classSizes[record] = own.length;
    k = Math.min(k, own.length);
    if (!sensitive) continue;
    const counts = new Map<string | null, number>();
    for (const record of own) counts.set(sensitive[record]!, (counts.get(sensitive[record]!) ?? 0) + 1);
    distinct = Math.min(distinct, counts.size);
    let sum = 0;
    for (const count of counts.values()) sum -= (count / own.length) * Math.log(count / own.length);
    entropy = Math.min(entropy, sum);
  }
  const empty = notDefined('没有记录', 'there are no records');
  const without = insufficient('没有敏感属性', 'there is no sensitive attribute');
  const some = (value: number) => (records === 0 ? empty : ok(value));
  return {
    records,
    classes: members.size,
    k: some(k),
    distinctL: sensitive ? some(distinct) : without,
    entropyL: sensitive ? some(Math.exp(entropy)) : without,
    highestRisk: some(1 / k),
    meanRisk: some(members.size / records),
    classSizes,
  };
}
