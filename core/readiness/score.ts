import { checkOf, type Severity } from './checks.ts';
import type { CheckResult, LayerReadiness } from './readiness.ts';

/** Points that a check takes off a layer in which every feature is concerned. */
export const severityPoints: Readonly<Record<Severity, number>> = { error: 40, warning: 20, info: 5 };

/**
 * How ready a layer is, 0 to 100: 100 less, for each check that found something, its points times the square root of the
 * share of features concerned, rounded down. The root lets few faults be seen: one parcel in a hundred that overlaps takes
 * off four points, one in ten thousand still takes the layer below 100.
 */
export function layerScore(results: readonly CheckResult[]): number {
  let score = 100;
  for (const { check, count, share } of results) {
    if (count > 0) score -= severityPoints[checkOf(check).severity] * Math.sqrt(share);
  }
  const isClean = results.every(({ count }) => count === 0);
  return isClean ? 100 : Math.max(0, Math.min(99, Math.floor(score)));
}

/** Mean of the scores of all layers, rounded down; null when there is none. */
export function projectScore(layers: readonly LayerReadiness[]): number | null {
  if (layers.length === 0) return null;
  return Math.floor(layers.reduce((sum, { score }) => sum + score, 0) / layers.length);
}
