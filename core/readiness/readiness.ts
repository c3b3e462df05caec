import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { LocalText } from '#core/model/text.ts';
import type { CheckId } from './checks.ts';
import type { ThresholdValues } from './thresholds.ts';

/** One thing that a check found. */
export interface Finding {
  /** Features concerned; none when it is about a whole field. */
  readonly features: readonly FeatureId[];
  /** Where it is, m; null without a place. */
  readonly place: readonly [x: number, y: number] | null;
  /** In the unit of the check: the area of an overlap, the distance of a stop. */
  readonly figure: number | null;
  /** What it is, where the check alone does not tell. */
  readonly detail: LocalText | null;
  /** Whether the fix of the check would mend it. */
  readonly fixable: boolean;
}

/** What one check said of a layer. */
export interface CheckResult {
  readonly check: CheckId;
  /** Findings in all; `findings` may be the first of them. */
  readonly count: number;
  /** Features concerned as a share of all, 0 to 1. */
  readonly share: number;
  readonly fixable: number;
  readonly findings: readonly Finding[];
}

/** How ready a layer is. */
export interface LayerReadiness {
  readonly layer: LayerId;
  readonly features: number;
  /** 0 to 100, see score.ts. */
  readonly score: number;
  /** Every check that this kind of layer gets, found something or not. */
  readonly checks: readonly CheckResult[];
}

/** An evaluator that cannot run yet, with what it needs and does not get. */
export interface MissingForEvaluator {
  readonly evaluator: string;
  readonly name: LocalText;
  readonly reasons: readonly LocalText[];
}

/** How ready a project is, for its baseline. */
export interface ProjectReadiness {
  /** Mean of the layers' scores; null when there is no layer to check. */
  readonly score: number | null;
  readonly layers: readonly LayerReadiness[];
  readonly missing: readonly MissingForEvaluator[];
  readonly thresholds: ThresholdValues;
}

/** Findings kept of one check; all are counted. */
export const findingLimit = 2000;

/** Gathers what one check finds. */
export class FindingList {
  readonly check: CheckId;
  readonly #findings: Finding[] = [];
  readonly #features = new Set<FeatureId>();
  readonly #most: number;
  #count = 0;
  #fixable = 0;
  #whole = false;

  /** `most` findings are kept. */
  constructor(check: CheckId, most = findingLimit) {
    this.check = check;
    this.#most = most;
  }

  add(finding: Partial<Finding> & Pick<Finding, 'features'>): void {
    this.#count++;
    if (finding.fixable) this.#fixable++;
    for (const feature of finding.features) this.#features.add(feature);
    if (this.#findings.length < this.#most)
      this.#findings.push({ place: null, figure: null, detail: null, fixable: false, ...finding });
  }

  /** A fault of the layer as a whole. */
  addWhole(detail: LocalText, figure: number | null = null): void {
    this.#whole = true;
    this.add({ features: [], detail, figure });
  }

  /** The largest figures first, where findings have any. */
  finish(features: number): CheckResult {
    const findings = this.#findings.sort((a, b) => (b.figure ?? 0) - (a.figure ?? 0));
    const share = this.#whole ? 1 : features === 0 ? 0 : Math.min(1, this.#features.size / features);
    return { check: this.check, count: this.#count, share, fixable: this.#fixable, findings };
  }
}
