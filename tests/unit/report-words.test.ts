import { describe, expect, test } from 'vitest';
import { type LocalText, placeholderNames } from '#core/model/text.ts';
import { expressionWords } from '#core/report/expression-words.ts';
import { recipeWords } from '#core/report/recipe-words.ts';
import {
  bestOf,
  changesBy,
  gatherFacts,
  type IndicatorRow,
  targetedRows,
  verdictOf,
  weightOf,
} from '#core/report/report-facts.ts';
import { dayText, differenceText, quantityText, scaleOf, targetText } from '#core/report/report-format.ts';
import * as reportTexts from '#core/report/report-texts.ts';
import * as sectionTexts from '#core/report/section-texts.ts';
import { asSentence, changePhrase, fill, listText, within } from '#core/report/sentence.ts';
import * as mapTexts from '#core/report/texts-map.ts';
import { reportInput } from '#tests/fixtures/report-input.ts';

const tables = { ...reportTexts, ...sectionTexts, ...mapTexts } as Readonly<
  Record<string, Readonly<Record<string, LocalText>>>
>;
const allTexts = Object.entries(tables).flatMap(([table, texts]) =>
  Object.entries(texts).map(([name, text]) => ({ name: `${table}.${name}`, text })),
);

describe('texts', () => {
  test.each(allTexts)('$name says the same in both languages', ({ text }) => {
    expect(text.zh).not.toBe('');
    expect(text.en).not.toBe('');
    expect(placeholderNames(text.en)).toEqual(placeholderNames(text.zh));
  });

  test.each(allTexts)('$name keeps to the way of writing', ({ text }) => {
    // Chinese: full-width punctuation, a space before and after Latin letters and digits, never 您.
    expect(text.zh).not.toMatch(/[\u4e00-\u9fff][,;:?!]|您/);
    expect(text.zh.replace(/\{\w+\}/g, '')).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]/);
    // English: no Chinese, straight quotes, no contractions, no exclamation marks.
    expect(text.en).not.toMatch(/[\u3000-\u9fff“”‘’!]|n't|\bplease\b|successfully/i);
  });
});

describe('numbers', () => {
  test('land in hectares, floor area in large units, people with their word', () => {
    expect(quantityText(6.7, scaleOf('ha', 2, [6.7]))).toEqual({ zh: '6.70 公顷', en: '6.70 ha' });
    expect(quantityText(3_186_000, scaleOf('m2', 0, [3_186_000]))).toEqual({
      zh: '318.6 万 m²',
      en: '3.186 million m²',
    });
    expect(quantityText(54_200, scaleOf('m2', 0, [54_200]))).toEqual({ zh: '54,200 m²', en: '54,200 m²' });
    expect(quantityText(254_200, scaleOf('m2', 0, [254_200]))).toEqual({ zh: '25.4 万 m²', en: '254,200 m²' });
    expect(quantityText(1116, scaleOf('m', 0, [1116]))).toEqual({ zh: '1,116 m', en: '1,116 m' });
    expect(quantityText(0.72, scaleOf('1', 2, [0.72]))).toEqual({ zh: '0.72', en: '0.72' });
  });

  test('differences carry their sign, shares differ by points', () => {
    expect(differenceText(74.2, 65.6, scaleOf('%', 1, []), '%', true)).toEqual({ zh: '+8.6 点', en: '+8.6 pp' });
    expect(differenceText(57_860, 58_400, scaleOf('person', 0, []), 'person', true)).toEqual({
      zh: '−540',
      en: '−540',
    });
    expect(differenceText(57_860, 58_400, scaleOf('person', 0, []), 'person', false).en).toBe('−540 persons');
  });

  test('differences are those of the numbers shown', () => {
    const scale = scaleOf('1', 2, []);
    expect(differenceText(1.366, 1.374, scale, '1', true).zh).toBe('±0.00');
    expect(differenceText(95.86, 93.44, scaleOf('%', 1, []), '%', true).zh).toBe('+2.5 点');
  });

  test('targets and days', () => {
    const definition = reportInput().evaluators[0]!.indicators[0]!;
    const target = { value: 65, comparison: 'at-most', source: '' } as const;
    expect(targetText(target, definition, scaleOf('%', 1, []), true).zh).toBe('≤ 65 %');
    expect(dayText('2026-11-03T23:30:00Z')).toEqual({ zh: '2026 年 11 月 3 日', en: '3 November 2026' });
  });
});

