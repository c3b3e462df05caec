import { isChanged, type RunHeader } from '#core/evaluation/compare-runs.ts';
import type { Manifest } from '#core/evaluation/contract.ts';
import { inputTexts } from '#core/evaluation/input-parts.ts';
import { shownParameters } from '#core/evaluation/parameters.ts';
import { defaultAssumptions } from '#core/model/assumption.ts';

import { unitLabel } from '#core/model/indicator.ts';
import { formatFixed, type LocalText } from '#core/model/text.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import { openProjectFile, saveProjectFile, scenarioTitle, withEngine } from './project.ts';
import { badOption, requirePlace } from './read-arguments.ts';
import { textTable } from './text-table.ts';

export const resultsCommand: Command = {
  name: 'results',
  summary: {
    zh: '列出项目里保存的评估结果（含以前的），查看、比较两次运行或删除',
    en: 'List the results a project keeps, earlier ones too; show one, compare two runs, or delete',
  },
  places: {
    zh: 'list | show | compare | delete <项目.gpkg> [结果编号]…',
    en: 'list | show | compare | delete <project.gpkg> [result id] ...',
  },
  options: [
    {
      name: 'evaluator',
      value: { zh: '编号', en: 'id' },
      text: { zh: 'list 只列这个评估器', en: 'list: this evaluator only' },
    },
    {
      name: 'all',
      text: { zh: 'compare 也列没有变化的指标', en: 'compare: indicators that did not change as well' },
    },
  ],
  examples: [
    'cityloom results list city.gpkg --evaluator tod',
    'cityloom results compare city.gpkg 3fa2 91bc',
    'cityloom results delete city.gpkg 3fa2',
  ],

  async run(given, context) {
    const verb = requirePlace(resultsCommand, given, 0);
    const work = verbs[verb];
    if (!work) {
      throw badOption('results', verb, {
        zh: '应为 list、show、compare 或 delete',
        en: 'must be list, show, compare or delete',
      });
    }
    const file = requirePlace(resultsCommand, given, 1);
    return withEngine(async (engine) => {
      const state = await openProjectFile(engine, file, context);
      const runs = await engine.request('evaluation/history', {});
      const titles = new Map(state.description.scenarios.map((each) => [each.id, scenarioTitle(each, context)]));
      const manifests = await engine.request('evaluation/list', {});
      const nameOf = (run: RunHeader) => titles.get(run.scenario) ?? run.scenario.slice(0, 8);
      await work({ engine, file, runs, manifests, nameOf, given, context });
      return exitCodes.ok;
    });
  },
};

interface Surroundings {
  readonly engine: EngineClient;
  readonly file: string;
  readonly runs: readonly RunHeader[];
  readonly manifests: readonly Manifest[];
  readonly nameOf: (run: RunHeader) => string;
  readonly given: Arguments;
  readonly context: CommandContext;
}

const verbs: Readonly<Record<string, (surroundings: Surroundings) => Promise<void>>> = {
  list,
  show,
  compare,
  delete: remove,
};

function titleOf(assumption: string): LocalText {
  return defaultAssumptions.find(({ id }) => id === assumption)?.label ?? { zh: assumption, en: assumption };
}

/** The one run whose id begins with `text`. */
function chosenRun(runs: readonly RunHeader[], text: string): RunHeader {
  const found = runs.filter(({ id }) => id.startsWith(text));
  if (found.length === 1) return found[0]!;
  throw new WorkbenchError('evaluation/unknown-run', { id: text });
}

async function list({ runs, nameOf, given, context }: Surroundings): Promise<void> {
  const wanted = given.text('evaluator');
  const shown = runs.filter(({ evaluator }) => wanted === undefined || evaluator === wanted);
  const { json, print, language } = context;
  if (json) {
    print(JSON.stringify(shown, null, 2));
    return;
  }
  const head =
    language === 'zh'
      ? ['编号', '评估器', '情景', '时间', '版本', '输入', '结果', '']
      : ['id', 'evaluator', 'scenario', 'time', 'version', 'inputs', 'result', ''];
  const latest = language === 'zh' ? '最近' : 'latest';
  const rows = shown.map((run) => [
    run.id.slice(0, 8),
    run.evaluator,
    nameOf(run),
    run.created.slice(0, 19).replace('T', ' '),
    run.version,
    run.inputsHash.slice(0, 8),
    run.resultHash.slice(0, 8),
    run.latest ? latest : '',
  ]);
  for (const line of textTable([head, ...rows])) print(line);
}

