import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Manifest, ParameterValue, ParameterValues } from '#core/evaluation/contract.ts';
import { secondsLeft, spanText } from '#core/evaluation/time-left.ts';
import { describeRemark } from '#core/model/remark.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { renderText } from '#core/model/text.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import type { EngineClient, EvaluationOutcome, ProjectState } from '#core/rpc/requests.ts';
import { parseRecipe } from '#core/scenario/recipe.ts';
import { readPluginPlace } from '#electron/files/plugin-folder.ts';
import { assessmentData, printAssessment } from './assess-output.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import {
  chosenScenarios,
  openProjectFile,
  readBytes,
  requestOptions,
  saveProjectFile,
  scenariosInOrder,
  scenarioTitle,
  withEngine,
} from './project.ts';
import { badOption } from './read-arguments.ts';
import { reportOptions, writeReports } from './report-files.ts';

/** The projects of the sample city, one in each language, made by the build. */
const samples = path.join(import.meta.dirname, '../../samples/linjiang');
/** What its reports are named after, in either language. */
const sampleReport = path.join(samples, 'linjiang.gpkg');

export const assessCommand: Command = {
  name: 'assess',
  summary: {
    zh: '运行评估器并写出报告；不给项目时评估示例城市',
    en: 'Run evaluators and write the report; the sample city when no project is given',
  },
  places: { zh: '[项目.gpkg]', en: '[project.gpkg]' },
  options: [
    {
      name: 'recipe',
      value: { zh: '文件', en: 'file' },
      multiple: true,
      text: { zh: '先按这个配方（YAML 或 JSON）建立情景', en: 'First make a scenario from this recipe (YAML or JSON)' },
    },
    {
      name: 'evaluator',
      value: { zh: '编号', en: 'id' },
      multiple: true,
      text: {
        zh: '只运行这个评估器；默认全部，敏感性分析除外（它要把别的评估器跑很多遍）',
        en: 'Run this evaluator only; all unless given, but for sensitivity, which runs others many times',
      },
    },
    {
      name: 'plugin',
      value: { zh: '文件夹或包', en: 'folder or package' },
      multiple: true,
      text: {
        zh: '这一次也运行这个插件，不装入项目',
        en: 'Run this plugin this time as well, without installing it',
      },
    },
    {
      name: 'scenario',
      value: { zh: '字母或名称', en: 'letter or name' },
      multiple: true,
      text: {
        zh: '只评估这个情景（和基准），默认全部',
        en: 'Assess this scenario (and the baseline) only; all unless given',
      },
    },
    {
      name: 'parameter',
      value: { zh: '评估器.参数=值', en: 'evaluator.parameter=value' },
      multiple: true,
      text: { zh: '设定评估器的参数', en: 'Set a parameter of an evaluator' },
    },
    {
      name: 'features',
      text: { zh: 'JSON 中包含逐要素的值', en: 'Include the values of single features in the JSON' },
    },
    { name: 'no-report', text: { zh: '不写报告', en: 'Write no report' } },
    { name: 'no-save', text: { zh: '不把情景和结果存回项目', en: 'Do not keep scenarios and results in the project' } },
    ...reportOptions,
  ],
  examples: [
    'cityloom assess',
    'cityloom assess city.gpkg --recipe tod.yaml --recipe corridor.yaml --language zh',
    'cityloom assess city.gpkg --plugin street-noise --no-save',
    'cityloom assess city.gpkg --evaluator tod --parameter tod.catchment=600 --json --no-report',
  ],

  async run(given, context) {
    const named = given.places[0];
    const sample = path.join(samples, `${context.language}.gpkg`);
    const file = named ?? sample;
    if (named === undefined) {
      if (!existsSync(sample)) throw new WorkbenchError('store/sample-missing');
      context.tell(
        context.language === 'zh' ? '评估示例城市：临江新城。' : 'Assessing the sample city, Linjiang New Town.',
      );
    }
    return withEngine(async (engine) => {
      const opened = await openProjectFile(engine, file, context);
      const tried = await tryPlugins(engine, given.texts('plugin'));
      const manifests = await chosenEvaluators(engine, tried, given);
      const parameters = chosenParameters(manifests, given);
      const state = await replayRecipes(engine, opened, given, context);
      const scenarios = chosenScenarios(state, given.texts('scenario'));
      const outcomes = await runAll(engine, manifests, scenarios, parameters, context);
      // The sample comes with the program: it stays as it is.
      if (named !== undefined && !given.flag('no-save')) await saveProjectFile(engine, file);
      const reports = given.flag('no-report')
        ? []
        : await writeReports(
            engine,
            { file: named ?? sampleReport, scenarios, evaluators: manifests.map(({ id }) => id) },
            given,
            context,
          );
      const live = await engine.request('indicators/live', { scenarios: scenarios.map(({ id }) => id) });
      const assessment = { project: file, scenarios, manifests, outcomes, live, reports };
      if (context.json) {
        context.print(JSON.stringify(assessmentData(assessment, given.flag('features')), null, 2));
      } else printAssessment(assessment, context);
      return outcomes.some(({ error }) => error) ? exitCodes.plugin : exitCodes.ok;
    });
  },
};

