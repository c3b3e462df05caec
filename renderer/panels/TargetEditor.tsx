import { NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { IndicatorDefinition, Target } from '#core/model/indicator.ts';
import { setTarget } from '#renderer/state/indicator-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { indicatorTexts } from '#renderer/texts/indicator-texts.ts';
import type { Measure } from '#renderer/ui/measure.ts';

interface TargetEditorProps {
  readonly definition: IndicatorDefinition;
  readonly target: Target | undefined;
  readonly measure: Measure;
}

/** The target of an indicator in this project: at least or at most a value, and the way back to the one it comes with. */
export function TargetEditor({ definition, target, measure }: TargetEditorProps) {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const own = description.targets[definition.id];
  const usual: Target['comparison'] = definition.better === 'lower' ? 'at-most' : 'at-least';
  const [comparison, setComparison] = useState(target?.comparison ?? usual);
  const { factor } = measure;
  const shown = target === undefined ? '' : Number((target.value * factor).toPrecision(12));
  const keep = (value: number, wanted: Target['comparison']): void => {
    if (!Number.isFinite(value)) return;
    const after: Target = { value: value / factor, comparison: wanted, source: say(indicatorTexts.ownTarget) };
    if (target?.value === after.value && target.comparison === wanted) return;
    void setTarget(workbench, definition, own, after);
  };
  return (
    <div className="target-editor">
      <SegmentedControl
        size="xs"
        aria-label={say(indicatorTexts.direction)}
        data={[
          { value: 'at-least', label: '≥' },
          { value: 'at-most', label: '≤' },
        ]}
        value={comparison}
        onChange={(next) => {
          setComparison(next as Target['comparison']);
          if (target) keep(target.value * factor, next as Target['comparison']);
        }}
      />
      <NumberInput
        key={String(shown)}
        className="field-low"
        aria-label={`${say(indicatorTexts.target)}${measure.unit === '' ? '' : ` (${measure.unit})`}`}
        placeholder={say(indicatorTexts.noTarget)}
        suffix={measure.unit === '' ? '' : ` ${measure.unit}`}
        defaultValue={shown}
        hideControls
        onBlur={(event) => keep(Number.parseFloat(event.currentTarget.value.replaceAll(',', '')), comparison)}
        onKeyDown={(event) =>
          event.key === 'Enter' && keep(Number.parseFloat(event.currentTarget.value.replaceAll(',', '')), comparison)
        }
      />
      {own && (
        <button type="button" className="link-button" onClick={() => void setTarget(workbench, definition, own, null)}>
          {say(definition.target ? indicatorTexts.usualTarget : indicatorTexts.removeTarget)}
        </button>
      )}
    </div>
  );
}
