import type { Layer } from '#core/model/layer.ts';
import { formatNumber, type Language } from '#core/model/text.ts';
import { fieldValue } from './field-text.ts';
import type { StyleClass } from './style-classes.ts';

const texts = {
  all: { zh: '全部要素', en: 'All features' },
  others: { zh: '其他', en: 'Others' },
} as const;

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
      return texts.all[language];
    case 'others':
      return texts.others[language];
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
