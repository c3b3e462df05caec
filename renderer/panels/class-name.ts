import type { Layer } from '#core/model/layer.ts';
import { formatNumber, type Language } from '#core/model/text.ts';
import type { StyleClass } from '#core/symbology/style-classes.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { fieldValue } from '#renderer/ui/field-text.ts';

/** Decimals that keep two ends apart. */
function decimalsFor(low: number, high: number): number {
  const span = Math.abs(high - low);
  return span === 0 || span >= 100 ? 0 : span >= 10 ? 1 : span >= 1 ? 2 : 3;
}

/** What a line of the legend says. */
export function className(
  { meaning }: Pick<StyleClass, 'meaning'>,
  layer: Layer,
  fieldName: string | undefined,
  language: Language,
): string {
  switch (meaning.kind) {
    case 'all':
      return styleTexts.all[language];
    case 'others':
      return styleTexts.others[language];
    case 'rule':
      return meaning.label;
    case 'range': {
      const decimals = decimalsFor(meaning.low, meaning.high);
      return `${formatNumber(meaning.low, decimals)} – ${formatNumber(meaning.high, decimals)}`;
    }
    case 'value': {
      const field = layer.fields.find(({ name }) => name === fieldName);
      if (!field) return meaning.value;
      if (field.type === 'boolean') return fieldValue(field, meaning.value === 'true', language);
      if (field.type === 'real' || field.type === 'integer') return fieldValue(field, Number(meaning.value), language);
      return fieldValue(field, meaning.value, language);
    }
  }
}
