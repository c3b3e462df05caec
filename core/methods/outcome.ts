import type { IndicatorStatus } from '#core/model/indicator.ts';
import type { LocalText } from '#core/model/text.ts';

/** A calculated number, or why there is none. Spread it into an `IndicatorValue` beside its id. */
export type MethodValue =
  | { readonly status: 'ok'; readonly value: number }
  | { readonly status: Exclude<IndicatorStatus, 'ok'>; readonly reason: LocalText };

/** The number; NaN and infinities are a fault of the caller and become `undefined` with a reason that says so. */
export function ok(value: number): MethodValue {
  if (Number.isFinite(value)) return { status: 'ok', value };
  return notDefined('计算结果不是有限的数', 'the result is not a finite number');
}

/** The formula has no value here: a ratio with denominator 0, the logarithm of 0. */
export function notDefined(zh: string, en: string): MethodValue {
  return { status: 'undefined', reason: { zh, en } };
}

/** Something that the formula needs is not known. */
export function insufficient(zh: string, en: string): MethodValue {
  return { status: 'insufficient-data', reason: { zh, en } };
}

/** The input is outside what the method was made for. */
export function outOfRange(zh: string, en: string): MethodValue {
  return { status: 'out-of-method-range', reason: { zh, en } };
}

/** The number where there is one, otherwise NaN: for columns of values by feature. */
export function valueOrNaN(result: MethodValue): number {
  return result.status === 'ok' ? result.value : Number.NaN;
}

/** `numerator / denominator`; `undefined` with the given reason when the denominator is 0. */
export function ratio(numerator: number, denominator: number, zh: string, en: string): MethodValue {
  return denominator === 0 ? notDefined(zh, en) : ok(numerator / denominator);
}
