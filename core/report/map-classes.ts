import type { CodeTable } from '#core/model/code-table.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { type LandUse, landUseDefinitions, landUseOf, landUses } from '#core/model/land-use.ts';
import type { LocalText } from '#core/model/text.ts';

/** A class of the land-use map: one colour, one line of the legend, one row of the land-use table. */
export interface LandUseClass {
  /** The code of its table (`R2`), or the land use where the code has no colour of its own. */
  readonly key: string;
  readonly landUse: LandUse;
  readonly code: string | null;
  readonly label: LocalText;
  readonly fill: string;
  /** Drawn as R2 with stripes of B1 instead of one colour. */
  readonly striped: boolean;
}

/** The longest beginning of `code` that the table lists. */
function listedCode(table: CodeTable, code: string): string | undefined {
  const wanted = code.trim();
  for (let length = wanted.length; length > 0; length--) {
    const key = wanted.slice(0, length);
    if (Object.hasOwn(table.codes, key)) return key;
    if (!table.nested) return undefined;
  }
  return undefined;
}

function classOfLandUse(landUse: LandUse): LandUseClass {
  const { label, colours } = landUseDefinitions[landUse];
  return { key: landUse, landUse, code: null, label, fill: colours.light, striped: landUse === 'mixed' };
}

function classOf(landUse: LandUse, code: string | null | undefined, table: CodeTable | undefined): LandUseClass {
  const listed = table && code ? listedCode(table, code) : undefined;
  const meaning = table && listed !== undefined ? table.codes[listed] : undefined;
  // A code that says something else than the parcel's land use was left behind by an edit: the land use counts.
  if (!meaning?.colours || listed === undefined || meaning.landUse !== landUse) return classOfLandUse(landUse);
  return {
    key: `${landUse} ${listed}`,
    landUse,
    code: listed,
    label: meaning.label,
    fill: meaning.colours.light,
    striped: landUse === 'mixed',
  };
}

/** The class of every parcel of `table`; one object per class, so that classes compare by identity within a call. */
export function landUseClasses(table: FeatureTable, codes: CodeTable | undefined): LandUseClass[] {
  const uses = textColumn(table, 'land_use');
  const codeColumn = textColumn(table, 'land_use_code');
  const known = new Map<string, LandUseClass>();
  return table.ids.map((_, row) => {
    const landUse = landUseOf(uses?.[row]);
    const code = codeColumn?.[row];
    const name = `${landUse} ${code ?? ''}`;
    let found = known.get(name);
    if (!found) {
      found = classOf(landUse, code, codes);
      known.set(name, found);
    }
    return found;
  });
}

/** Classes in the order of the vocabulary, then by code. */
export function compareClasses(a: LandUseClass, b: LandUseClass): number {
  const byUse = landUses.indexOf(a.landUse) - landUses.indexOf(b.landUse);
  if (byUse !== 0) return byUse;
  const codeA = a.code ?? '';
  const codeB = b.code ?? '';
  return codeA < codeB ? -1 : codeA > codeB ? 1 : 0;
}
