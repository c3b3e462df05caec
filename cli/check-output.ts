import { roleOf } from '#core/model/role.ts';
import { formatNumber } from '#core/model/text.ts';
import { checkOf, type Severity } from '#core/readiness/checks.ts';
import type { CheckResult, Finding, ProjectReadiness } from '#core/readiness/readiness.ts';
import type { FixOutcome } from '#core/rpc/layer-messages.ts';
import type { ProjectState } from '#core/rpc/requests.ts';
import type { CommandContext } from './command.ts';

/** Findings named behind a check; all of them come with `--json`. */
const shownFindings = 3;

const marks: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', info: '·' };

function layerName({ description }: ProjectState, id: string): string {
  return description.layers.find((layer) => layer.id === id)?.name ?? id;
}

function findingText(
  { detail, figure, place }: Finding,
  unit: string | undefined,
  { language }: CommandContext,
): string {
  const texts = [
    detail?.[language],
    figure !== null && unit !== undefined && unit !== '1'
      ? `${formatNumber(figure, 2)} ${unit === 'm2' ? 'm²' : unit}`
      : undefined,
    place ? `(${place[0].toFixed(1)}, ${place[1].toFixed(1)})` : undefined,
  ];
  return texts.filter((text) => text !== undefined).join(' ');
}

function checkLines(result: CheckResult, context: CommandContext): string[] {
  const { language } = context;
  const { label, severity, unit } = checkOf(result.check);
  const fixable =
    result.fixable === 0
      ? ''
      : language === 'zh'
        ? `，可修复 ${formatNumber(result.fixable)}`
        : `, ${formatNumber(result.fixable)} can be mended`;
  const lines = [`${marks[severity]} ${label[language]} ${formatNumber(result.count)}${fixable}`];
  for (const finding of result.findings.slice(0, shownFindings))
    lines.push(`    ${findingText(finding, unit, context)}`);
  const more = result.count - Math.min(shownFindings, result.findings.length);
  if (more > 0)
    lines.push(language === 'zh' ? `    还有 ${formatNumber(more)} 处` : `    and ${formatNumber(more)} more`);
  return lines;
}

/** Scores by layer with what was found, for people. */
export function printReadiness(readiness: ProjectReadiness, state: ProjectState, context: CommandContext): void {
  const { print, language } = context;
  const zh = language === 'zh';
  const score = readiness.score === null ? '–' : String(readiness.score);
  print(zh ? `就绪度 ${score} / 100` : `Readiness ${score} / 100`);
  for (const { layer, score: own, features, checks } of readiness.layers) {
    const role = state.description.layers.find(({ id }) => id === layer)?.role;
    const count = formatNumber(features);
    const kind = role ? roleOf(role).label[language] : '';
    print('');
    print(
      zh
        ? `${layerName(state, layer)}（${kind}，${count} 个要素）：${own}`
        : `${layerName(state, layer)} (${kind}, ${count} features): ${own}`,
    );
    const found = checks.filter((check) => check.count > 0);
    if (found.length === 0)
      print(zh ? `  检查了 ${checks.length} 项，没有发现问题` : `  ${checks.length} checks, nothing found`);
    for (const result of found) for (const line of checkLines(result, context)) print(`  ${line}`);
  }
  if (readiness.missing.length > 0) {
    print('');
    print(zh ? '还不能运行的评估器：' : 'Evaluators that cannot run yet:');
    for (const { name, reasons } of readiness.missing)
      print(`  ${name[language]}: ${reasons.map((reason) => reason[language]).join('; ')}`);
  }
}

/** What was mended, feature by feature, and what was not. */
export function printFixes(
  fixes: readonly FixOutcome[],
  state: ProjectState,
  { print, language }: CommandContext,
): void {
  for (const { layer, notes, left } of fixes) {
    print(language === 'zh' ? `已修复 ${layerName(state, layer)}` : `Mended ${layerName(state, layer)}`);
    for (const { text } of notes) print(`  ${text[language]}`);
    for (const { text } of left) print(`  ! ${text[language]}`);
    print('');
  }
}

/** Everything that was found, for programs. */
export function readinessData(
  { score, layers, missing, thresholds }: ProjectReadiness,
  fixes: readonly FixOutcome[],
  state: ProjectState,
  { language }: CommandContext,
) {
  return {
    score,
    layers: layers.map(({ layer, checks, ...rest }) => ({
      layer,
      name: layerName(state, layer),
      ...rest,
      checks: checks.map(({ check, findings, ...counts }) => ({
        check,
        severity: checkOf(check).severity,
        ...counts,
        findings: findings.map(({ detail, ...finding }) => ({ ...finding, detail: detail?.[language] ?? null })),
      })),
    })),
    missing: missing.map(({ evaluator, reasons }) => ({
      evaluator,
      reasons: reasons.map((reason) => reason[language]),
    })),
    thresholds,
    fixes: fixes.map(({ layer, changed, removed, notes, left }) => ({
      layer,
      changed,
      removed,
      notes: notes.map(({ text, ...note }) => ({ ...note, text: text[language] })),
      left: left.map(({ text, ...note }) => ({ ...note, text: text[language] })),
    })),
  };
}

/** One line on how ready some layers are. */
export function readinessLine(
  { score, layers }: ProjectReadiness,
  project: string,
  { language }: CommandContext,
): string {
  const counts = new Map<string, number>();
  for (const { check, count } of layers.flatMap(({ checks }) => checks)) {
    if (count > 0)
      counts.set(checkOf(check).label[language], (counts.get(checkOf(check).label[language]) ?? 0) + count);
  }
  const zh = language === 'zh';
  const found = [...counts].map(([label, count]) => `${label} ${formatNumber(count)}`).join(zh ? '、' : ', ');
  const head = zh ? `就绪度 ${score ?? '–'} / 100` : `Readiness ${score ?? '–'} / 100`;
  if (found === '') return zh ? `${head}，没有发现问题。` : `${head}, nothing found.`;
  return zh
    ? `${head}：${found}。详见 cityloom check ${project}`
    : `${head}: ${found}. For more, cityloom check ${project}`;
}
