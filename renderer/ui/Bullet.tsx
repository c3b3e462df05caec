import type { IndicatorValue, Target } from '#core/model/indicator.ts';
import type { BulletScale } from './bullet-scale.ts';

interface BulletProps {
  readonly scale: BulletScale;
  readonly value: IndicatorValue;
  readonly baseline: number | undefined;
  readonly target: Target | undefined;
  readonly colour: string;
}

/** A value on its scale: track, zone beyond the target, range, baseline tick, target ▼ and the value as a dot. */
export function Bullet({ scale, value, baseline, target, colour }: BulletProps) {
  const share = (number: number): number =>
    Math.max(0, Math.min(100, ((number - scale.low) / (scale.high - scale.low)) * 100));
  const percent = (number: number): string => `${number.toFixed(2)}%`;
  const place = (number: number): string => percent(share(number));
  const zone = target && (target.comparison === 'at-most' ? [0, share(target.value)] : [share(target.value), 100]);
  const band = value.low !== undefined && value.high !== undefined ? [share(value.low), share(value.high)] : undefined;
  return (
    <svg className="bullet" width="100%" height="15" aria-hidden>
      <rect x="0" y="6" width="100%" height="4" rx="2" fill="var(--track)" />
      {zone && (
        <rect x={percent(zone[0]!)} y="6" width={percent(zone[1]! - zone[0]!)} height="4" rx="2" fill="var(--target)" />
      )}
      {band && (
        <rect
          x={percent(band[0]!)}
          y="4"
          width={percent(band[1]! - band[0]!)}
          height="8"
          rx="4"
          fill={colour}
          opacity="0.3"
        />
      )}
      {baseline !== undefined && (
        <svg x={place(baseline)} overflow="visible">
          <rect x="-0.75" y="3" width="1.5" height="10" fill="var(--t2)" />
        </svg>
      )}
      {target && (
        <svg x={place(target.value)} overflow="visible">
          <path d="M0 5.5V11" stroke="var(--t1)" strokeWidth="1.2" />
          <path d="M-3.2 1H3.2L0 5Z" fill="var(--t1)" />
        </svg>
      )}
      {value.value !== undefined && (
        <svg x={place(value.value)} overflow="visible">
          <circle cy="8" r="4.5" fill={colour} stroke="var(--panel)" strokeWidth="1.5" />
        </svg>
      )}
    </svg>
  );
}
