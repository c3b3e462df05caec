import { type CodeTable, gb50137, landSea2023, lookUpCode } from '#core/model/code-table.ts';
import type { FieldProfile } from './field-profile.ts';
import { shareOf } from './field-profile.ts';

/**
 * A code as the table writes it: GB 50137 in capitals; codes of the 2023 classification with the zero that is lost when
 * they are kept as numbers (701 is 0701).
 */
export function codeText(table: CodeTable, value: string): string {
  const code = value.trim();
  if (table.id === gb50137.id) return code.toUpperCase();
  if (table.id === landSea2023.id && /^\d+$/.test(code) && code.length % 2 === 1) return `0${code}`;
  return code;
}

/** Whether a value is written like a code of the table and listed in it. */
function isCode(table: CodeTable, value: string, isNumber: boolean): boolean {
  const code = codeText(table, value);
  if (table.id === gb50137.id && !/^[A-HMR-UW][A-Z]?\d{0,3}[A-Z]?$/.test(code)) return false;
  if (table.id === landSea2023.id) {
    if (!/^\d{2}(?:\d{2}){0,2}$/.test(code) || (!isNumber && code !== value.trim())) return false;
    // Among numbers only the classes themselves are sure; every number from 100 to 2499 begins like a code.
    if (isNumber) return code.length > 2 && Object.hasOwn(table.codes, code.slice(0, 4));
  }
  return lookUpCode(table, code) !== undefined;
}

/** What a column has to hold besides codes of a table, so that grades A and B or house numbers are not taken for them. */
const evidence: Readonly<Record<string, RegExp>> = {
  // Codes of GB 50137 with a class, not main groups alone.
  [gb50137.id]: /\d/,
  // Classes of 2023 that towns have.
  [landSea2023.id]: /^(?:0[789]|1[0-4])/,
};
const evidenceShare = 1 / 3;

/** Share of a column's values from which on it is taken for one of codes. */
const enough = 0.7;

/**
 * The table in which most values of a field are codes, and their share; undefined when no table knows 70 % of them, or less
 * than a third of them are unmistakable.
 */
export function suggestCodeTable(
  { values, type }: FieldProfile,
  tables: readonly CodeTable[],
): { readonly table: CodeTable; readonly share: number } | undefined {
  if (type === 'real' || type === 'date' || type === 'boolean' || values.size === 0) return undefined;
  let best: { table: CodeTable; share: number } | undefined;
  for (const table of tables) {
    const share = shareOf(values, (value) => isCode(table, value, type === 'integer'));
    const sign = evidence[table.id];
    if (sign && shareOf(values, (value) => sign.test(codeText(table, value))) < evidenceShare) continue;
    if (share >= enough && share > (best?.share ?? 0)) best = { table, share };
  }
  return best;
}
