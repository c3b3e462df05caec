import { unitLabel } from '#core/model/indicator.ts';
import { formatFixed, type Language } from '#core/model/text.ts';

/** How the values of one quantity are written: divided, rounded and named the same everywhere it stands. */
export interface Measure {
  readonly factor: number;
  readonly decimals: number;
  readonly unit: string;
  /** What stands behind a difference: percentages differ by points. */
  readonly differenceUnit: string;
}

const largeArea = 100_000;

/** How to write values of `unit`, of which `largest` is the largest in sight. */
export function measureOf(unit: string, decimals: number, language: Language, largest = 0): Measure {
  if (unit === 'm2' && Math.abs(largest) >= largeArea) {
    return language === 'zh'
      ? { factor: 1e-4, decimals: 1, unit: '万 m²', differenceUnit: '' }
      : { factor: 1e-6, decimals: 2, unit: 'million m²', differenceUnit: '' };
  }
  const label = unitLabel(unit)[language];
  const points = language === 'zh' ? '点' : 'pp';
  return { factor: 1, decimals, unit: label, differenceUnit: unit === '%' ? points : '' };
}

/** The number alone. */
export function writeNumber(value: number, measure: Measure): string {
  return formatFixed(value * measure.factor, measure.decimals);
}

/** The number with its unit behind a space that does not break. */
export function writeValue(value: number, measure: Measure): string {
  const number = writeNumber(value, measure);
  return measure.unit === '' ? number : `${number}\u00a0${measure.unit}`;
}

/** The difference of two numbers as they are shown, so that whoever subtracts them gets the same; in the unit of the values. */
export function shownDifference(after: number, before: number, { factor, decimals }: Measure): number {
  const scale = 10 ** decimals;
  const shown = (value: number): number => Math.round(value * factor * scale);
  return (shown(after) - shown(before)) / scale / factor;
}

/** A difference with its sign; null where it rounds to nothing. */
export function writeDifference(difference: number, measure: Measure): string | null {
  const number = writeNumber(difference, measure);
  if (/^[−0.,]*$/.test(number)) return null;
  const signed = difference > 0 ? `+${number}` : number;
  return measure.differenceUnit === '' ? signed : `${signed}\u00a0${measure.differenceUnit}`;
}

/** Land in hectares from 0.01 ha, otherwise in m². */
export function writeArea(squareMetres: number, language: Language): string {
  const hectares = { factor: 1e-4, decimals: 2, unit: unitLabel('ha')[language], differenceUnit: '' };
  if (squareMetres < 100) return writeValue(squareMetres, { ...hectares, factor: 1, decimals: 0, unit: 'm²' });
  return writeValue(squareMetres, hectares);
}

/** A length in metres, from 10 km on in kilometres. */
export function writeLength(metres: number): string {
  if (metres >= 10_000) return `${formatFixed(metres / 1000, 2)}\u00a0km`;
  return `${formatFixed(metres, 0)}\u00a0m`;
}
