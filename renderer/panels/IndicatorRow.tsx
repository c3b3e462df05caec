import { useEffect, useRef, useState } from 'react';
import type { IndicatorDefinition, IndicatorValue, Target } from '#core/model/indicator.ts';
import { toggleShownIndicator } from '#renderer/state/indicator-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { indicatorTexts } from '#renderer/texts/indicator-texts.ts';
import { Bullet } from '#renderer/ui/Bullet.tsx';
import { bulletScale } from '#renderer/ui/bullet-scale.ts';
import { Delta } from '#renderer/ui/Delta.tsx';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { measureOf, writeNumber } from '#renderer/ui/measure.ts';
import { ExplainPopover } from './ExplainPopover.tsx';

interface IndicatorRowProps {
  readonly definition: IndicatorDefinition;
  readonly target: Target | undefined;
  readonly value: IndicatorValue;
  /** Whether the value comes later. */
  readonly isPending: boolean;
  readonly baseline: IndicatorValue | undefined;
  /** Values of all scenarios, for a scale that stays when scenarios change. */
  readonly all: readonly IndicatorValue[];
  readonly colour: string;
}

const flashTime = 600;

/** Marks a row for a moment after its number changed. */
function useFlash(value: number | undefined): boolean {
  const last = useRef(value);
  const [flash, setFlash] = useState(false);
  useEffect(() => {
    if (last.current === value) return undefined;
    last.current = value;
    setFlash(true);
    const timer = setTimeout(() => setFlash(false), flashTime);
    return () => clearTimeout(timer);
  }, [value]);
  return flash;
}

/** One live indicator: name, ƒx, value with unit, change against the baseline, and where it lies. */
export function IndicatorRow({ definition, target, value, isPending, baseline, all, colour }: IndicatorRowProps) {
  const say = useText();
  const language = useLanguage();
  const flash = useFlash(value.value);
  const { unit, decimals, better } = definition;
  const largest = Math.max(0, ...all.map((one) => Math.abs(one.value ?? 0)));
  const measure = measureOf(unit, decimals, language, largest);
  const scale =
    better === 'neutral' && !target ? null : bulletScale({ ...definition, ...(target ? { target } : {}) }, all);
  const name = say(definition.label);
  const workbench = useWorkbench();
  const isShown = useWindow(({ shownResult }) => shownResult?.kind === 'live' && shownResult.id === definition.id);
  return (
    <li className={`indicator ${flash ? 'flash' : ''}`} aria-label={name}>
      <div className="indicator-line">
        <button
          type="button"
          className="indicator-name"
          aria-pressed={isShown}
          title={say(isShown ? indicatorTexts.offMap : indicatorTexts.onMap)}
          onClick={() => toggleShownIndicator(workbench, definition.id)}
        >
          {name}
        </button>
        <ExplainPopover definition={definition} value={value} target={target} measure={measure} />
        <span className="space" />
        {isPending ? (
          <span className="note">{say(indicatorTexts.counting)}</span>
        ) : value.value === undefined ? (
          <IndicatorStatus value={value} />
        ) : (
          <>
            <span className="nowrap">
              <span className="indicator-value">{writeNumber(value.value, measure)}</span>
              {measure.unit !== '' && <span className="unit"> {measure.unit}</span>}
            </span>
            <span className="indicator-change">
              {baseline?.value !== undefined && baseline !== value && (
                <Delta before={baseline.value} after={value.value} measure={measure} better={better} />
              )}
            </span>
          </>
        )}
      </div>
      {scale && value.value !== undefined && (
        <Bullet scale={scale} value={value} baseline={baseline?.value} target={target} colour={colour} />
      )}
    </li>
  );
}
