import { type IndicatorDefinition, type IndicatorValue, statusLabels, unitLabel } from '#core/model/indicator.ts';
import { formatFixed, type Language } from '#core/model/text.ts';

/** An indicator's value for a terminal: the number, or why there is none. */
export function valueText(
  { decimals }: IndicatorDefinition,
  measured: IndicatorValue | undefined,
  language: Language,
): string {
  if (!measured) return '';
  return measured.value === undefined ? statusLabels[measured.status][language] : formatFixed(measured.value, decimals);
}

/** The change against the baseline, with its sign; empty where there is none to give. */
export function changeText(
  { decimals }: IndicatorDefinition,
  measured: IndicatorValue | undefined,
  baseline: IndicatorValue | undefined,
): string {
  if (measured?.value === undefined || baseline?.value === undefined) return '';
  const change = measured.value - baseline.value;
  const text = formatFixed(change, decimals);
  return Number(text.replace(/[^\d.]/g, '')) === 0 ? '±0' : change > 0 ? `+${text}` : text;
}

/** Label and unit of an indicator. */
export function indicatorTitle({ label, unit }: IndicatorDefinition, language: Language): string {
  const shown = unitLabel(unit)[language];
  return shown === '' ? label[language] : `${label[language]} [${shown}]`;
}
