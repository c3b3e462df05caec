import type { Scalar } from '#core/model/feature-table.ts';
import { datePattern, instantPattern, type LayerColumn } from '#core/store/layer-table.ts';

/** Halves of a character and the zero byte, which no file could hold. */
const unstorable = /\0|\p{Surrogate}/u;
const isoPattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Whether a value, which is not none, may stand in a column of a layer. */
export function isOfType({ type, columnType }: LayerColumn, value: Exclude<Scalar, null>): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' && !unstorable.test(value);
    case 'integer':
      return Number.isSafeInteger(value);
    case 'real':
      return Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date': {
      const pattern = columnType === 'DATE' ? datePattern : columnType === 'DATETIME' ? instantPattern : isoPattern;
      return typeof value === 'string' && pattern.test(value);
    }
  }
}
