import type { Manifest } from '#core/evaluation/contract.ts';
import type { Fault } from '#core/evaluation/fault.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { roleOf } from '#core/model/role.ts';
import type { Language } from '#core/model/text.ts';
import type { PluginEntry, PluginFacts, PluginState } from '#core/plugins/plugin-facts.ts';
import { textTable } from './text-table.ts';

const stateWords: Readonly<Record<PluginState, Readonly<Record<Language, string>>>> = {
  running: { zh: '启用', en: 'enabled' },
  off: { zh: '停用', en: 'disabled' },
  waiting: { zh: '等待同意', en: 'not agreed to here' },
  faulty: { zh: '有错误', en: 'faulty' },
};

/** Faults as lines, each with its place and what to do. */
export function faultLines(faults: readonly Fault[], language: Language): string[] {
  return faults.map(({ path, message, fix }) =>
    language === 'zh' ? `✗ ${path}：${message.zh}（${fix.zh}）` : `✗ ${path}: ${message.en} (${fix.en})`,
  );
}

function inputLine({ inputs }: Manifest, at: number, language: Language): string {
  const { role, geometry, fields, optional } = inputs[at]!;
  const names = fields.map(({ name, unit }) => (unit === undefined || unit === '1' ? name : `${name} (${unit})`));
  const need = optional ? { zh: '可选', en: 'optional' } : { zh: '必需', en: 'required' };
  return `${roleOf(role).label[language]} (${geometry}, ${need[language]})${names.length > 0 ? `: ${names.join(', ')}` : ''}`;
}

function signerText({ signer }: PluginFacts, language: Language): string {
  if (!signer) return language === 'zh' ? '没有签名' : 'not signed';
  return language === 'zh'
    ? `${signer.name} 签名，密钥指纹 ${signer.fingerprint}`
    : `signed by ${signer.name}, key fingerprint ${signer.fingerprint}`;
}

/** What a plugin is, wants and comes from, as lines. */
export function factLines(facts: PluginFacts, language: Language): string[] {
  const { manifest, hash, files, bytes, cases } = facts;
  const { name, id, version, summary, author, licence, inputs, parameters, indicators, limits } = manifest;
  const size = `${files} / ${Math.ceil(bytes / 1024)} KB`;
  const [reads, sets, gives, takes, made, contents, signature] =
    language === 'zh'
      ? ['读取', '参数', '给出', '限制', '作者', '内容', '签名']
      : ['reads', 'parameters', 'gives', 'limits', 'author', 'content', 'signature'];
  const rows: [string, string][] = [
    [made!, `${author}, ${licence}`],
    ...inputs.map((_, at): [string, string] => [at === 0 ? reads! : '', inputLine(manifest, at, language)]),
    ...Object.entries(parameters).map(([key, { title, unit, default: value }], at): [string, string] => [
      at === 0 ? sets! : '',
      `${key} = ${String(value)} ${unitLabel(unit ?? '1')[language]}: ${title[language]}`,
    ]),
    ...indicators.map(({ id: key, label, unit }, at): [string, string] => [
      at === 0 ? gives! : '',
      `${key} (${unitLabel(unit)[language] || '1'}): ${label[language]}`,
    ]),
    [takes!, `${limits.seconds} s, ${limits.megabytes} MB`],
    [
      contents!,
      language === 'zh' ? `${size}，${cases} 个算例，SHA-256 ${hash}` : `${size}, ${cases} cases, SHA-256 ${hash}`,
    ],
    [signature!, signerText(facts, language)],
  ];
  return [`${name[language]} (${id} ${version})`, summary[language], ...textTable(rows).map((line) => `  ${line}`)];
}

/** The plugins of a project as a table. */
export function entryLines(entries: readonly PluginEntry[], language: Language): string[] {
  return textTable(
    entries.map(({ id, facts, state, hash }) => [
      id,
      facts?.manifest.version ?? '?',
      stateWords[state][language],
      hash.slice(0, 12),
      facts ? signerText(facts, language) : '',
      facts?.manifest.name[language] ?? '',
    ]),
  );
}
