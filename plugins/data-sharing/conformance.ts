import {
  type CanonicalField,
  countOf,
  dayNumber,
  type EvaluatorContext,
  fillText,
  floorUses,
  gb50137,
  IndicatorList,
  insufficient,
  landSea2023,
  landUseDefinitions,
  lookUpCode,
  numbersOf,
  ok,
  plainText,
  type ResultTable,
  roleOf,
  type Snapshot,
  type SnapshotLayer,
  textsOf,
} from '#sdk';

interface Checked {
  readonly layer: SnapshotLayer;
  readonly field: string | CanonicalField['label'];
  readonly rule: string;
  readonly values: number;
  readonly wrong: number;
  readonly example: string | null;
}

/** Uses of floor area whose shares of a parcel add up to 1. */
const shareFields = floorUses.map((use) => `share_${use}`);

function checkTexts(column: readonly (string | null)[], isRight: (text: string) => boolean) {
  // The same texts come again and again: each is looked at once.
  const verdicts = new Map<string, boolean>();
  let [values, wrong] = [0, 0];
  let example: string | null = null;
  for (const text of column) {
    if (text === null || text === '') continue;
    values++;
    let verdict = verdicts.get(text);
    if (verdict === undefined) {
      verdict = isRight(text);
      verdicts.set(text, verdict);
    }
    if (verdict) continue;
    if (wrong++ === 0) example = plainText(text);
  }
  return { values, wrong, example };
}

function checkNumbers(column: Float64Array, isRight: (value: number) => boolean) {
  let [values, wrong] = [0, 0];
  let example: string | null = null;
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (Number.isNaN(value)) continue;
    values++;
    if (isRight(value)) continue;
    if (wrong++ === 0) example = String(value);
  }
  return { values, wrong, example };
}

/** Checks one column by what its field allows; undefined where anything goes. */
function checkField(layer: SnapshotLayer, field: CanonicalField): Checked | undefined {
  const column = layer.columns[field.name];
  if (!column) return undefined;
  const { label, values, minimum, maximum, type } = field;
  if (!(column instanceof Float64Array)) {
    if (values)
      return { layer, field: label, rule: values.join(', '), ...checkTexts(column, (text) => values.includes(text)) };
    if (type === 'date')
      return { layer, field: label, rule: 'ISO 8601', ...checkTexts(column, (text) => !Number.isNaN(dayNumber(text))) };
    return undefined;
  }
  if (minimum === undefined && maximum === undefined) return undefined;
  const [least, most] = [minimum ?? Number.NEGATIVE_INFINITY, maximum ?? Number.POSITIVE_INFINITY];
  const rule = maximum === undefined ? `≥ ${least}` : `${least}–${most}`;
  return { layer, field: label, rule, ...checkNumbers(column, (value) => value >= least && value <= most) };
}

function checkLandUse(layer: SnapshotLayer): Checked[] {
  const uses = checkTexts(textsOf(layer, 'land_use'), (text) => Object.hasOwn(landUseDefinitions, text));
  const codes = textsOf(layer, 'land_use_code');
  const tables = [gb50137, landSea2023].map((table) => ({
    table,
    found: checkTexts(codes, (code) => lookUpCode(table, code) !== undefined),
  }));
  const best = tables.reduce((one, other) => (other.found.wrong < one.found.wrong ? other : one));
  const shares = shareFields.map((name) => numbersOf(layer, name));
  const sums = Float64Array.from({ length: countOf(layer) }, (_, row) => {
    const sum = shares.reduce((total, share) => total + (share[row]! || 0), 0);
    return sum === 0 ? Number.NaN : sum;
  });
  const label = { zh: '建筑面积占比之和', en: 'Sum of the shares of floor area' };
  return [
    { layer, field: { zh: '用地', en: 'Land use' }, rule: 'Cityloom', ...uses },
    { layer, field: { zh: '用地代码', en: 'Land-use code' }, rule: best.table.source, ...best.found },
    { layer, field: label, rule: '1 ± 0.01', ...checkNumbers(sums, (sum) => Math.abs(sum - 1) <= 0.01) },
  ].filter(({ values }) => values > 0);
}

const bits = new Uint32Array(2);
const number = new Float64Array(bits.buffer);

/** Mixes the bits of a number into a running hash (FNV-1a on words). */
function mixed(hash: number, value: number): number {
  // There is one zero.
  number[0] = value + 0;
  return Math.imul(Math.imul(hash ^ bits[0]!, 16777619) ^ bits[1]!, 16777619);
}

function mixedText(hash: number, text: string): number {
  let result = hash;
  for (let at = 0; at < text.length; at++) result = Math.imul(result ^ text.charCodeAt(at), 16777619);
  return result;
}

/** The first row of each number, found by its value; the rows stand in a table with room for twice as many. */
class FirstRows {
  readonly #numbers: Int32Array;
  /** Row plus one, 0 where there is none. */
  readonly #rows: Int32Array;

  constructor(numbers: Int32Array) {
    this.#numbers = numbers;
    this.#rows = new Int32Array(2 ** Math.ceil(Math.log2(2 * numbers.length + 2)));
  }

