/** What a new plugin is called and by whom it is. */
export interface PluginNames {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly author: string;
}

function manifestOf({ id, zh, en, author }: PluginNames) {
  return {
    id,
    version: '0.1.0',
    apiVersion: 1,
    name: { zh, en },
    summary: {
      zh: '离所选设施不超过一定直线距离的居民占多少。',
      en: 'How many residents live within a straight distance of the chosen facilities.',
    },
    author,
    licence: 'Apache-2.0',
    inputs: [
      {
        role: 'parcel',
        geometry: 'polygon',
        fields: [
          { name: 'residents', type: 'real', unit: 'person' },
          { name: 'point_x', type: 'real', unit: 'm' },
          { name: 'point_y', type: 'real', unit: 'm' },
        ],
        optional: false,
        purpose: { zh: '居民在哪里', en: 'where people live' },
      },
      {
        role: 'facility',
        geometry: 'point',
        fields: [{ name: 'kind', type: 'text' }],
        optional: false,
        purpose: { zh: '设施在哪里', en: 'where facilities are' },
      },
    ],
    parameters: {
      kind: {
        type: 'string',
        title: { zh: '设施类别', en: 'Kind of facility' },
        default: 'clinic',
        enum: ['clinic', 'kindergarten', 'primary-school', 'market', 'elderly-care'],
        enumTitles: [
          { zh: '诊所', en: 'Clinic' },
          { zh: '幼儿园', en: 'Kindergarten' },
          { zh: '小学', en: 'Primary school' },
          { zh: '菜市场', en: 'Market' },
          { zh: '养老设施', en: 'Care for the elderly' },
        ],
        source: author,
      },
      reach: {
        type: 'number',
        title: { zh: '距离', en: 'Distance' },
        unit: 'm',
        default: 500,
        minimum: 50,
        maximum: 5000,
        source: author,
        verifyLocally: true,
      },
    },
    indicators: [
      {
        id: 'near-share',
        label: { zh: '距离内居民占比', en: 'Residents within the distance' },
        unit: '%',
        decimals: 1,
        better: 'higher',
        dimension: 'application-services',
        formula: '100 × Σ residents [d ≤ reach] / Σ residents',
        source: author,
      },
    ],
    features: [
      {
        id: 'distance',
        role: 'parcel',
        label: { zh: '到最近设施的距离', en: 'Distance to the nearest facility' },
        unit: 'm',
        decimals: 0,
        better: 'lower',
      },
    ],
    layers: [],
    limits: { seconds: 60, megabytes: 256 },
  };
}

const codeBody = `
  const { parcel, facility } = snapshot.layers;
  const residents = numbersOf(parcel, 'residents');
  const parcels = { x: numbersOf(parcel, 'point_x'), y: numbersOf(parcel, 'point_y') };

  // The facilities of the chosen kind, as points.
  const kinds = textsOf(facility, 'kind');
  const chosen = [...kinds.keys()].filter((row) => kinds[row] === context.parameters.kind);
  const targets = layerPoints(facility, chosen);
  const reach = numberParameter(context.parameters, 'reach');

  // NaN stands for "no value": never for 0.
  const distance = new Float64Array(residents.length).fill(Number.NaN);
  let all = 0;
  let near = 0;
  const { metres } = straightWalking.nearest(parcels, targets, Number.POSITIVE_INFINITY);
  for (let row = 0; row < residents.length; row++) {
    if (row % 1000 === 0) context.progress(row / residents.length);
    if (Number.isFinite(metres[row])) distance[row] = metres[row];
    if (Number.isNaN(residents[row])) continue;
    all += residents[row];
    // Thresholds are inclusive.
    if (metres[row] <= reach) near += residents[row];
  }

  if (chosen.length === 0) {
    context.remark('warning', {
      zh: '没有这一类设施，占比没有数值。',
      en: 'There is no facility of this kind, so the share has no number.',
    });
  }
  const share =
    chosen.length === 0
      ? insufficient('没有这一类设施', 'there is no facility of this kind')
      : ratio(100 * near, all, '没有居民', 'there are no residents');
  return { indicators: [{ id: 'near-share', ...share }], features: [{ id: 'distance', values: distance }] };
}
`;

/** The module that plugins import, as it stands in their code. */
const sdk = "'cityloom'";

