import type { EvaluationRecord, Manifest } from '#core/evaluation/contract.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { measureOf, writeValue } from '#renderer/ui/measure.ts';
import { ExplainPopover, useTargetText } from './ExplainPopover.tsx';

interface ResultIndicatorsProps {
  readonly manifest: Manifest;
  readonly record: EvaluationRecord;
}

/** The indicators of one result, each with its value or why it has none. */
export function ResultIndicators({ manifest, record }: ResultIndicatorsProps) {
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const targetText = useTargetText();
  return (
    <dl className="result-indicators">
      {manifest.indicators.map((definition) => {
        const value = record.result.indicators.find(({ id }) => id === definition.id);
        if (!value) return null;
        const measure = measureOf(definition.unit, definition.decimals, language, value.value);
        const target = description.targets[definition.id] ?? definition.target;
        return (
          <div key={definition.id}>
            <dt>
              {say(definition.label)}
              <ExplainPopover definition={definition} value={value} target={target} measure={measure} />
            </dt>
            <dd>
              {value.value === undefined ? (
                <IndicatorStatus value={value} withReason />
              ) : (
                writeValue(value.value, measure)
              )}
              {target && value.value !== undefined && <span className="dim">{targetText(target, measure)}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
