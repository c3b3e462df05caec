import { requireSameLength } from './input.ts';
import { type MethodValue, notDefined, ok } from './outcome.ts';

/**
 * Diversity of uses reachable from a place, each class weighted by how near its nearest instance is (branch distance):
 * qD = [Σ wᵢ (pᵢ / T)^q]^(1/(1−q)) with T = Σ wᵢ pᵢ and wᵢ = exp(−β dᵢ); at q = 1 the limit exp(−Σ wᵢ (pᵢ/T) ln(pᵢ/T)).
 * With all weights 1 it is the Hill number; it falls as uses lie further away. NaN where nothing is reached.
 *
 * Source: Chao, Chiu & Jost 2010 (phylogenetic diversity); form for land uses: cityseer, β = 4 / d_max. Pitfall: some
 * versions of cityseer put the weight inside the logarithm at q = 1, which is not the limit of the other orders.
 */
export function branchDiversityOf(
  amounts: ArrayLike<number>,
  nearestMetres: ArrayLike<number>,
  q: number,
  beta: number,
): number {
  let total = 0;
  for (let index = 0; index < amounts.length; index++) {
    if (amounts[index]! > 0 && Number.isFinite(nearestMetres[index]!)) total += amounts[index]!;
  }
  if (total === 0) return Number.NaN;
  let mean = 0;
  for (let index = 0; index < amounts.length; index++) {
    if (!(amounts[index]! > 0) || !Number.isFinite(nearestMetres[index]!)) continue;
    mean += (Math.exp(-beta * nearestMetres[index]!) * amounts[index]!) / total;
  }
  if (mean === 0) return Number.NaN;
  const isLimit = Math.abs(q - 1) < 1e-9;
  let sum = 0;
  for (let index = 0; index < amounts.length; index++) {
    if (!(amounts[index]! > 0) || !Number.isFinite(nearestMetres[index]!)) continue;
    const weight = Math.exp(-beta * nearestMetres[index]!);
    const share = amounts[index]! / total / mean;
    sum += isLimit ? -weight * share * Math.log(share) : weight * share ** q;
  }
  return isLimit ? Math.exp(sum) : sum ** (1 / (1 - q));
}

/** {@link branchDiversityOf} with a status: `undefined` where nothing is reached. */
export function branchDiversity(
  amounts: ArrayLike<number>,
  nearestMetres: ArrayLike<number>,
  q: number,
  beta: number,
): MethodValue {
  requireSameLength('effective-mix', { amounts, nearestMetres });
  const value = branchDiversityOf(amounts, nearestMetres, q, beta);
  return Number.isNaN(value) ? notDefined('范围内没有任何用途', 'no use is within reach') : ok(value);
}
