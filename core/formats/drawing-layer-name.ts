import { builtInCodeTables, gb50137, landSea2023 } from '#core/model/code-table.ts';
import type { LandUse } from '#core/model/land-use.ts';
import { guessLandUse } from './land-use-words.ts';
import { isKnownCode } from './parcel-text.ts';

/** What the name of a layer in a drawing says about the polygons on it. */
export interface DrawingLayerName {
  /** Land-use code in the name, as it is written there. */
  readonly code?: string;
  /** Land use that words in the name tell; absent where a code does, and for frames and legends. */
  readonly landUse?: LandUse;
  /** Whether it holds the sheet around the plan: frame, title block, legend. */
  readonly isSheet: boolean;
}

const sheetPattern =
  /图框|图签|图廓|图例|指北针|比例尺|风玫瑰|(?:^|[^a-z])(?:title|frame|legend|viewport|vport|defpoints|north ?arrow|scale ?bar)(?![a-z])/i;

/** A code at the beginning: R2_二类居住用地, 0701城镇住宅用地. */
const leadingPattern = /^([A-Za-z]{1,2}\d{0,3}|\d{4,6})(?:[-_ .·(（]|$|\p{Script=Han})/u;
/** A code further on: 现状-R2, YD_0701; a storey or an axis is called alike. */
const innerPattern = /(?<![A-Za-z0-9])([A-Z]{1,2}\d{1,3}[a-z]?|\d{6}|\d{4})(?![A-Za-z0-9层楼轴#])/gu;
/** A Latin word long enough to mean something. */
const latinWord = /[A-Za-z]{3,}/;
/** Words that tell the state of a plan and nothing about the use. */
const stateWords = /existing|planned|proposed|plan|new|land|use|lot|parcel|zone|area/gi;

/** Land uses that the main groups of GB 50137 hold, by their letter. */
const usesOfGroup: Readonly<Record<string, readonly LandUse[]>> = {
  R: ['residential', 'mixed'],
  B: ['commercial', 'office', 'mixed'],
  A: ['administration', 'office', 'education', 'health', 'culture', 'sport', 'welfare', 'heritage'],
  M: ['industrial'],
  W: ['logistics'],
  S: ['transport', 'road'],
  U: ['utility'],
  G: ['green', 'protective-green', 'square'],
  H: ['special'],
  E: ['water', 'agriculture', 'undeveloped'],
};

/** Whether words that stand beside a code contradict it: other uses, and Latin words that tell none (A-WALL). */
function contradicts(code: string, rest: string): boolean {
  const told = guessLandUse(rest);
  if (told === undefined) return latinWord.test(rest.replaceAll(stateWords, ' '));
  if (/^\d/.test(code)) return landSea2023.codes[code.slice(0, 4)]?.landUse !== told;
  return !usesOfGroup[code[0]!.toUpperCase()]?.includes(told);
}

/** Codes with a class: a main group is a letter, and letters stand in names for much else. */
function isClass(code: string): boolean {
  if (/^\d/.test(code)) return isKnownCode(code);
  return builtInCodeTables.some((table) => Object.hasOwn(table.codes, code.toUpperCase().slice(0, 2)));
}

function codeIn(name: string): string | undefined {
  const leading = leadingPattern.exec(name)?.[1];
  if (leading !== undefined) {
    const rest = name.slice(leading.length);
    const isLetters = /^[A-Za-z]+$/.test(leading);
    // Offices have codes of their own; letters before other words are a mark of the discipline unless the table has them.
    const isCode = !isLetters || rest === '' || Object.hasOwn(gb50137.codes, leading.toUpperCase());
    if (isCode && !(isLetters && contradicts(leading, rest))) return leading;
  }
  for (const match of name.matchAll(innerPattern)) {
    const code = match[1]!;
    if (isClass(code) && !contradicts(code, name.replace(code, ' '))) return code;
  }
  return undefined;
}

/**
 * Reads the name of a layer: a land-use code wherever it stands in it (`R2_二类居住用地`, `YD-R2`), else the use that its
 * words tell (`RD-居住用地-现状`, `A-RESIDENTIAL-2`). Letters that mark a discipline are no code.
 */
export function readLayerName(name: string): DrawingLayerName {
  const plain = name.normalize('NFKC').trim();
  if (sheetPattern.test(plain)) return { isSheet: true };
  const code = codeIn(plain);
  if (code !== undefined) return { isSheet: false, code };
  const landUse = guessLandUse(plain);
  return landUse === undefined ? { isSheet: false } : { isSheet: false, landUse };
}
