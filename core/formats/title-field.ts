import { type Column, type FeatureTable, type Field } from '#core/model/feature-table.ts';
import { nameForm } from './field-names.ts';

/** What names of fields look like whose values name a feature, likeliest first; tried on `nameForm`. */
const titles = [
  /^(?:name|名称|名字|title|标题|label|标签|mc)$/,
  /(?:name|名称|名|title|label|nombre|nome|nom|bezeichnung|название|наименование|名前|이름|명칭)$/,
];
/** The same for fields that number features; tried on the name itself, lest "piano" ends in a number. */
const numbers = [
  [
    /(?:编号|编码|号|番号|번호|номер|編號|號)$|(?:^|[_\W])(?:number|no|nr|num|numero|bh)$|^dkbh$|^zdh$/i,
    /(?<=[a-z])(?:Number|No|Num)$/,
  ],
  [/(?:^|[_\W])(?:id|code|gid|fid|oid|objectid)$|代码$/i, /(?<=[a-z])(?:ID|Id)$/],
];
/** Share of the filled rows that have to differ in a field that numbers features. */
const mostDistinct = 0.9;

/** Filled rows of a column, and how many different values they have. */
function filledOf(column: Column | undefined): { readonly filled: number; readonly distinct: number } {
  const values = new Set<string | number>();
  let filled = 0;
  if (!column) return { filled, distinct: 0 };
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (value === null || value === '' || Number.isNaN(value)) continue;
    filled++;
    values.add(value);
  }
  return { filled, distinct: values.size };
}

/** The field by which people would call the features: one of names, or else one that numbers them; undefined without either. */
export function titleField({ fields, columns }: FeatureTable): Field | undefined {
  for (const pattern of titles) {
    const named = fields.find(
      ({ name, type }) => type === 'text' && pattern.test(nameForm(name)) && filledOf(columns[name]).filled > 0,
    );
    if (named) return named;
  }
  for (const patterns of numbers) {
    const numbered = fields.find(({ name, type }) => {
      if ((type !== 'text' && type !== 'integer') || !patterns.some((pattern) => pattern.test(name))) return false;
      const { filled, distinct } = filledOf(columns[name]);
      return filled > 0 && distinct >= mostDistinct * filled;
    });
    if (numbered) return numbered;
  }
  return undefined;
}
