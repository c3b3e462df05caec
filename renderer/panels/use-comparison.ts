import { useMemo } from 'react';
import type { IndicatorDefinition, IndicatorValue, Target } from '#core/model/indicator.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { LocalText } from '#core/model/text.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { compareTexts } from '#renderer/texts/compare-texts.ts';
import { type Measure, measureOf } from '#renderer/ui/measure.ts';
import { useEvaluation } from './use-evaluation.ts';

/** One indicator in all scenarios. */
export interface ComparisonRow {
  /** The id of a live indicator, or `evaluator/indicator`. */
  readonly key: string;
  /** What calculated it: nothing but the live model, or an evaluator. */
  readonly group: LocalText;
  readonly isLive: boolean;
  readonly definition: IndicatorDefinition;
  readonly target: Target | undefined;
  /** How all its values are written. */
  readonly measure: Measure;
  /** In the order of the scenarios; undefined where an evaluator has not run. */
  readonly values: readonly (IndicatorValue | undefined)[];
}

export interface Comparison {
  readonly scenarios: readonly Scenario[];
  /** Live indicators first, then those of each evaluator that has a result. */
  readonly rows: readonly ComparisonRow[];
}

/** All live and evaluated indicators of all scenarios, side by side. */
export function useComparison(): Comparison {
  const language = useLanguage();
  const description = useDescription();
  const { scenarios, manifests, resultOf } = useEvaluation();
  const { data: live } = useQuery('indicators/live', { scenarios: scenarios.map(({ id }) => id) });
  const { targets } = description;
  return useMemo(() => {
    const rowOf = (
      key: string,
      group: LocalText,
      definition: IndicatorDefinition,
      values: readonly (IndicatorValue | undefined)[],
    ): ComparisonRow => {
      const largest = Math.max(0, ...values.map((value) => Math.abs(value?.value ?? 0)));
      return {
        key,
        group,
        isLive: group === compareTexts.live,
        definition,
        target: targets[definition.id] ?? definition.target,
        measure: measureOf(definition.unit, definition.decimals, language, largest),
        values,
      };
    };
    const liveRows = (live?.definitions ?? []).map((definition, place) => {
      const values = scenarios.map(({ id }) => live?.byScenario[id]?.[place]);
      return rowOf(definition.id, compareTexts.live, definition, values);
    });
    const evaluated = manifests.flatMap((manifest) => {
      const results = scenarios.map(({ id }) => resultOf(manifest.id, id)?.record.result.indicators);
      if (results.every((one) => one === undefined)) return [];
      return manifest.indicators.map((definition) =>
        rowOf(
          `${manifest.id}/${definition.id}`,
          manifest.name,
          definition,
          results.map((one) => one?.find(({ id }) => id === definition.id)),
        ),
      );
    });
    return { scenarios, rows: [...liveRows, ...evaluated] };
  }, [scenarios, manifests, resultOf, live, targets, language]);
}

/** Rows with numbers in two scenarios or more: those that a chart can show. */
export function chartable(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  return rows.filter(({ values }) => values.filter((value) => value?.value !== undefined).length > 1);
}
