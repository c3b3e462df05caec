import { type CodeTable, coloursOf, gb50137, lookUpCode } from '#core/model/code-table.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { type LandUse, landUseDefinitions, landUseOf } from '#core/model/land-use.ts';
import type { LocalText } from '#core/model/text.ts';
import type { MapTheme } from './map-palette.ts';

/** What land is drawn and named as. */
export interface LandClass {
  readonly code: string;
  readonly landUse: LandUse;
  readonly label: LocalText;
  readonly light: string;
  readonly dark: string;
  /** The saturated colour of printed drawings. */
  readonly drawing: string;
  /** Mixed land is striped with the second colour. */
  readonly striped: boolean;
}

/** The class of a parcel with this land use and code. */
export function landClassOf(landUseText: string | null, code: string | null, table: CodeTable): LandClass {
  const meaning = code ? lookUpCode(table, code) : undefined;
  const landUse = landUseText ? landUseOf(landUseText) : (meaning?.landUse ?? 'undeveloped');
  // A code that says something else than the land use is out of date: the land use decides.
  const fitting = meaning?.landUse === landUse ? meaning : undefined;
  const { light, dark, drawing } = coloursOf(landUse, fitting);
  const label = fitting?.label ?? landUseDefinitions[landUse].label;
  return { code: fitting && code ? code : '', landUse, label, light, dark, drawing, striped: landUse === 'mixed' };
}

const classesOf = new WeakMap<FeatureTable, { readonly codes: CodeTable; readonly classes: readonly LandClass[] }>();

/** The class of every row of a parcel table, worked out once for a table; equal classes are the same object. */
export function landClasses(table: FeatureTable, codes: CodeTable): readonly LandClass[] {
  const before = classesOf.get(table);
  if (before?.codes === codes) return before.classes;
  const uses = textColumn(table, 'land_use');
  const given = textColumn(table, 'land_use_code');
  const known = new Map<string | null, Map<string | null, LandClass>>();
  const classes: LandClass[] = [];
  for (let row = 0; row < table.ids.length; row++) {
    const use = uses?.[row] ?? null;
    const code = given?.[row] ?? null;
    let byCode = known.get(use);
    if (!byCode) {
      byCode = new Map<string | null, LandClass>();
      known.set(use, byCode);
    }
    let found = byCode.get(code);
    if (!found) {
      found = landClassOf(use, code, codes);
      byCode.set(code, found);
    }
    classes.push(found);
  }
  classesOf.set(table, { codes, classes });
  return classes;
}

/** The two colours of the stripes of mixed land: homes and shops. */
export function stripeColours(theme: MapTheme | 'drawing'): readonly [string, string] {
  const of = (code: string): string => coloursOf('mixed', gb50137.codes[code])[theme];
  return [of('R2'), of('B1')];
}
