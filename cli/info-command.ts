import { roleOf } from '#core/model/role.ts';
import { formatNumber } from '#core/model/text.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import type { Command, CommandContext } from './command.ts';
import { printPlan } from './import-output.ts';
import { nodeFile } from './node-files.ts';
import { openProjectFile, requestOptions, scenariosInOrder, scenarioTitle, withEngine } from './project.ts';
import { requirePlace } from './read-arguments.ts';
import { textTable } from './text-table.ts';

export const infoCommand: Command = {
  name: 'info',
  summary: {
    zh: '说明一个项目文件，或一个 GIS 文件会怎样导入',
    en: 'Describe a project file, or how a GIS file would be imported',
  },
  places: { zh: '<文件>', en: '<file>' },
  options: [],
  examples: ['cityloom info city.gpkg', 'cityloom info lots.shp --json'],

  async run(given, context) {
    const file = requirePlace(infoCommand, given, 0);
    return withEngine(async (engine) => {
      if (await isProject(engine, file, context)) await showProject(engine, context);
      else {
        const plan = await engine.request('import/inspect', { files: [await nodeFile(file)] }, requestOptions(context));
        printPlan(plan, context);
        const failure = plan.files.find(({ error }) => error)?.error;
        if (failure) return WorkbenchError.fromData(failure).exitCode;
      }
      return exitCodes.ok;
    });
  },
};

/** What says that a file is something else, to be looked at as a layer. */
const otherFile = new Set(['store/not-sqlite', 'store/not-geopackage', 'store/not-project']);

async function isProject(engine: EngineClient, file: string, context: CommandContext): Promise<boolean> {
  try {
    await openProjectFile(engine, file, context);
    return true;
  } catch (thrown) {
    if (thrown instanceof WorkbenchError && otherFile.has(thrown.code)) return false;
    throw thrown;
  }
}

async function showProject(engine: EngineClient, context: CommandContext): Promise<void> {
  const { print, language, json } = context;
  const state = await engine.request('project/state', {});
  const { description, featureCounts, changeCounts } = state;
  const scenarios = scenariosInOrder(state);
  const stored = await engine.request('evaluation/results', {});
  if (json) {
    const { name, epsg, crsName, schemaVersion, created, layers } = description;
    const evaluations = stored.map(({ record, current }) => ({
      evaluator: record.evaluator,
      scenario: record.scenario,
      version: record.version,
      created: record.created,
      inputsHash: record.inputsHash,
      resultHash: record.resultHash,
      current,
    }));
    const counted = layers.map((layer) => ({ ...layer, features: featureCounts[layer.id] ?? null }));
    const changed = scenarios.map((scenario) => ({ ...scenario, changes: changeCounts[scenario.id] ?? 0 }));
    print(
      JSON.stringify(
        { name, epsg, crsName, schemaVersion, created, layers: counted, scenarios: changed, evaluations },
        null,
        2,
      ),
    );
    return;
  }
  print(`${description.name}  EPSG:${description.epsg} ${description.crsName}`);
  print('');
  const layers = [...description.layers].sort((a, b) => a.order - b.order);
  const rows = layers.map(({ name, role, id, table, source }) => [
    name,
    roleOf(role).label[language],
    featureCounts[id] === undefined ? '' : formatNumber(featureCounts[id], 0),
    table,
    source?.file ?? '',
  ]);
  for (const line of textTable(rows, new Set([2]))) print(`  ${line}`);
  print('');
  for (const scenario of scenarios) {
    const own = stored.filter(({ record }) => record.scenario === scenario.id);
    const results = own.map(
      ({ record, current }) => record.evaluator + (current ? '' : language === 'zh' ? '（已过时）' : ' (out of date)'),
    );
    const changes = formatNumber(changeCounts[scenario.id] ?? 0, 0);
    const head = language === 'zh' ? `${changes} 处改动` : `${changes} changes`;
    print(`  ${scenarioTitle(scenario, context)}: ${head}${results.length > 0 ? `; ${results.join(', ')}` : ''}`);
  }
}
