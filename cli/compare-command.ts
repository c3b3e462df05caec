import type { IndicatorDefinition } from '#core/model/indicator.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import { assessmentData, indicatorTable } from './assess-output.ts';
import type { Command } from './command.ts';
import { printExplanation } from './explain-output.ts';
import { chosenScenarios, openProjectFile, scenarioPair, withEngine } from './project.ts';
import { requirePlace } from './read-arguments.ts';

export const compareCommand: Command = {
  name: 'compare',
  summary: {
    zh: '按情景列出实时指标和已存的评估结果，以及与基准的差',
    en: 'List live indicators and stored results by scenario, with their change against the baseline',
  },
  places: { zh: '<项目.gpkg> [情景]…', en: '<project.gpkg> [scenario] ...' },
  options: [
    {
      name: 'why',
      value: { zh: '指标', en: 'indicator' },
      text: {
        zh: '改为说明这个实时指标（如 residents）从第一个情景（默认基准）到第二个为什么变了',
        en: 'Say instead why this live indicator, such as residents, changed from the first scenario (or the baseline) to the second',
      },
    },
    {
      name: 'by',
      value: { zh: 'land-use|development-type|step', en: 'land-use|development-type|step' },
      text: { zh: '按什么分，默认用地变化', en: 'Split by what, change of land use unless given' },
    },
    {
      name: 'assumptions',
      value: { zh: 'low|base|high', en: 'low|base|high' },
      text: {
        zh: '第二个情景取假设的哪一端，默认基值',
        en: 'Which end of the assumptions the second scenario is seen under, base unless given',
      },
    },
  ],
  examples: [
    'cityloom compare city.gpkg',
    'cityloom compare city.gpkg A C --json',
    'cityloom compare city.gpkg A --why residents --by step',
  ],

  async run(given, context) {
    const file = requirePlace(compareCommand, given, 0);
    return withEngine(async (engine) => {
      const state = await openProjectFile(engine, file, context);
      const named = given.places.slice(1);
      if (given.text('why') !== undefined)
        return printExplanation(engine, scenarioPair(state, named), compareCommand, given, context);
      const scenarios = chosenScenarios(state, named);
      const live = await engine.request('indicators/live', { scenarios: scenarios.map(({ id }) => id) });
      const manifests = await engine.request('evaluation/list', { withResults: true });
      const stored = await engine.request('evaluation/results', {});
      const outcomes = stored
        .filter(({ record }) => scenarios.some(({ id }) => id === record.scenario))
        .map(({ record }) => ({
          evaluator: record.evaluator,
          scenario: record.scenario,
          record,
          seconds: 0,
          reused: true,
        }));
      const known = manifests.filter(({ id }) => outcomes.some(({ evaluator }) => evaluator === id));
      const usable = outcomes.filter(({ evaluator }) => known.some(({ id }) => id === evaluator));
      const outdated = stored.filter(({ current }) => !current).length;
      const { print, tell, language, json } = context;
      if (outdated > 0) {
        tell(
          language === 'zh'
            ? `有 ${outdated} 个结果是在情景改动之前算的；重新运行 cityloom assess。`
            : `${outdated} results were calculated before the scenarios changed; run cityloom assess again.`,
        );
      }
      if (json) {
        const assessment = { project: file, scenarios, manifests: known, outcomes: usable, live, reports: [] };
        print(JSON.stringify(assessmentData(assessment, false), null, 2));
        return exitCodes.ok;
      }
      const liveOf = ({ id }: IndicatorDefinition, scenario: Scenario) =>
        live.byScenario[scenario.id]?.find((value) => value.id === id);
      print(language === 'zh' ? '实时指标' : 'Live indicators');
      for (const line of indicatorTable(live.definitions, scenarios, liveOf, context)) print(`  ${line}`);
      for (const manifest of known) {
        print('');
        print(`${manifest.name[language]} (${manifest.id})`);
        const valueOf = ({ id }: IndicatorDefinition, scenario: Scenario) =>
          usable
            .find((each) => each.evaluator === manifest.id && each.scenario === scenario.id)
            ?.record.result.indicators.find((value) => value.id === id);
        for (const line of indicatorTable(manifest.indicators, scenarios, valueOf, context)) print(`  ${line}`);
      }
      return exitCodes.ok;
    });
  },
};
