import type { LocalText } from '#core/model/text.ts';

/** A number that a sketch changes: as it is without the sketch, and with it. */
export interface StepMeasure {
  readonly id: string;
  readonly label: LocalText;
  readonly unit: string;
  readonly decimals: number;
  /** Null where it is not defined, or where there is no before. */
  readonly before: number | null;
  readonly after: number | null;
}
