import { compareRuns, isChanged, type RunComparison } from '#core/evaluation/compare-runs.ts';
import type { EvaluationRecord, ParameterValues } from '#core/evaluation/contract.ts';
import { inputPartText } from '#core/evaluation/input-parts.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import { formatFixed } from '#core/model/text.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import type { EngineClient, EvaluationOutcome } from '#core/rpc/requests.ts';
import type { Command, CommandContext } from './command.ts';
import { openProjectFile, requestOptions, scenarioTitle, withEngine } from './project.ts';
import { requirePlace } from './read-arguments.ts';

/** A kept result held against the same evaluation done again. */
interface Verified {
  readonly evaluator: string;
  readonly scenario: ScenarioId;
  readonly resultHash: string;
  readonly reproduces: boolean;
  /** Absent where the evaluation failed or its evaluator is not here. */
  readonly comparison?: RunComparison;
  readonly error?: string;
}

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
      const kept = await latestRecords(engine);
      // What is kept would otherwise be taken as it is; the file does not hear of this.
      const all = await engine.request('evaluation/history', {});
      await engine.request('evaluation/delete', { ids: all.map(({ id }) => id) });
      const found: Verified[] = [];
      for (const records of byParameters(kept)) found.push(...(await verify(engine, records, context)));
      const titles = new Map(description.scenarios.map((each) => [each.id, scenarioTitle(each, context)]));
      if (context.json) context.print(JSON.stringify({ project: file, results: found }, null, 2));
      else await tell(engine, found, (scenario) => titles.get(scenario) ?? scenario, context);
      return found.every(({ reproduces }) => reproduces) ? exitCodes.ok : exitCodes.plugin;
    });
  },
};

async function latestRecords(engine: EngineClient): Promise<EvaluationRecord[]> {
  const runs = await engine.request('evaluation/history', {});
  return Promise.all(runs.filter(({ latest }) => latest).map(({ id }) => engine.request('evaluation/record', { id })));
}

/** The records of scenarios that were evaluated with the same parameters: these are evaluated together, as they read each other. */
function byParameters(records: readonly EvaluationRecord[]): EvaluationRecord[][] {
  const groups = new Map<string, EvaluationRecord[]>();
  for (const scenario of new Set(records.map((record) => record.scenario))) {
    const own = records.filter((record) => record.scenario === scenario);
    const key = JSON.stringify(own.map(({ evaluator, parameters }) => [evaluator, parameters]).sort());
    groups.set(key, [...(groups.get(key) ?? []), ...own]);
  }
  return [...groups.values()];
}

async function verify(
  engine: EngineClient,
  records: readonly EvaluationRecord[],
  context: CommandContext,
): Promise<Verified[]> {
  const known = new Set((await engine.request('evaluation/list', {})).map(({ id }) => id));
  const parameters: Record<string, ParameterValues> = {};
  for (const record of records) parameters[record.evaluator] = record.parameters;
  const outcomes = await engine.request(
    'evaluation/run',
    {
      evaluators: Object.keys(parameters).filter((id) => known.has(id)),
      scenarios: [...new Set(records.map(({ scenario }) => scenario))],
      parameters,
    },
    requestOptions(context),
  );
  return records.map((record) => {
    const { evaluator, scenario, resultHash } = record;
    const outcome = outcomes.find((each) => each.evaluator === evaluator && each.scenario === scenario);
    return { evaluator, scenario, resultHash, ...verdictOf(record, outcome, context) };
  });
}

function verdictOf(
  record: EvaluationRecord,
  outcome: EvaluationOutcome | undefined,
  { language }: CommandContext,
): Pick<Verified, 'reproduces' | 'comparison' | 'error'> {
  if (outcome?.record) {
    const comparison = compareRuns(record, outcome.record);
    return { reproduces: comparison.sameResult, comparison };
  }
  const missing = { zh: '这里没有这个评估器', en: 'the evaluator is not here' };
  return { reproduces: false, error: (outcome?.error?.message ?? missing)[language] };
}

async function tell(
  engine: EngineClient,
  found: readonly Verified[],
  nameOf: (scenario: ScenarioId) => string,
  { language, print }: CommandContext,
): Promise<void> {
  const manifests = await engine.request('evaluation/list', { withResults: true });
  const isChinese = language === 'zh';
  for (const { evaluator, scenario, reproduces, comparison, error } of found) {
    print(`${reproduces ? '✓' : '✗'} ${evaluator}  ${nameOf(scenario)}${error ? `  ${error}` : ''}`);
    if (reproduces || !comparison) continue;
    const definitions = manifests.find(({ id }) => id === evaluator)?.indicators ?? [];
    for (const input of comparison.inputs) {
      print(`    ${isChinese ? '输入不同：' : 'another input: '}${inputPartText(input)[language]}`);
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
