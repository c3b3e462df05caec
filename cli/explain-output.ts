import { roundedParts } from '#core/compare/rounded-parts.ts';
import { unitLabel } from '#core/model/indicator.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { formatFixed } from '#core/model/text.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import type { AssumptionSet, ExplainBy, Explanation } from '#core/rpc/compare-answers.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import { scenarioTitle } from './project.ts';
import { badOption } from './read-arguments.ts';
import { textTable } from './text-table.ts';

const ways = ['land-use', 'development-type', 'step'] as const satisfies readonly ExplainBy[];
const sets = ['low', 'base', 'high'] as const satisfies readonly AssumptionSet[];

function oneOf<Choice extends string>(
  command: Command,
  given: Arguments,
  name: string,
  choices: readonly Choice[],
): Choice {
  const text = given.text(name) ?? choices.find((choice) => choice === 'base') ?? choices[0]!;
  const found = choices.find((choice) => choice === text);
  if (found) return found;
  const known = choices.join(', ');
  throw badOption(command.name, `--${name}`, {
    zh: `应为 ${known} 之一，实际是“${text}”`,
    en: `must be one of ${known} and is "${text}"`,
  });
}

function lines(explanation: Explanation, [from, to]: readonly [Scenario, Scenario], context: CommandContext): string[] {
  const { language } = context;
  const { definition, bars } = explanation;
  const { decimals } = definition;
  const [start, end] = [explanation.from.value, explanation.to.value];
  if (start === undefined || end === undefined) {
    const reason = [explanation.from, explanation.to].find((value) => value.status !== 'ok')?.reason;
    return [reason ? reason[language] : ''];
  }
  const shown = roundedParts(
    start,
    end,
    bars.map(({ amount }) => amount),
    decimals,
  );
  const signed = (value: number) => (value > 0 ? `+${formatFixed(value, decimals)}` : formatFixed(value, decimals));
  const count = (features: readonly unknown[]) => {
    if (features.length === 0) return '';
    return language === 'zh' ? `${features.length} 个地块` : `${features.length} parcels`;
  };
  return textTable(
    [
      [scenarioTitle(from, context), formatFixed(start, decimals), ''],
      ...bars.map(({ label, features }, at) => [`  ${label[language]}`, signed(shown[at]!), count(features)]),
      [scenarioTitle(to, context), formatFixed(end, decimals), ''],
    ],
    new Set([1, 2]),
  );
}

/** Prints why an indicator differs between two scenarios; the exit code. Errors: `command/bad-option`, `compare/*`. */
export async function printExplanation(
  engine: EngineClient,
  pair: readonly [from: Scenario, to: Scenario],
  command: Command,
  given: Arguments,
  context: CommandContext,
): Promise<number> {
  const explanation = await engine.request('compare/explain', {
    from: pair[0].id,
    to: pair[1].id,
    indicator: given.text('why')!,
    by: oneOf(command, given, 'by', ways),
    toAssumptions: oneOf(command, given, 'assumptions', sets),
  });
  const { print, json, language } = context;
  if (json) {
    print(JSON.stringify({ from: pair[0].id, to: pair[1].id, explanation }, null, 2));
    return exitCodes.ok;
  }
  const { label, unit } = explanation.definition;
  print([label[language], unitLabel(unit)[language]].filter(Boolean).join(', '));
  for (const line of lines(explanation, pair, context)) print(line);
  return exitCodes.ok;
}
