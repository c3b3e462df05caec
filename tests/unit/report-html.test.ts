import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { shortChapters } from '#core/model/report-chapter.ts';
import { chooseChapters, readChapters } from '#core/report/chapters.ts';
import { writeHtml } from '#core/report/html-report.ts';
import { writeReport } from '#core/report/report.ts';
import { sha256 } from '#core/report/report-code.ts';
import { buildReport } from '#core/report/report-model.ts';
import { byClass, byId, cellsOf, elementsOf, type HtmlElement, readHtml, textOf } from '#tests/fixtures/html-tree.ts';
import { reportInput } from '#tests/fixtures/report-input.ts';

const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)></style>\u202e&amp;=1+1 `;

let pages: Record<'zh' | 'en', { html: string; root: HtmlElement }>;

beforeAll(async () => {
  const page = async (language: 'zh' | 'en') => {
    const html = await writeHtml(buildReport(reportInput({ language })), language, []);
    return { html, root: readHtml(html) };
  };
  pages = { zh: await page('zh'), en: await page('en') };
});

describe.each(['zh', 'en'] as const)('page in %s', (language) => {
  test('is well formed, its ids are unique and every link leads somewhere', () => {
    const all = elementsOf(pages[language].root);
    const ids = all.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = all.flatMap(({ attributes }) => attributes['href'] ?? []);
    expect(targets.length).toBeGreaterThan(100);
    for (const target of targets) {
      expect(target).toMatch(/^#/);
      expect(ids).toContain(target.slice(1));
    }
  });

  test('needs nothing from outside and may run nothing', () => {
    const { html, root } = pages[language];
    const all = elementsOf(root);
    const names = new Set(all.map(({ name }) => name));
    for (const name of ['script', 'img', 'iframe', 'link', 'form', 'object', 'a:']) expect(names).not.toContain(name);
    for (const { attributes } of all) {
      for (const [name, value] of Object.entries(attributes)) {
        expect(name).not.toMatch(/^on/);
        expect(value).not.toMatch(/https?:|\/\/|javascript:/i);
      }
    }
    const policy = all.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')!;
    expect(policy.attributes['content']).toContain("default-src 'none'");
    expect(policy.attributes['content']).not.toContain('script-src');
    const style = textOf(all.find(({ name }) => name === 'style')!);
    expect(style).not.toMatch(/@import|https?:/);
    for (const [, address] of style.matchAll(/url\(([^)]*)\)/g)) expect(address).toMatch(/^data:font\/woff2?;base64,/);
    // The status is called "undefined" in English: only Chinese shows whether a value leaked.
    const leak = language === 'zh' ? /NaN|undefined|\[object|Infinity/ : /NaN|\[object|Infinity/;
    expect(leak.exec(html)?.[0]).toBeUndefined();
  });

  test('says its language, describes its pictures and heads its tables', () => {
    const all = elementsOf(pages[language].root);
    expect(all.find(({ name }) => name === 'html')!.attributes['lang']).toBe(language === 'zh' ? 'zh-Hans' : 'en');
    for (const svg of all.filter(({ name }) => name === 'svg')) {
      const isHidden = svg.attributes['aria-hidden'] === 'true';
      const isNamed =
        svg.attributes['role'] === 'img' && (svg.attributes['aria-label'] ?? svg.attributes['aria-labelledby']);
      expect(isHidden || Boolean(isNamed)).toBe(true);
    }
    const heads = all.filter(({ name }) => name === 'th');
    expect(heads.length).toBeGreaterThan(100);
    for (const head of heads) expect(['col', 'row', 'rowgroup']).toContain(head.attributes['scope']);
    for (const table of all.filter(({ name }) => name === 'table')) {
      expect(table.children.some((child) => typeof child !== 'string' && child.name === 'caption')).toBe(true);
    }
  });

  test('leaves no placeholder unfilled', () => {
    const body = elementsOf(pages[language].root).find(({ name }) => name === 'main')!;
    expect(textOf(body)).not.toMatch(/\{\w+[|}]/);
  });

  test('numbers tables and figures by chapter, without gaps', () => {
    const captions = elementsOf(pages[language].root).filter(({ name }) => name === 'caption' || name === 'figcaption');
    const numbers = captions.map((caption) => textOf(byClass(caption, 'no')[0]!));
    expect(new Set(numbers).size).toBe(numbers.length);
    const tables = numbers.filter((number) => /^(表|Table) 3-/.test(number));
    expect(tables.map((number) => Number(number.split('-')[1]))).toEqual(tables.map((_, index) => index + 1));
  });
});

/** Cells of the row of an indicator in the table of its evaluator: values of the four scenarios and the target. */
function indicatorCells(page: HtmlElement, table: string, name: string): HtmlElement[] {
  const row = cellsOf(byId(page, table)).find((cells) => textOf(cells[1]!) === name);
  if (!row) throw new Error(`no row ${name}`);
  return row.slice(3);
}

function marksOf(cell: HtmlElement): string[] {
  return byClass(cell, 'mk').map(({ attributes }) => attributes['aria-label']!);
}

describe('figures', () => {
  test('changes are signed and said to be better or worse, targets met or missed', () => {
    const [base, a, b, c, target] = indicatorCells(pages.zh.root, 'table-green-network', '等效连通面积');
    expect(textOf(target!)).toBe('≥ 45');
    expect(textOf(base!)).toBe('38.2(35.1–40.9)');
    expect(marksOf(base!)).toEqual(['未达到目标']);
    expect(textOf(b!)).toContain('+11.4 更好');
    expect(marksOf(b!)).toEqual(['达到目标']);
    expect(byClass(b!, 'best')).toHaveLength(1);
    expect(byClass(a!, 'best')).toHaveLength(0);
    expect(textOf(c!)).toContain('+2.1 更好');

    const resident = indicatorCells(pages.zh.root, 'table-green-network', '人均公园绿地');
    expect(textOf(resident[1]!)).toContain('−1.4 更差');
    const gap = indicatorCells(pages.en.root, 'table-green-network', 'Largest gap in the green network');
    expect(textOf(gap[2]!)).toContain('−460 better');
    expect(textOf(gap[1]!)).toContain('no change');
  });

  test('shares differ by points, areas of floor come in large units', () => {
    const access = indicatorCells(pages.zh.root, 'table-tod', '步行 10 分钟到站人口占比');
    expect(textOf(access[1]!)).toContain('+8.6 点 更好');
    const floor = cellsOf(byId(pages.zh.root, 'table-tod'))[1]!;
    expect(textOf(floor[2]!)).toBe('万 m²');
    expect(textOf(floor[3]!)).toBe('184.2');
    const inEnglish = cellsOf(byId(pages.en.root, 'table-tod'))[1]!;
    expect(textOf(inEnglish[2]!)).toBe('million m²');
    expect(textOf(inEnglish[4]!)).toContain('2.641');
  });

  test('an indicator without direction has no winner and no verdict', () => {
    const cells = indicatorCells(pages.zh.root, 'table-live', '居住人口');
    for (const cell of cells) {
      expect(byClass(cell, 'best')).toHaveLength(0);
      expect(textOf(cell)).not.toMatch(/更好|更差/);
    }
    expect(textOf(cells[1]!)).toContain('+9,900');
  });

  test('what has no number says why, and what would unlock it', () => {
    const cells = indicatorCells(pages.zh.root, 'table-mixed-use', '公众支持率').map(textOf);
    expect(cells.slice(0, 4).map((cell) => cell.replace(/\[\d+\]/, ''))).toEqual([
      '数据不足',
      '数据不足',
      '无定义',
      '未运行',
    ]);
    const limits = cellsOf(byId(pages.zh.root, 'table-limits')).map((row) => row.map(textOf));
    const affordable = limits.find((row) => row[0] === '可负担住房占比')!;
    expect(affordable[1]).toBe('全部情景');
    expect(affordable[3]).toContain('没有住房性质的数据');
    expect(affordable[4]).toContain('导入“人口”图层');
  });

  test('every table of results leads to evaluator, version and hashes', () => {
    const input = reportInput();
    const notes = textOf(byClass(pages.zh.root, 'notes')[0]!);
    for (const record of input.scenarios[1]!.evaluations) {
      expect(notes).toContain(`${record.evaluator} ${record.version}`);
      expect(notes).toContain(record.inputsHash.slice(0, 4));
      const table = textOf(byId(pages.zh.root, 'table-verification')).replaceAll(' ', '');
      expect(table).toContain(record.inputsHash);
      expect(table).toContain(record.resultHash);
    }
    for (const { layer } of input.layers) {
      expect(textOf(byId(pages.zh.root, 'table-sources')).replaceAll(' ', '')).toContain(layer.source!.sha256);
    }
  });

  test('long tables are shortened and say so', () => {
    const table = byId(pages.zh.root, 'table-tod-stations');
    expect(cellsOf(table)).toHaveLength(4 * 7);
    const under = elementsOf(pages.zh.root)
      .filter(({ attributes }) => attributes['class'] === 'under')
      .map(textOf);
    expect(under.some((text) => text.includes('共 96 行') && text.includes('tod stations'))).toBe(true);
  });
});

describe('the same and nothing else', () => {
  test('the same input gives the same bytes, whatever was drawn before', async () => {
    const first = await writeReport(reportInput(), 'html');
    await writeReport(reportInput({ language: 'en' }), 'html');
    const second = await writeReport(reportInput(), 'html');
    expect(second).toEqual(first);
  });

  test('the report code depends on inputs and results, not on language or date', () => {
    const code = buildReport(reportInput()).code;
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(buildReport({ ...reportInput({ language: 'en' }), generated: '2030-01-01T00:00:00Z' }).code).toBe(code);
    expect(buildReport({ ...reportInput(), programVersion: '0.2.0' }).code).not.toBe(code);
  });

  test.each(['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), '城织'.repeat(333)])(
    'the digest of %j is right',
    (text) => {
      expect(Buffer.from(sha256(text)).toString('hex')).toBe(createHash('sha256').update(text).digest('hex'));
    },
  );

  test('names from data stay text', async () => {
    const html = await writeHtml(buildReport(reportInput({ hostile })), 'zh', []);
    const root = readHtml(html);
    const allowed = new Set(elementsOf(pages.zh.root).map(({ name }) => name));
    for (const { name, attributes } of elementsOf(root)) {
      expect(allowed).toContain(name);
      expect(Object.keys(attributes).filter((key) => key.startsWith('on'))).toEqual([]);
    }
    expect(html).not.toContain('\u202e');
    const title = elementsOf(root).find(({ name }) => name === 'h1')!;
    expect(textOf(title)).toBe(`${hostile.replace('\u202e', '')}临江新城核心区更新方案政策评估报告`);
  });

  test('a report of the baseline alone compares nothing', async () => {
    const input = reportInput();
    const html = await writeHtml(buildReport({ ...input, scenarios: input.scenarios.slice(0, 1) }), 'zh', []);
    const root = readHtml(html);
    const text = textOf(elementsOf(root).find(({ name }) => name === 'main')!);
    expect(text).not.toMatch(/更好|更差|领先|代价/);
    expect(text).toContain('没有可比较的情景');
  });

  test('an empty project still gives a report', async () => {
    const input = reportInput();
    const bare = {
      ...input,
      scenarios: [{ ...input.scenarios[0]!, live: [], evaluations: [], table: () => undefined }],
      layers: [],
      evaluators: [],
      liveIndicators: [],
      assumptions: [],
      project: { ...input.project, layers: [] },
    };
    const root = readHtml(await writeHtml(buildReport(bare), 'en', []));
    expect(textOf(root)).toContain('no layer of parcels');
  });

  test('a report needs a baseline, and needs it first', () => {
    const input = reportInput();
    expect(() => buildReport({ ...input, scenarios: [] })).toThrow(
      expect.objectContaining({ code: 'report/no-scenarios' }),
    );
    expect(() => buildReport({ ...input, scenarios: input.scenarios.slice(1) })).toThrow(
      expect.objectContaining({ code: 'report/baseline-not-first' }),
    );
  });
});

describe.each(['zh', 'en'] as const)('excerpt in %s', (language) => {
  test('has its chapters with the numbers of the whole, says so, and every link leads somewhere', async () => {
    const whole = buildReport(reportInput({ language }));
    const excerpt = chooseChapters(whole, shortChapters);
    const root = readHtml(await writeHtml(excerpt, language, []));
    const all = elementsOf(root);
    const ids = all.flatMap(({ attributes }) => attributes['id'] ?? []);
    for (const chapter of shortChapters) expect(ids).toContain(chapter);
    for (const chapter of ['place', 'results', 'methods', 'sources']) expect(ids).not.toContain(chapter);
    for (const target of all.flatMap(({ attributes }) => attributes['href'] ?? []))
      expect(ids).toContain(target.slice(1));
    expect(textOf(root)).toContain(language === 'zh' ? '节选：摘要、情景' : 'Excerpt: Summary, Scenarios');
    const numberOf = (sections: typeof whole.sections) => sections.find(({ id }) => id === 'comparison')!.number;
    expect(numberOf(excerpt.sections)).toBe(numberOf(whole.sections));
    expect(excerpt.notes.length).toBeLessThan(whole.notes.length);
  });
});

test('chapters are read by name, in their order, and strange ones are refused with those there are', () => {
  expect(readChapters(['limits', 'summary', 'limits'])).toEqual(['summary', 'limits']);
  expect(() => readChapters(['summary', 'appendix'])).toThrow('appendix');
  expect(() => readChapters([])).toThrow();
});
