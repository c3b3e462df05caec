import { Popover } from '@mantine/core';
import { IconMathFunction, IconPencil, IconTrash } from '@tabler/icons-react';
import { dimensionLabels, type IndicatorDefinition, type IndicatorValue, type Target } from '#core/model/indicator.ts';
import type { OwnIndicator } from '#core/model/own-indicator.ts';
import { sourceText } from '#core/model/source-text.ts';
import { deleteOwnIndicator } from '#renderer/state/indicator-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { indicatorTexts } from '#renderer/texts/indicator-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { type Measure, writeNumber, writeValue } from '#renderer/ui/measure.ts';
import { IndicatorParts } from './IndicatorParts.tsx';
import { TargetEditor } from './TargetEditor.tsx';

interface ExplainProps {
  readonly definition: IndicatorDefinition;
  readonly value: IndicatorValue | undefined;
  readonly target: Target | undefined;
  readonly measure: Measure;
}

/** A target as it is written: ≥ 45 ha. */
export function useTargetText(): (target: Target, measure: Measure) => string {
  const say = useText();
  return (target, measure) =>
    say(target.comparison === 'at-least' ? indicatorTexts.atLeast : indicatorTexts.atMost, {
      value: writeValue(target.value, { ...measure, decimals: Number.isInteger(target.value) ? 0 : measure.decimals }),
    });
}

/** What can be done with an indicator of a person's own. */
function OwnActions({ own }: { readonly own: OwnIndicator }) {
  const workbench = useWorkbench();
  const say = useText();
  return (
    <div className="own-actions">
      <button
        type="button"
        className="chip"
        onClick={() => workbench.window.set({ dialog: { kind: 'own-indicator', edited: own } })}
      >
        <Icon of={IconPencil} size={13} />
        {say(indicatorTexts.editOwn)}
      </button>
      <button type="button" className="chip" onClick={() => void deleteOwnIndicator(workbench, own)}>
        <Icon of={IconTrash} size={13} />
        {say(indicatorTexts.deleteOwn)}
      </button>
    </div>
  );
}

/** ƒx: the formula, the source and the range behind a number. */
export function ExplainPopover({ definition, value, target, measure }: ExplainProps) {
  const say = useText();
  const targetText = useTargetText();
  const label = say(indicatorTexts.explain, { name: say(definition.label) });
  const { formula, source, dimension } = definition;
  const own = useDescription().ownIndicators.find(({ id }) => id === definition.id);
  return (
    <Popover position="left-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="explain-button" aria-label={label} title={label}>
          <Icon of={IconMathFunction} size={14} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="explain selectable" aria-label={label}>
        <h3>{say(definition.label)}</h3>
        <p className="formula">{formula}</p>
        <dl>
          {value?.value !== undefined && (
            <>
              <dt>{say(indicatorTexts.value)}</dt>
              <dd>{writeValue(value.value, measure)}</dd>
            </>
          )}
          {value?.low !== undefined && value.high !== undefined && (
            <>
              <dt>{say(indicatorTexts.band)}</dt>
              <dd>
                {writeNumber(value.low, measure)}–{writeValue(value.high, measure)}
              </dd>
            </>
          )}
          {value?.reason && (
            <>
              <dt>{say(indicatorTexts.reason)}</dt>
              <dd>{say(value.reason)}</dd>
            </>
          )}
          {target && (
            <>
              <dt>{say(indicatorTexts.target)}</dt>
              <dd>{targetText(target, measure)}</dd>
              <dt>{say(indicatorTexts.targetFrom)}</dt>
              <dd>{say(sourceText(target.source))}</dd>
            </>
          )}
          {source !== '' && (
            <>
              <dt>{say(indicatorTexts.source)}</dt>
              <dd>{say(sourceText(source))}</dd>
            </>
          )}
          {!own && (
            <>
              <dt>{say(indicatorTexts.dimension)}</dt>
              <dd>{say(dimensionLabels[dimension])}</dd>
            </>
          )}
        </dl>
        <h4>{say(indicatorTexts.setTarget)}</h4>
        <TargetEditor definition={definition} target={target} measure={measure} />
        <IndicatorParts definition={definition} />
        {own && <OwnActions own={own} />}
      </Popover.Dropdown>
    </Popover>
  );
}
