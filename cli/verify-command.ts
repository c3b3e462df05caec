import { isChanged } from '#core/evaluation/compare-runs.ts';
import { inputTexts } from '#core/evaluation/input-parts.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import { formatFixed } from '#core/model/text.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import type { EngineClient, VerifiedResult } from '#core/rpc/requests.ts';
import type { Command, CommandContext } from './command.ts';
import { openProjectFile, requestOptions, scenarioTitle, withEngine } from './project.ts';
import { requirePlace } from './read-arguments.ts';

export const verifyCommand: Command = {
  name: 'verify',
  summary: {
    zh: '按存下的参数重新评估，列出不再一致的数字；项目文件不变',
    en: 'Run the kept evaluations again and list figures that no longer agree; the project stays as it is',
  },
  places: { zh: '<项目.gpkg>', en: '<project.gpkg>' },
  options: [],
  examples: ['cityloom verify city.gpkg'],

  async run(given, context) {
    const file = requirePlace(verifyCommand, given, 0);
    return withEngine(async (engine) => {
      const { description } = await openProjectFile(engine, file, context);
      const found = await engine.request('evaluation/verify', {}, requestOptions(context));
      const titles = new Map(description.scenarios.map((each) => [each.id, scenarioTitle(each, context)]));
      if (context.json) context.print(JSON.stringify({ project: file, results: found }, null, 2));
      else await tell(engine, found, (scenario) => titles.get(scenario) ?? scenario, context);
      return found.every(({ reproduces }) => reproduces) ? exitCodes.ok : exitCodes.plugin;
    });
  },
};

async function tell(
  engine: EngineClient,
  found: readonly VerifiedResult[],
  nameOf: (scenario: ScenarioId) => string,
  { language, print }: CommandContext,
): Promise<void> {
  const manifests = await engine.request('evaluation/list', { withResults: true });
  const isChinese = language === 'zh';
  for (const { evaluator, scenario, reproduces, comparison, error } of found) {
    print(`${reproduces ? '✓' : '✗'} ${evaluator}  ${nameOf(scenario)}${error ? `  ${error.message[language]}` : ''}`);
    if (reproduces || !comparison) continue;
    const definitions = manifests.find(({ id }) => id === evaluator)?.indicators ?? [];
    for (const text of inputTexts(comparison.inputs)) {
      print(`    ${isChinese ? '输入不同：' : 'another input: '}${text[language]}`);
    }
    for (const { id, one, other } of comparison.indicators.filter(isChanged)) {
      const definition = definitions.find((each) => each.id === id);
      const shown = (value: typeof one) =>
        value?.value === undefined ? (value?.status ?? '-') : formatFixed(value.value, definition?.decimals ?? 3);
      print(`    ${definition ? definition.label[language] : id}  ${shown(one)} → ${shown(other)}`);
    }
  }
  const wrong = found.filter(({ reproduces }) => !reproduces).length;
  if (found.length === 0) {
    print(isChinese ? '项目里没有评估结果。' : 'The project keeps no results.');
  } else {
    const all = found.length;
    print(
      isChinese
        ? `${all} 个结果，${wrong === 0 ? '全部重现' : `${wrong} 个不再一致`}。`
        : `${all} ${all === 1 ? 'result' : 'results'}, ${wrong === 0 ? 'all reproduced' : `${wrong} no longer agree`}.`,
    );
  }
}
