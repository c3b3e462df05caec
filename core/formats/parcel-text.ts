import { builtInCodeTables, lookUpCode } from '#core/model/code-table.ts';
import { codeText } from './land-use-codes.ts';

/** What the words inside a parcel of a drawing say about it. */
export interface ParcelText {
  /** Codes of land use, in the order in which they stand; codes of no table that is known only where none is known. */
  readonly codes: readonly string[];
  readonly far?: number;
  readonly heightMetres?: number;
}

const number = String.raw`(\d+(?:\.\d+)?)`;
/** What may stand between a name and its number: = : ≤ < and their wide forms. */
const relation = String.raw`\s*[:：=＝≤≦<＜]{0,2}\s*`;

const farPattern = new RegExp(`(?:FAR|FSI|容积率|容積率)${relation}${number}`, 'i');
const heightPattern = new RegExp(
  `(?:建筑限高|建筑高度|建築高度|限高|高度|height|(?<![A-Z])H)${relation}${number}\\s*(m|米|公尺|ft|feet|')?`,
  'i',
);
const lonePattern = new RegExp(`(?:^|[\\s,，;；/|])${number}\\s*(m|米|公尺|ft|feet|')(?=$|[\\s,，;；/|])`, 'i');
const feet = 0.3048;

const codePattern = /^(?:[A-Z]{1,2}\d{0,3}[a-z]?|\d{4}(?:\d{2})?)$/;

/** What Chinese words beside a code make of it: the number of a plot, block or building. */
const numbered = '地块|街坊|组团|编号|[区座栋幢楼号路段层期户]';
/** Codes written together with Chinese words, as in 公园绿地G1 or A33小学, have these places between. */
const gluedBefore = new RegExp(String.raw`(?<=\p{Script=Han})(?<!${numbered})(?=[A-Z]{1,2}\d)`, 'gu');
const gluedBehind = new RegExp(
  String.raw`(?<=(?<![A-Za-z0-9])[A-Z]{1,2}\d{1,3}[a-z]?)(?=\p{Script=Han})(?!${numbered})`,
  'gu',
);

/** Whether a table that comes with the program has this very code, not only a group that it begins with. */
export function isKnownCode(text: string): boolean {
  return builtInCodeTables.some((table) => {
    const code = codeText(table, text);
    // Numbers are codes of the 2023 classes; years and parcel numbers begin like them and are in no table.
    return /^\d/.test(text) ? Object.hasOwn(table.codes, code.slice(0, 4)) : lookUpCode(table, code) !== undefined;
  });
}

/** One letter alone is a mark of a drawing as often as a code. */
function isLikelyCode(text: string): boolean {
  return /^[A-Z]{1,2}\d{1,3}[a-z]?$/.test(text);
}

function metresOf(match: RegExpExecArray): number {
  const value = Number(match[1]);
  return /^(?:ft|feet|')$/i.test(match[2] ?? '') ? value * feet : value;
}

/**
 * Reads the texts of a parcel: `R2`, `0701`, `R2/B1`; `FAR=2.5`, `容积率 2.5`; `H≤60`, `限高60米`, `60m`, `200 ft`. The first
 * of each counts.
 */
export function readParcelText(texts: readonly string[]): ParcelText {
  let rest = texts.join('\n').normalize('NFKC');
  const far = farPattern.exec(rest);
  if (far) rest = rest.replace(far[0], ' ');
  const height = heightPattern.exec(rest) ?? lonePattern.exec(rest);
  if (height) rest = rest.replace(height[0], ' ');
  rest = rest.replaceAll(gluedBefore, ' ').replaceAll(gluedBehind, ' ');
  const words = [...new Set(rest.split(/[\s,，、;；:：/+|()[\]（）]+/).filter((word) => codePattern.test(word)))];
  const known = words.filter(isKnownCode);
  const codes = known.length > 0 ? known : words.filter(isLikelyCode);
  return {
    codes,
    ...(far ? { far: Number(far[1]) } : {}),
    ...(height ? { heightMetres: metresOf(height) } : {}),
  };
}
