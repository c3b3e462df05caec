import type { CanonicalField } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';

/** What a unit measures; values are only converted within one quantity. */
export type Quantity = 'area' | 'length' | 'ratio' | 'speed' | 'time';

/** A unit that attribute values of a file may be in. */
export interface SourceUnit {
  readonly id: string;
  readonly label: LocalText;
  readonly quantity: Quantity;
  /** Size in the quantity's base unit: m2, m, 1, km/h, min. */
  readonly factor: number;
}

/** 666 2/3 m2, the mu of the market system as Chinese land statistics use it (15 mu are one hectare). */
const mu = 10_000 / 15;
const foot = 0.3048;

const rows: readonly (readonly [id: string, zh: string, en: string, quantity: Quantity, factor: number])[] = [
  ['m2', '平方米', 'm²', 'area', 1],
  ['10^4m2', '万平方米', '10,000 m²', 'area', 10_000],
  ['ha', '公顷', 'ha', 'area', 10_000],
  ['km2', '平方公里', 'km²', 'area', 1_000_000],
  ['mu', '亩', 'mu', 'area', mu],
  ['acre', '英亩', 'acre', 'area', 4046.856_422_4],
  ['ft2', '平方英尺', 'ft²', 'area', foot * foot],
  ['m', '米', 'm', 'length', 1],
  ['km', '千米', 'km', 'length', 1000],
  ['ft', '英尺', 'ft', 'length', foot],
  ['mi', '英里', 'mi', 'length', 1609.344],
  ['1', '比值', 'ratio', 'ratio', 1],
  ['%', '百分比', '%', 'ratio', 0.01],
  ['km/h', '公里/小时', 'km/h', 'speed', 1],
  ['m/s', '米/秒', 'm/s', 'speed', 3.6],
  ['mph', '英里/小时', 'mph', 'speed', 1.609_344],
  ['min', '分钟', 'min', 'time', 1],
  ['s', '秒', 's', 'time', 1 / 60],
  ['h', '小时', 'h', 'time', 60],
];

export const sourceUnits: ReadonlyMap<string, SourceUnit> = new Map(
  rows.map(([id, zh, en, quantity, factor]) => [id, { id, label: { zh, en }, quantity, factor }]),
);

/** Spellings of units at the end of a field name or behind a number. */
const spellings: readonly (readonly [id: string, pattern: RegExp])[] = [
  ['10^4m2', /^(?:万平方米|万平米|万㎡|万m2|万m²)$/],
  ['m2', /^(?:m2|m²|㎡|sqm|sq ?m|平方米|平米|square ?met(?:re|er)s?)$/],
  ['ha', /^(?:ha|hectares?|公顷)$/],
  ['km2', /^(?:km2|km²|sqkm|sq ?km|平方公里|平方千米)$/],
  ['mu', /^(?:mu|亩)$/],
  ['acre', /^(?:ac|acres?|英亩)$/],
  ['ft2', /^(?:ft2|ft²|sqft|sq ?ft|sf|square ?feet|平方英尺)$/],
  ['mph', /^(?:mph|mi\/h|英里\/小时)$/],
  ['km/h', /^(?:km\/h|kmh|kph|km ?h|公里\/小时|公里每小时|千米\/小时)$/],
  ['m/s', /^(?:m\/s|米\/秒)$/],
  ['km', /^(?:km|公里|千米)$/],
  ['mi', /^(?:mi|miles?|英里)$/],
  ['ft', /^(?:ft|feet|foot|英尺|')$/],
  ['m', /^(?:m|met(?:re|er)s?|米)$/],
  ['%', /^(?:%|％|pct|percent|percentage|百分比|百分数)$/],
  ['min', /^(?:min|mins|minutes?|分钟|分)$/],
  ['s', /^(?:s|sec|secs|seconds?|秒)$/],
  ['h', /^(?:h|hr|hrs|hours?|小时)$/],
];

/** The unit that a spelling means, in lower or upper case. */
function unitNamed(spelling: string): SourceUnit | undefined {
  const wanted = spelling.trim().toLowerCase();
  if (wanted === '') return undefined;
  const id = spellings.find(([, pattern]) => pattern.test(wanted))?.[0];
  return id === undefined ? sourceUnits.get(wanted) : sourceUnits.get(id);
}

/** A field name without the unit in it: `面积_亩` is `面积` in mu, `land_sqft` is `land` in square feet. */
export interface NameWithUnit {
  readonly base: string;
  readonly unit?: SourceUnit;
}

/** Takes the unit off a field name: in brackets or after a separator at its end, or run together with Chinese. */
export function splitUnit(name: string): NameWithUnit {
  const bracket = /^(.*?)\s*[（([【]\s*([^）)\]】]+?)\s*[）)\]】]\s*$/.exec(name);
  if (bracket) {
    const unit = unitNamed(bracket[2]!);
    if (unit) return { base: bracket[1]!, unit };
  }
  const separated = /^(.+?)[_ .-]+((?:sq[_ ])?[^_ .-]+)$/.exec(name);
  if (separated) {
    const unit = unitNamed(separated[2]!.replace('_', ' '));
    if (unit) return { base: separated[1]!, unit };
  }
  const joined = /^(.*[\u4e00-\u9fff])((?:万|平方|英)?(?:亩|公顷|平方米|平米|㎡|公里|英尺|米))$/.exec(name);
  const unit = joined && unitNamed(joined[2]!);
  return unit ? { base: joined[1]!, unit } : { base: name };
}

/** The unit that a field name says: at its end, or as the whole of it (`ACRES`). */
export function unitOfName(name: string): SourceUnit | undefined {
  return splitUnit(name).unit ?? unitNamed(name);
}

/** The quantity of a canonical field; undefined for counts, which have the unit 1 as ratios have and are never converted. */
export function quantityOf(field: CanonicalField | undefined): Quantity | undefined {
  if (field?.unit === undefined) return undefined;
  const quantity = sourceUnits.get(field.unit)?.quantity;
  const isCount = quantity === 'ratio' && field.maximum !== 1 && field.name !== 'far';
  return isCount ? undefined : quantity;
}

/** A number written with thousands separated and with a unit behind it: `1,200 sq ft`, `35%`, `50 mph`. */
export function parseQuantity(text: string): { readonly value: number; readonly unit?: SourceUnit } | undefined {
  const match = /^\s*([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d+)?)\s*(.*?)\s*$/.exec(text);
  if (!match || match[1] === '') return undefined;
  const value = Number(match[1]!.replaceAll(',', ''));
  if (Number.isNaN(value)) return undefined;
  if (match[2] === '') return { value };
  const unit = unitNamed(match[2]!);
  return unit && { value, unit };
}
