import type { Dimension, IndicatorDefinition, LocalText, Target } from '#sdk';
import core from './core-indicators.json' with { type: 'json' };
import mapping from './frameworks.json' with { type: 'json' };

/** One of the 28: which indicator of which evaluator feeds it, and how its values become scores. */
export interface CoreIndicator {
  readonly id: string;
  readonly dimension: Dimension;
  readonly name: LocalText;
  readonly feed: { readonly evaluator: string; readonly indicator: string };
  readonly unit: string;
  readonly decimals: number;
  readonly better: IndicatorDefinition['better'];
  /** The values with score 0 and 1. */
  readonly worst: number;
  readonly best: number;
  readonly target: Pick<Target, 'value' | 'comparison'>;
}

interface Framework {
  readonly id: string;
  readonly title: LocalText;
  readonly themes: readonly {
    readonly code: string;
    readonly title: LocalText;
    /** Ids of core indicators. */
    readonly indicators: readonly string[];
  }[];
}

/** The whole table as it stands in core-indicators.json: what a seal covers. */
export const catalogue: { readonly version: string; readonly indicators: readonly object[] } = core;

export const coreIndicators = core.indicators as readonly CoreIndicator[];

/** Which theme of which framework a core indicator belongs to. */
export const frameworks: readonly Framework[] = mapping.frameworks;
