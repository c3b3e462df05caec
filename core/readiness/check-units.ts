import { type FeatureTable, type Field, numberColumn } from '#core/model/feature-table.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import type { LayerToCheck } from './layer-to-check.ts';
import { type CheckResult, FindingList } from './readiness.ts';

interface Unit {
  readonly label: LocalText;
  /** Words of a field's name or unit that say so. */
  readonly words: RegExp;
  /** Square metres (or metres) of one. */
  readonly size: number;
}

/** 1 mu is 10 000 / 15 m2; 1 ft is 0.3048 m; 1 acre is 43 560 ft2. */
const areaUnits: readonly Unit[] = [
  { label: { zh: '亩', en: 'mu' }, words: /亩|(^|_)mu($|_)/i, size: 10_000 / 15 },
  { label: { zh: '公顷', en: 'hectares' }, words: /公顷|(^|[_ ])ha($|[_ ])|hectare/i, size: 10_000 },
  { label: { zh: '万平方米', en: 'ten thousand m²' }, words: /万平|万㎡|万m/i, size: 10_000 },
  { label: { zh: '平方公里', en: 'km²' }, words: /平方公里|平方千米|km2|km²|sq_?km/i, size: 1e6 },
  { label: { zh: '平方英尺', en: 'square feet' }, words: /sq_?ft|sqft|ft2|feet|平方英尺/i, size: 0.3048 ** 2 },
  { label: { zh: '英亩', en: 'acres' }, words: /acre|英亩/i, size: 43_560 * 0.3048 ** 2 },
];

const areaWords = /area|面积|^mj$|_mj$|mj$|sqft|sq_ft|acre|hectare/i;
const otherAreas = /floor|gross|build|living|建筑|green|roof|impervious|绿/i;

/** Features with a figure from which a median is worth anything. */
const leastFigures = 5;

function medianRatio(figures: ArrayLike<number>, measured: ArrayLike<number>): number | undefined {
  const ratios: number[] = [];
  for (let row = 0; row < figures.length; row++) {
    if (figures[row]! > 0 && measured[row]! > 0) ratios.push(figures[row]! / measured[row]!);
  }
  if (ratios.length < leastFigures) return undefined;
  ratios.sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)];
}

function isNear(ratio: number, expected: number, tolerance: number): boolean {
  return Math.abs(ratio / expected - 1) <= tolerance;
}

function statedUnit({ name, unit }: Field): Unit | undefined {
  return areaUnits.find(({ words }) => words.test(name) || (unit !== undefined && words.test(unit)));
}

/** Fields of ground area that are not in the unit they seem to be in, by the median of their ratio to the measured area. */
export function checkUnits(input: LayerToCheck, areas: Float64Array): CheckResult {
  const { table, limits, layer } = input;
  const list = new FindingList('suspicious-unit', input.findings);
  const tolerance = limits['unit-tolerance'];
  if (table.geometry.kind === 'polygon') {
    for (const field of table.fields) {
      if (!areaWords.test(field.name) || otherAreas.test(field.name)) continue;
      const column = numberColumn(table, field.name);
      const ratio = column && medianRatio(column, areas);
      if (ratio === undefined) continue;
      const stated = statedUnit(field);
      if (isNear(ratio, stated ? 1 / stated.size : 1, tolerance)) continue;
      const fitting = areaUnits.find(({ size }) => isNear(ratio, 1 / size, tolerance));
      list.addWhole(ratioText(field.name, ratio, stated?.label ?? { zh: '平方米', en: 'm²' }, fitting?.label), ratio);
    }
  }
  for (const { field, ratio, expected, seemsTo } of derivedRatios(table, layer.role, areas)) {
    const [least, most] = expected;
    if (ratio !== undefined && !(ratio >= least && ratio <= most)) list.addWhole(seemsTo(field, ratio), ratio);
  }
  return list.finish(table.ids.length);
}

function ratioText(field: string, ratio: number, stated: LocalText, fitting: LocalText | undefined): LocalText {
  const figure = ratio < 0.01 ? ratio.toPrecision(3) : formatNumber(ratio);
  return {
    zh: `${field} 是图上面积（${stated.zh}时应为 1 倍）的 ${figure} 倍${fitting ? `，像是${fitting.zh}` : '，与任何常用单位都不符'}`,
    en: `${field} is ${figure} times the measured m² and was taken for ${stated.en}${fitting ? `: it looks like ${fitting.en}` : ': it fits no usual unit'}`,
  };
}

interface DerivedRatio {
  readonly field: string;
  readonly ratio: number | undefined;
  /** Any plausible median lies between. */
  readonly expected: readonly [least: number, most: number];
  readonly seemsTo: (field: string, ratio: number) => LocalText;
}

/** Ratios between fields, and of floor area to the ground, that a wrong unit gives away. */
function derivedRatios(table: FeatureTable, role: string, areas: Float64Array): DerivedRatio[] {
  const floorArea = numberColumn(table, 'floor_area');
  const far = numberColumn(table, 'far');
  const floors = numberColumn(table, 'floors');
  const height = numberColumn(table, 'height');
  const ratios: DerivedRatio[] = [];
  if (role === 'parcel' && floorArea && far) {
    const byRatio = far.map((value, row) => value * areas[row]!);
    ratios.push({
      field: 'floor_area',
      ratio: medianRatio(floorArea, byRatio),
      expected: [0.2, 5],
      seemsTo: (field, ratio) => ({
        zh: `${field} 是容积率与面积之积的 ${ratio.toPrecision(3)} 倍，单位不是平方米`,
        en: `${field} is ${ratio.toPrecision(3)} times floor-area ratio by area: its unit is not m²`,
      }),
    });
  } else if ((role === 'parcel' || role === 'building') && floorArea && table.geometry.kind === 'polygon') {
    ratios.push({
      field: 'floor_area',
      ratio: medianRatio(floorArea, areas),
      expected: [0.01, 60],
      seemsTo: (field, ratio) => ({
        zh: `${field} 是图上面积的 ${ratio.toPrecision(3)} 倍，单位不像平方米`,
        en: `${field} is ${ratio.toPrecision(3)} times the measured area: its unit does not seem to be m²`,
      }),
    });
  }
  if (role === 'building' && floors && height) {
    ratios.push({
      field: 'height',
      ratio: medianRatio(height, floors),
      expected: [2, 8],
      seemsTo: (field, ratio) => ({
        zh: `每层 ${formatNumber(ratio, 1)}，${field} 像是英尺而不是米`,
        en: `${formatNumber(ratio, 1)} per floor: ${field} seems to be in feet, not metres`,
      }),
    });
  }
  return ratios;
}
