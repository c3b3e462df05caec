import type { AssumptionValues } from '#core/model/assumption.ts';
import type { Manifest } from './contract.ts';

/**
 * The assumptions an evaluator is given: those its manifest names in `assumptions` and `ranges`. One that names none in
 * `assumptions` gets all, and its results then depend on all of them.
 */
export function declaredAssumptions(
  { assumptions, ranges = [] }: Pick<Manifest, 'assumptions' | 'ranges'>,
  values: AssumptionValues,
): AssumptionValues {
  if (!assumptions) return values;
  const names = [...new Set([...assumptions, ...ranges])].filter((name) => values[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, values[name]!]));
}