  /** The row that came first with the number of `row`; that row itself where none did. */
  firstOf(row: number): number {
    const rows = this.#rows;
    const wanted = this.#numbers[row]!;
    const last = rows.length - 1;
    let at = Math.imul(wanted ^ (wanted >>> 15), 0x2c1b3c6d) & last;
    for (; rows[at] !== 0; at = (at + 1) & last) {
      const first = rows[at]! - 1;
      if (this.#numbers[first] === wanted) return first;
    }
    rows[at] = row + 1;
    return row;
  }
}

/** Features that repeat another of their layer in place and every value; an empty text is as good as none. */
function repeated(layer: SnapshotLayer): number {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = layer.geometry;
  const columns = Object.values(layer.columns);
  const startOf = (row: number) => 2 * ringOffsets[partOffsets[featureOffsets[row]!]!]!;
  const isEqual = (one: number, other: number): boolean => {
    const [from, length] = [startOf(one), startOf(one + 1) - startOf(one)];
    const start = startOf(other);
    if (startOf(other + 1) - start !== length) return false;
    for (let at = 0; at < length; at++) if (coordinates[from + at] !== coordinates[start + at]) return false;
    return columns.every((column) => Object.is(plain(column[one]), plain(column[other])));
  };
  const places = new Int32Array(countOf(layer));
  /** Rows whose place stands more than once: only their values need a look. */
  const isShared = new Uint8Array(countOf(layer));
  const firstRows = new FirstRows(places);
  for (let row = 0; row < places.length; row++) {
    let hash = 2166136261;
    const end = startOf(row + 1);
    for (let at = startOf(row); at < end; at++) hash = mixed(hash, coordinates[at]!);
    places[row] = hash;
    const first = firstRows.firstOf(row);
    if (first === row) continue;
    isShared[first] = 1;
    isShared[row] = 1;
  }
  const seen = new Map<number, number[]>();
  let count = 0;
  for (let row = 0; row < places.length; row++) {
    if (isShared[row] === 0) continue;
    let hash = places[row]!;
    for (const column of columns) {
      const value = plain(column[row]);
      hash = typeof value === 'number' ? mixed(hash, value) : mixedText(hash, value);
    }
    const alike = seen.get(hash);
    if (!alike) seen.set(hash, [row]);
    else if (alike.some((other) => isEqual(row, other))) count++;
    else alike.push(row);
  }
  return count;
}

function plain(value: number | string | null | undefined): number | string {
  return typeof value === 'number' ? value + 0 : (value ?? '');
}

/** Projected systems of CGCS2000: EPSG codes of the Gauss-Krüger zones. */
function isNational(epsg: number): boolean {
  return epsg >= 4491 && epsg <= 4554;
}

/** Values against the vocabulary of their fields, land-use codes against the national tables, repeats and the CRS. */
export function measureConformance(snapshot: Snapshot, list: IndicatorList, context: EvaluatorContext): ResultTable {
  const checks: Checked[] = [];
  let features = 0;
  let repeats = 0;
  for (const layer of Object.values(snapshot.layers)) {
    if (!layer || countOf(layer) === 0) continue;
    features += countOf(layer);
    repeats += repeated(layer);
    for (const field of roleOf(layer.role).fields) {
      const checked = checkField(layer, field);
      if (checked && checked.values > 0) checks.push(checked);
    }
    if (layer.role === 'parcel') checks.push(...checkLandUse(layer));
  }
  const values = checks.reduce((sum, check) => sum + check.values, 0);
  const wrong = checks.reduce((sum, check) => sum + check.wrong, 0);
  list.set(
    'conformance',
    values === 0 ? insufficient('没有可核对的值', 'there are no values to check') : ok(100 - (100 * wrong) / values),
  );
  list.set(
    'repeats',
    features === 0 ? insufficient('没有要素', 'there are no features') : ok((100 * repeats) / features),
  );
  if (!isNational(snapshot.epsg)) {
    context.remark(
      'warning',
      fillText(
        '坐标系 EPSG:{epsg} 不是 CGCS2000 高斯-克吕格投影；自然资源数据汇交通常要求后者。',
        'EPSG:{epsg} is not a Gauss-Krüger projection of CGCS2000, which hand-over of natural-resource data usually asks for.',
        { epsg: String(snapshot.epsg) },
      ),
    );
  }
  return {
    id: 'conformance',
    title: { zh: '与词汇表和标准的符合', en: 'Conformance with vocabulary and standards' },
    columns: [
      { id: 'layer', label: { zh: '图层', en: 'Layer' } },
      { id: 'field', label: { zh: '字段', en: 'Field' } },
      { id: 'rule', label: { zh: '规则', en: 'Rule' } },
      { id: 'values', label: { zh: '值', en: 'Values' }, decimals: 0 },
      { id: 'wrong', label: { zh: '不符', en: 'Against it' }, decimals: 0 },
      { id: 'example', label: { zh: '例', en: 'Example' } },
    ],
    rows: checks
      .sort((a, b) => b.wrong - a.wrong)
      .map((check) => [
        roleOf(check.layer.role).label,
        check.field,
        check.rule,
        check.values,
        check.wrong,
        check.example,
      ]),
  };
}