async function show({ engine, runs, manifests, given, context }: Surroundings): Promise<void> {
  const { id } = chosenRun(runs, requirePlace(resultsCommand, given, 2));
  const { result, ...record } = await engine.request('evaluation/record', { id });
  const { features: _features, layers: _layers, ...texts } = result;
  const manifest = manifests.find((each) => each.id === record.evaluator);
  const parameters = shownParameters(manifest, record.parameters);
  context.print(JSON.stringify({ ...record, parameters, result: texts }, null, 2));
}

async function remove({ engine, file, runs, given, context }: Surroundings): Promise<void> {
  const ids = given.places.slice(2).map((text) => chosenRun(runs, text).id);
  if (ids.length === 0) requirePlace(resultsCommand, given, 2);
  await engine.request('evaluation/delete', { ids });
  await saveProjectFile(engine, file);
  context.tell(context.language === 'zh' ? `删除了 ${ids.length} 个结果。` : `Deleted ${ids.length} of the results.`);
}

async function compare(surroundings: Surroundings): Promise<void> {
  const { engine, runs, manifests, nameOf, given, context } = surroundings;
  const [one, other] = [2, 3].map((place) => chosenRun(runs, requirePlace(resultsCommand, given, place)));
  const found = await engine.request('evaluation/compare', { one: one!.id, other: other!.id });
  const { json, print, language } = context;
  if (json) {
    print(JSON.stringify({ one, other, ...found }, null, 2));
    return;
  }
  const manifest = manifests.find(({ id }) => id === found.evaluator);
  const say = (text: LocalText) => text[language];
  const titled = (run: RunHeader) => `${nameOf(run)}, ${run.created.slice(0, 19).replace('T', ' ')}, ${run.version}`;
  print(`${manifest ? say(manifest.name) : found.evaluator}`);
  print(`  1: ${titled(one!)}`);
  print(`  2: ${titled(other!)}`);
  if (found.sameResult) print(language === 'zh' ? '  结果相同' : '  The results are the same');
  const changed = found.indicators.filter((each) => given.flag('all') || isChanged(each));
  const rows = changed.flatMap(({ id, one: a, other: b, change, percent }) => {
    const definition = manifest?.indicators.find((each) => each.id === id);
    const number = (value: number | null | undefined) =>
      value === null || value === undefined ? '-' : formatFixed(value, definition?.decimals ?? 3);
    const shown = (value: typeof a) => (value?.value === undefined ? (value?.status ?? '-') : number(value.value));
    const share = percent === null ? '' : `${percent > 0 ? '+' : ''}${formatFixed(percent, 1)} %`;
    const unit = definition ? say(unitLabel(definition.unit)) : '';
    return [
      [
        definition ? say(definition.label) : id,
        shown(a),
        shown(b),
        change !== null && change > 0 ? `+${number(change)}` : number(change),
        share,
        unit,
      ],
    ];
  });
  const head = language === 'zh' ? ['指标', '1', '2', '变化', '', ''] : ['indicator', '1', '2', 'change', '', ''];
  if (rows.length > 0) for (const line of textTable([head, ...rows], new Set([1, 2, 3, 4]))) print(`  ${line}`);
  const settings = (title: string, changes: typeof found.parameters, label: (id: string) => string) => {
    if (changes.length === 0) return;
    print(title);
    for (const line of textTable(
      changes.map(({ id, one: a, other: b }) => [label(id), JSON.stringify(a), JSON.stringify(b)]),
    ))
      print(`  ${line}`);
  };
  settings(language === 'zh' ? '不同的参数' : 'Parameters that differ', found.parameters, (id) => {
    const parameter = manifest?.parameters[id];
    return parameter ? say(parameter.title) : id;
  });
  settings(language === 'zh' ? '不同的假设' : 'Assumptions that differ', found.assumptions, (id) => say(titleOf(id)));
  if (found.inputs.length > 0) {
    print(language === 'zh' ? '不同的输入' : 'Inputs that differ');
    for (const text of inputTexts(found.inputs)) print(`  ${say(text)}`);
  }
}