describe('sentences', () => {
  test('Chinese gets its spaces at the seams, and only there', () => {
    const template = { zh: '{who}达到{what}项', en: '{who} meets {what}' };
    expect(fill(template, { who: { zh: '情景 B', en: 'scenario B' }, what: '3' }).zh).toBe('情景 B 达到 3 项');
    expect(fill(template, { who: '现状用地2024年', what: '全部' }).zh).toBe('现状用地2024年达到全部项');
  });

  test('lists, words within sentences, sentences of evaluators', () => {
    const names = ['甲', '乙', '丙'].map((zh) => ({ zh, en: `${zh}!` }));
    expect(listText(names).zh).toBe('甲、乙和丙');
    expect(within({ zh: '', en: 'Land-use mix' }).en).toBe('land-use mix');
    expect(within({ zh: '', en: 'TOD Standard' }).en).toBe('TOD Standard');
    expect(asSentence({ zh: '没有“人口”图层', en: 'there is no layer "Population"' })).toEqual({
      zh: '没有“人口”图层。',
      en: 'There is no layer "Population".',
    });
  });

  test('a change says from where to where and what it means for the target', () => {
    const facts = gatherFacts(reportInput());
    const row = (id: string) => facts.rows.find(({ definition }) => definition.id === id)!;
    expect(changePhrase(row('eca'), 2).zh).toBe('等效连通面积由 38.2 升到 49.6 公顷，达到目标');
    expect(changePhrase(row('access'), 3).en).toBe(
      'residents within a 10-minute walk of a station, up from 58.3 % to 61.2 % (target still missed)',
    );
    expect(changePhrase(row('residents'), 2).zh).toBe('居住人口由 58,400 降到 57,860 人');
  });

  test('expressions become words', () => {
    expect(expressionWords("land_use = 'residential' and far < 1.5")).toEqual({
      zh: '用地为居住且容积率 < 1.5',
      en: 'land use is residential and floor-area ratio < 1.5',
    });
    expect(expressionWords('residents is not null or (custom >= 3)').zh).toBe('居住人口有值或（custom ≥ 3）');
    expect(expressionWords("land_use in ('residential', 'mixed') and abs(far, 1) < 1.4")).toEqual({
      zh: '用地属于（居住、混合）且 abs (容积率, 1) < 1.4',
      en: 'land use is one of (residential, mixed use) and abs (floor-area ratio, 1) < 1.4',
    });
    expect(expressionWords("land_use not in ('water', 'green') or not (far > 2)")).toEqual({
      zh: '用地不属于（水域、公园绿地）或非（容积率 > 2）',
      en: 'land use is none of (water, park) or not (floor-area ratio > 2)',
    });
  });

  test('every kind of step is told in both languages', () => {
    const input = reportInput();
    const words = recipeWords(
      [
        {
          sketch: 'tod',
          stations: {},
          catchment: { mode: 'ring', metres: [300, 600] },
          types: ['station-mixed', null],
        },
        {
          sketch: 'corridor',
          line: [
            [0, 0],
            [1, 1],
          ],
          widthMetres: 60,
          parcels: 'split',
          type: 'linear-park',
        },
        {
          sketch: 'mixed-use',
          select: { ids: ['a', 'b'] },
          mix: { residential: 0.6, office: 0.4 },
          far: 2.5,
          protect: [],
        },
        { sketch: 'network', close: { where: "class = 'local'" } },
        { sketch: 'attributes', role: 'parcel', select: {}, set: { far: 2 } },
        {
          sketch: 'revert',
          select: { near: { stations: { names: ['北站'] }, catchment: { mode: 'walk', minutes: [5] } } },
        },
      ],
      input.project,
    );
    expect(words.map(({ zh }) => zh)).toEqual([
      '站点开发：以全部轨道站点为中心，按半径 300 和 600 m 分圈，由内到外改为“站点综合体”和（保持不变）。绿地、水域、道路等受保护的用地不动。容积率已经更高的地块保持原样。',
      '绿廊：沿手绘的中心线，宽 60 m，其下土地改为“线性公园”。压占的地块沿边缘切开。',
      '混合用途：选定的 2 个地块的建筑面积按居住 60 % 和商务办公 40 % 分配。容积率 2.5。',
      '道路：关闭等级为“local”的道路。',
      '属性：全部地块的容积率改为 2。',
      '恢复：站点“北站”周边步行 5 分钟内的地块恢复为上级情景的样子。',
    ]);
    for (const { en } of words) expect(en).toMatch(/^[A-Z].*\.$/);
  });
});

