import type { LocalText } from '#core/model/text.ts';
import type { ReportFacts } from './report-facts.ts';
import { tablesOf } from './result-tables.ts';

/** Sheets that every workbook has, in their order, before the tables of the evaluators. */
export const fixedSheets = {
  summary: { zh: '摘要', en: 'Summary' },
  indicators: { zh: '指标', en: 'Indicators' },
  land: { zh: '用地', en: 'Land use' },
  readiness: { zh: '就绪检查', en: 'Readiness' },
  assumptions: { zh: '假设', en: 'Assumptions' },
  parameters: { zh: '参数', en: 'Parameters' },
  methods: { zh: '公式', en: 'Formulas' },
  sources: { zh: '数据来源', en: 'Data sources' },
  remarks: { zh: '说明', en: 'Remarks' },
  verification: { zh: '验证', en: 'Verification' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** A name that spreadsheets take: no `: \ / ? * [ ]`, no apostrophe at the ends, at most 31 characters. */
export function cleanSheetName(name: string): string {
  const clean = [...name].map((letter) => (letter < ' ' || ':\\/?*[]'.includes(letter) ? ' ' : letter)).join('');
  const short = clean.replace(/\s+/g, ' ').trim().slice(0, 31);
  return short.replace(/^'+|'+$/g, '').trim() || 'sheet';
}

/** Makes names different from each other and from `taken`, whatever their case: the second `a` becomes `a 2`. */
export function uniqueSheetNames(names: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return names.map((name) => {
    const clean = cleanSheetName(name);
    let unique = clean;
    for (let count = 2; used.has(unique.toLowerCase()); count++) {
      const ending = ` ${count}`;
      unique = clean.slice(0, 31 - ending.length) + ending;
    }
    used.add(unique.toLowerCase());
    return unique;
  });
}

/** The sheet of every table of an evaluator, by `<evaluator>:<table>`; the page names it where it shows only a part. */
export function tableSheets(facts: ReportFacts): ReadonlyMap<string, string> {
  const tables = facts.groups.flatMap((group) => tablesOf(group).map(({ id }) => [group.id, id] as const));
  const fixed = Object.values(fixedSheets).flatMap(({ zh, en }) => [zh, en]);
  const names = uniqueSheetNames(
    tables.map(([group, table]) => `${group} ${table}`),
    fixed,
  );
  return new Map(tables.map(([group, table], index) => [`${group}:${table}`, names[index]!]));
}
