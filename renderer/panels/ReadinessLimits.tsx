import { NumberInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { unitLabel } from '#core/model/indicator.ts';
import { formatNumber } from '#core/model/text.ts';
import { type ThresholdId, type ThresholdValues, thresholds } from '#core/readiness/thresholds.ts';
import { changeLimit } from '#renderer/state/readiness-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { readinessTexts } from '#renderer/texts/readiness-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';

const ids = Object.keys(thresholds) as ThresholdId[];

/** Every limit by which the checks decide; a change acts at once and can be undone. */
export function ReadinessLimits({ values }: { readonly values: ThresholdValues }) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const settle = (id: ThresholdId, value: number): void => {
    const { minimum, maximum } = thresholds[id];
    if (value !== values[id] && value >= minimum && value <= maximum) void changeLimit(workbench, id, value);
  };
  return (
    <ul className="readiness-limits scroll" aria-label={say(readinessTexts.limits)}>
      {ids.map((id) => {
        const { label, unit, minimum, maximum, value: usual } = thresholds[id];
        const suffix = unitLabel(unit)[language];
        return (
          <li key={id}>
            <span className="soft ellipsis" title={say(label)}>
              {say(label)}
            </span>
            {values[id] !== usual && (
              <IconButton
                icon={IconArrowBackUp}
                kind="small"
                label={say(readinessTexts.usual, { value: formatNumber(usual) })}
                onClick={() => settle(id, usual)}
              />
            )}
            <NumberInput
              key={values[id]}
              className="field-low"
              aria-label={say(label)}
              min={minimum}
              max={maximum}
              suffix={suffix === '' ? '' : ` ${suffix}`}
              defaultValue={values[id]}
              onBlur={(event) => settle(id, Number.parseFloat(event.currentTarget.value.replaceAll(',', '')))}
              onKeyDown={(event) =>
                event.key === 'Enter' && settle(id, Number.parseFloat(event.currentTarget.value.replaceAll(',', '')))
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
