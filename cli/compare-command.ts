import type { IndicatorDefinition } from '#core/model/indicator.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import { assessmentData, indicatorTable } from './assess-output.ts';
import type { Command } from './command.ts';
import { chosenScenarios, openProjectFile, withEngine } from './project.ts';
import { requirePlace } from './read-arguments.ts';

export const compareCommand: Command = {
  name: 'compare',
  summary: {
    zh: '按情景列出实时指标和已存的评估结果，以及与基准的差',
    en: 'List live indicators and stored results by scenario, with their change against the baseline',
  },
  places: { zh: '<项目.gpkg> [情景]…', en: '<project.gpkg> [scenario] ...' },
  options: [],
  examples: ['cityloom compare city.gpkg', 'cityloom compare city.gpkg A C --json'],

  async run(given, context) {
    const file = requirePlace(compareCommand, given, 0);
    return withEngine(async (engine) => {
      const scenarios = chosenScenarios(await openProjectFile(engine, file, context), given.places.slice(1));
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