const imported = ['insufficient', 'layerPoints', 'numberParameter', 'numbersOf', 'ratio', 'straightWalking', 'textsOf'];

const javaScript = `// @ts-check
/// <reference path="./cityloom.d.ts" />
import { ${imported.join(', ')} } from ${sdk};

/**
 * Runs in a sandbox: no files, no network, no clock. The same input gives the same result.
 *
 * @param {import(${sdk}).Snapshot} snapshot one scenario, with the layers and fields that manifest.json asks for
 * @param {import(${sdk}).EvaluatorContext} context parameters, assumptions, progress, remarks
 * @returns {import(${sdk}).EvaluatorOutput}
 */
export function evaluate(snapshot, context) {${codeBody}`;

/** Array elements are known to be there in loops over the rows of a layer. */
const typeScript = `import {
  type EvaluatorContext,
  type EvaluatorOutput,
  type Snapshot,
  ${imported.join(',\n  ')},
} from ${sdk};

/**
 * Runs in a sandbox: no files, no network, no clock. The same input gives the same result. \`snapshot\` is one scenario, with
 * the layers and fields that manifest.json asks for.
 */
export function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {${codeBody}`;

const cases = [
  {
    id: 'two of three within 500 m',
    source: '手算 by hand: 100 + 300 of 1000 residents; distances 300 m, 500 m and 800 m',
    layers: {
      parcel: [
        { id: 'a', box: [0, 0, 10, 10], values: { residents: 100, point_x: 0, point_y: 300 } },
        { id: 'b', box: [20, 0, 30, 10], values: { residents: 300, point_x: 500, point_y: 0 } },
        { id: 'c', box: [40, 0, 50, 10], values: { residents: 600, point_x: 800, point_y: 0 } },
      ],
      facility: [
        { id: 'clinic', shape: [0, 0], values: { kind: 'clinic' } },
        { id: 'school', shape: [800, 0], values: { kind: 'primary-school' } },
      ],
    },
    expected: { indicators: { 'near-share': 40 }, features: { distance: [300, 500, 800] } },
    tolerance: { abs: 1e-9 },
  },
  {
    id: 'no such facility',
    source: '没有数据就没有数值 without data there is no number',
    parameters: { kind: 'market' },
    layers: {
      parcel: [{ id: 'a', box: [0, 0, 10, 10], values: { residents: 100 } }],
      facility: [{ id: 'clinic', shape: [0, 0], values: { kind: 'clinic' } }],
    },
    expected: {
      indicators: { 'near-share': 'insufficient-data' },
      features: { distance: [null] },
      remarks: ['no facility of this kind'],
    },
    tolerance: {},
  },
];

function readmeOf({ zh, en }: PluginNames): string {
  return `# ${zh} · ${en}

## 中文

离所选设施不超过一定直线距离的居民占多少。

**怎样算。** 占比 = 100 × Σ 居民 [d ≤ 距离] / Σ 居民；d 是地块代表点到最近设施的直线距离，阈值含等号。人口未知的地块不计。

**局限。** 直线距离短于步行距离，所以结果是上限。

## English

How many residents live within a straight distance of the chosen facilities.

**How it is calculated.** Share = 100 × Σ residents [d ≤ distance] / Σ residents; d is the straight distance from a point inside
the parcel to the nearest facility, and the threshold is inclusive. Parcels whose residents are not known are left out.

**Limits.** Straight distances are shorter than walks, so the result is an upper bound.
`;
}

/** So that an editor knows the types of the module \`cityloom\`. */
const compilerOptions = {
  target: 'ES2023',
  lib: ['ES2023'],
  module: 'ESNext',
  moduleResolution: 'bundler',
  strict: true,
  noEmit: true,
  types: [],
};

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The files of a new plugin by their path; it passes check and test as it is. */
export function pluginTemplate(names: PluginNames, isTyped: boolean): Readonly<Record<string, string>> {
  return {
    'manifest.json': json(manifestOf(names)),
    [isTyped ? 'evaluator.ts' : 'evaluator.js']: isTyped ? typeScript : javaScript,
    'README.md': readmeOf(names),
    'cases/cases.json': json(cases),
    [isTyped ? 'tsconfig.json' : 'jsconfig.json']: json({
      compilerOptions: isTyped ? compilerOptions : { ...compilerOptions, checkJs: true },
      include: ['*.js', '*.ts'],
    }),
  };
}
