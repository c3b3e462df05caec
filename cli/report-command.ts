import { exitCodes } from '#core/model/workbench-error.ts';
import type { Command } from './command.ts';
import { chosenScenarios, openProjectFile, withEngine } from './project.ts';
import { requirePlace } from './read-arguments.ts';
import { reportOptions, writeReports } from './report-files.ts';

export const reportCommand: Command = {
  name: 'report',
  summary: {
    zh: '用项目里已存的评估结果写出报告，不重新计算',
    en: 'Write the report from the results that the project holds, without running anything',
  },
  places: { zh: '<项目.gpkg>', en: '<project.gpkg>' },
  options: [
    {
      name: 'scenario',
      value: { zh: '字母或名称', en: 'letter or name' },
      multiple: true,
      text: { zh: '只写这个情景（和基准），默认全部', en: 'This scenario (and the baseline) only; all unless given' },
    },
    ...reportOptions,
  ],
  examples: ['cityloom report city.gpkg --language en --format html,pdf --output reports'],

  async run(given, context) {
    const file = requirePlace(reportCommand, given, 0);
    return withEngine(async (engine) => {
      const scenarios = chosenScenarios(await openProjectFile(engine, file, context), given.texts('scenario'));
      const stored = await engine.request('evaluation/results', {});
      const { language, tell, print, json } = context;
      if (stored.length === 0) {
        tell(
          language === 'zh'
            ? '项目里还没有评估结果，报告只有实时指标；先运行 cityloom assess。'
            : 'The project holds no results yet: the report has live indicators only. Run cityloom assess first.',
        );
      }
      const reports = await writeReports(engine, { file, scenarios }, given, context);
      if (json) print(JSON.stringify({ reports }, null, 2));
      else for (const report of reports) print(language === 'zh' ? `报告：${report}` : `Report: ${report}`);
      return exitCodes.ok;
    });
  },
};
