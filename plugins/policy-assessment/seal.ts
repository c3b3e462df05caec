import { canonicalHash, type Manifest, type Others, type ParameterValues, Sha256 } from '#sdk';
import { catalogue } from './catalogue.ts';

/** Parameters that say how the assessment is carried out and what is sealed, not what it finds. */
const outside = new Set(['mode', 'seal']);

/**
 * SHA-256 of everything by which an assessment could be bent: the table of indicators, all weights and choices of method, and
 * the versions of this evaluator and of those it reads. Results and scenarios are no part of it: it can be fixed beforehand.
 */
export function sealOf({ id, version }: Manifest, parameters: ParameterValues, others: Others): string {
  const chosen = Object.entries(parameters).filter(([name]) => !outside.has(name));
  const evaluators = others.evaluators.map((each) => [each.id, each.version]).sort();
  return canonicalHash({ id, version, catalogue, parameters: Object.fromEntries(chosen), evaluators }, new Sha256());
}