/** Makes the plugins in these places run without installing them; their ids. */
async function tryPlugins(engine: EngineClient, places: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const place of places) {
    const { id } = await engine.request('plugin/try', { source: await readPluginPlace(place) });
    ids.push(id);
  }
  return ids;
}

/** The evaluators that were named; with plugins to try and no names, those plugins; else all. */
async function chosenEvaluators(engine: EngineClient, tried: readonly string[], given: Arguments): Promise<Manifest[]> {
  const all = await engine.request('evaluation/list', {});
  const plugins = await engine.request('plugin/list', {});
  const named = given.texts('evaluator');
  const wanted = named.length > 0 ? named : tried;
  if (wanted.length === 0) return all.filter(({ runs }) => !runs);
  return wanted.map((id) => {
    const manifest = all.find((each) => each.id === id);
    if (manifest) return manifest;
    const isWaiting = plugins.some((plugin) => plugin.id === id && plugin.state === 'waiting');
    if (isWaiting) throw new WorkbenchError('plugin/not-allowed', { id });
    throw new WorkbenchError('plugin/unknown', { id, known: all.map((each) => each.id).join(', ') });
  });
}

/** A value as it stands on the command line: JSON where it is such, otherwise text. */
function parameterValue(text: string): ParameterValue {
  try {
    return JSON.parse(text) as ParameterValue;
  } catch {
    return text;
  }
}

function chosenParameters(manifests: readonly Manifest[], given: Arguments): Record<string, ParameterValues> {
  const parameters: Record<string, Record<string, ParameterValue>> = {};
  for (const pair of given.texts('parameter')) {
    const [, evaluator = '', name = '', value = ''] = /^([\w-]+)\.([\w-]+)=(.*)$/s.exec(pair) ?? [];
    const manifest = manifests.find(({ id }) => id === evaluator);
    if (!manifest || !Object.hasOwn(manifest.parameters, name)) {
      const known = manifests.flatMap(({ id, parameters: own }) => Object.keys(own).map((each) => `${id}.${each}`));
      throw badOption('assess', `--parameter ${pair}`, {
        zh: `应为 评估器.参数=值；有 ${known.join(' ')}`,
        en: `must be evaluator.parameter=value; there are ${known.join(' ')}`,
      });
    }
    parameters[evaluator] = { ...parameters[evaluator], [name]: parameterValue(value) };
  }
  return parameters;
}

/** Makes a scenario of each recipe; one that the project has already, by name, is left as it is. */
async function replayRecipes(
  engine: EngineClient,
  opened: ProjectState,
  given: Arguments,
  { language, tell, progress }: CommandContext,
): Promise<ProjectState> {
  let state = opened;
  for (const file of given.texts('recipe')) {
    const text = new TextDecoder().decode(await readBytes(file));
    const fileName = path.basename(file);
    const { name } = parseRecipe(text, fileName);
    const present = scenariosInOrder(state).find(
      (scenario) => scenario.name.zh === name.zh || scenario.name.en === name.en,
    );
    if (present) {
      const title = scenarioTitle(present, { language });
      tell(
        language === 'zh'
          ? `${fileName}：项目里已有情景“${title}”，保持原样。`
          : `${fileName}: the project has the scenario "${title}" already; it stays as it is.`,
      );
      continue;
    }
    progress(language === 'zh' ? `建立情景：${name.zh}` : `Making scenario: ${name.en}`);
    const replayed = await engine.request('scenario/replay', { text, fileName });
    state = replayed.state;
    for (const { remarks } of replayed.outcomes) {
      for (const remark of remarks) tell(`${fileName}: ${describeRemark(remark, language)}`);
    }
  }
  return state;
}

const timeLeftText = { zh: '，还需约 {time}', en: ', about {time} left' };

async function runAll(
  engine: EngineClient,
  manifests: readonly Manifest[],
  scenarios: readonly Scenario[],
  parameters: Readonly<Record<string, ParameterValues>>,
  context: CommandContext,
): Promise<readonly EvaluationOutcome[]> {
  const { language, progress } = context;
  const total = manifests.length * scenarios.length;
  const shares = new Map<string, number>();
  const began = performance.now();
  const stop = engine.on('evaluation/progress', ({ evaluator, scenario, share }) => {
    shares.set(`${evaluator} ${scenario}`, share);
    const all = [...shares.values()];
    const done = all.filter((each) => each === 1).length;
    const whole = all.reduce((sum, each) => sum + each, 0) / total;
    const seconds = secondsLeft((performance.now() - began) / 1000, whole);
    // A log would take each line with other numbers for another line.
    const left =
      seconds === undefined || !process.stderr.isTTY
        ? ''
        : renderText(timeLeftText, language, { time: spanText(seconds) });
    progress(`${language === 'zh' ? '评估' : 'Evaluating'} ${done} / ${total}${left}`);
  });
  try {
    return await engine.request(
      'evaluation/run',
      { evaluators: manifests.map(({ id }) => id), scenarios: scenarios.map(({ id }) => id), parameters },
      requestOptions(context),
    );
  } finally {
    stop();
  }
}
