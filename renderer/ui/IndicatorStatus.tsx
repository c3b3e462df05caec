import { IconAlertTriangle, IconInfoCircle, IconMinus } from '@tabler/icons-react';
import { type IndicatorValue, statusLabels } from '#core/model/indicator.ts';
import { useText } from '#renderer/state/use-text.ts';
import { Icon } from './Icon.tsx';

const icons = {
  'insufficient-data': IconInfoCircle,
  'out-of-method-range': IconAlertTriangle,
  undefined: IconMinus,
} as const;

/** Why there is no number: in words, never as a dash alone. */
export function IndicatorStatus({
  value,
  withReason = false,
}: {
  readonly value: IndicatorValue;
  readonly withReason?: boolean;
}) {
  const say = useText();
  if (value.status === 'ok') return null;
  const kind = value.status === 'undefined' ? '' : 'warn';
  return (
    <>
      <span className={`chip ${kind}`} title={value.reason ? say(value.reason) : undefined}>
        <Icon of={icons[value.status]} size={13} />
        {say(statusLabels[value.status])}
      </span>
      {withReason && value.reason && <span className="soft">{say(value.reason)}</span>}
    </>
  );
}