describe('verdicts', () => {
  const facts = gatherFacts(reportInput());
  const base = facts.rows.find(({ definition }) => definition.id === 'gap')!;
  const withValues = (
    better: 'higher' | 'lower' | 'neutral',
    numbers: readonly (number | undefined)[],
  ): IndicatorRow => ({
    ...base,
    definition: { ...base.definition, better },
    values: numbers.map((value) => (value === undefined ? undefined : { id: 'gap', status: 'ok', value })),
  });

  test('follow the direction of the indicator and what is shown', () => {
    const row = withValues('lower', [640, 180, 700, 640.2, undefined]);
    expect([1, 2, 3, 4].map((index) => verdictOf(row, index))).toEqual(['better', 'worse', 'same', undefined]);
    expect(verdictOf(withValues('neutral', [1, 5]), 1)).toBe('none');
  });

  test('winners only where there is a direction and a difference', () => {
    expect(bestOf(withValues('lower', [640, 180, 700]))).toEqual([1]);
    expect(bestOf(withValues('higher', [3, 7, 7]))).toEqual([1, 2]);
    expect(bestOf(withValues('neutral', [3, 7, 7]))).toEqual([]);
    expect(bestOf(withValues('higher', [7, 7.1, 7.2]))).toEqual([]);
    expect(bestOf(withValues('higher', [undefined, 7, undefined]))).toEqual([]);
  });

  test('points of a percentage count, not only that it began from nothing', () => {
    const percent = (row: IndicatorRow): IndicatorRow => ({ ...row, definition: { ...row.definition, unit: '%' } });
    expect(weightOf(percent(withValues('lower', [0, -0.5])), 1)).toBeCloseTo(0.02, 12);
    expect(weightOf(percent(withValues('lower', [0, -50])), 1)).toBe(1);
    expect(weightOf(withValues('lower', [0, -0.5]), 1)).toBe(1);
  });

  test('what an evaluator of evaluators says anew is no further gain, and its copy of a target no further target', () => {
    const target = { value: 100, comparison: 'at-least', source: '' } as const;
    const inputs = [
      { role: 'parcel', geometry: 'polygon', fields: [], optional: false, purpose: { zh: '', en: '' } },
    ] as const;
    const row = withValues('lower', [640, 180]);
    const own: IndicatorRow = { ...row, target, evaluator: { ...row.evaluator!, inputs } };
    const retold: IndicatorRow = { ...own, key: 'other:gap', evaluator: { ...own.evaluator!, inputs: [] } };
    const stricter: IndicatorRow = { ...retold, target: { ...target, value: 200 } };
    const rows = [retold, own, stricter];
    expect(targetedRows({ ...facts, rows })).toEqual([own, stricter]);
    expect(changesBy({ ...facts, rows }, 1, 'better')).toEqual([own]);
  });
});
