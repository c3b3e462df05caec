import { NumberInput, Slider } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { type Assumption, defaultAssumptions } from '#core/model/assumption.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { formatNumber } from '#core/model/text.ts';
import { dragAssumption, settleAssumption } from '#renderer/state/assumption-drag.ts';
import { changeAssumption } from '#renderer/state/record-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { inspectorTexts } from '#renderer/texts/inspector-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { niceStep } from './parameter-numbers.ts';

/** One assumption: its base value between low and high, where it comes from, and the way back to the default. */
function AssumptionRow({ assumption }: { readonly assumption: Assumption }) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const [dragged, setDragged] = useState<number | null>(null);
  const { id, label, unit, low, base, high, source, year, verifyLocally } = assumption;
  const usual = defaultAssumptions.find((one) => one.id === id)?.base;
  const suffix = unitLabel(unit)[language];
  const settle = (value: number): void => {
    setDragged(null);
    void settleAssumption(workbench, assumption, value);
  };
  const notes = [
    say(evaluateTexts.range, { low: formatNumber(low), high: formatNumber(high) }),
    `${source} ${year}`,
    ...(verifyLocally ? [say(evaluateTexts.verifyLocally)] : []),
  ];
  return (
    <li className="parameter number">
      <span className="soft parameter-title">{say(label)}</span>
      <Slider
        min={low}
        max={high}
        step={niceStep(low, high, false)}
        value={dragged ?? base}
        thumbLabel={say(label)}
        onChange={(value) => {
          setDragged(value);
          dragAssumption(workbench, assumption, value);
        }}
        onChangeEnd={settle}
      />
      <NumberInput
        key={base}
        className="field-low parameter-number"
        aria-label={say(label)}
        min={low}
        max={high}
        suffix={suffix === '' ? '' : ` ${suffix}`}
        {...(dragged === null ? { defaultValue: base } : { value: dragged })}
        onBlur={(event) => settle(Number.parseFloat(event.currentTarget.value))}
        onKeyDown={(event) => event.key === 'Enter' && settle(Number.parseFloat(event.currentTarget.value))}
      />
      <span className="parameter-note dim">
        {notes.join(' · ')}
        {usual !== undefined && usual !== base && (
          <IconButton
            icon={IconArrowBackUp}
            kind="small"
            label={`${say(evaluateTexts.reset)}: ${formatNumber(usual)}`}
            onClick={() => void changeAssumption(workbench, assumption, usual)}
          />
        )}
      </span>
    </li>
  );
}

/** What the numbers take for granted; a change acts at once on every scenario and can be undone. */
export function AssumptionList() {
  const say = useText();
  const description = useDescription();
  return (
    <ul className="parameter-list" aria-label={say(inspectorTexts.assumptions)}>
      {description.assumptions.map((assumption) => (
        <AssumptionRow key={assumption.id} assumption={assumption} />
      ))}
    </ul>
  );
}
