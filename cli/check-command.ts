import type { LayerId } from '#core/model/ids.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import { checkOf, fixableChecks } from '#core/readiness/checks.ts';
import type { ProjectReadiness } from '#core/readiness/readiness.ts';
import { isThresholdId, type ThresholdValues, thresholds } from '#core/readiness/thresholds.ts';
import type { FixOutcome } from '#core/rpc/layer-messages.ts';
import type { ProjectState } from '#core/rpc/requests.ts';
import { printFixes, printReadiness, readinessData } from './check-output.ts';
import type { Arguments, Command } from './command.ts';
import { openProjectFile, requestOptions, saveProjectFile, withEngine } from './project.ts';
import { badOption, requirePlace } from './read-arguments.ts';

export const checkCommand: Command = {
  name: 'check',
  summary: {
    zh: '就绪检查：重叠、缝隙、无效几何、缺失与可疑的值，逐图层打分；有错误时退出码为 10',
    en: 'Readiness: overlaps, gaps, invalid geometry, missing and suspicious values, a score by layer; exit code 10 on errors',
  },
  places: { zh: '<项目.gpkg>', en: '<project.gpkg>' },
  options: [
    {
      name: 'layer',
      value: { zh: '图层', en: 'layer' },
      multiple: true,
      text: { zh: '只检查这个图层', en: 'Check this layer alone' },
    },
    {
      name: 'limit',
      value: { zh: '限值=数', en: 'limit=number' },
      multiple: true,
      text: { zh: '这次用另一个限值，如 gap-area=20', en: 'Another limit for this run, such as gap-area=20' },
    },
    {
      name: 'fix',
      text: { zh: '修复可以安全修复的并存入项目', en: 'Mend what is safe to mend and save the project' },
    },
  ],
  examples: [
    'cityloom check city.gpkg',
    'cityloom check city.gpkg --layer parcels --limit gap-area=20 --json',
    'cityloom check city.gpkg --fix',
  ],

  async run(given, context) {
    const file = requirePlace(checkCommand, given, 0);
    const limits = statedLimits(given);
    return withEngine(async (engine) => {
      const state = await openProjectFile(engine, file, context);
      const layers = layersCalled(state, given.texts('layer'));
      const request = { ...(layers ? { layers } : {}), limits };
      const options = requestOptions(context);
      let readiness = await engine.request('readiness/check', request, options);
      const fixes: FixOutcome[] = [];
      if (given.flag('fix')) {
        for (const { layer, checks } of readiness.layers) {
          const wanted = fixableChecks.filter((id) => checks.some(({ check, fixable }) => check === id && fixable > 0));
          if (wanted.length === 0) continue;
          fixes.push(await engine.request('readiness/fix', { layer, checks: wanted, limits }, options));
        }
        if (fixes.some(({ notes }) => notes.length > 0)) await saveProjectFile(engine, file);
        readiness = await engine.request('readiness/check', request, options);
      }
      if (context.json) context.print(JSON.stringify(readinessData(readiness, fixes, state, context), null, 2));
      else {
        printFixes(fixes, state, context);
        printReadiness(readiness, state, context);
      }
      return hasErrors(readiness) ? exitCodes.input : exitCodes.ok;
    });
  },
};

function hasErrors({ layers }: ProjectReadiness): boolean {
  return layers.some(({ checks }) =>
    checks.some(({ check, count }) => count > 0 && checkOf(check).severity === 'error'),
  );
}

function layersCalled({ description }: ProjectState, names: readonly string[]): LayerId[] | undefined {
  if (names.length === 0) return undefined;
  const layers = description.layers.filter(({ table }) => table !== '');
  return names.map((name) => {
    const layer = layers.find((each) => each.name === name || each.id === name);
    if (layer) return layer.id;
    throw new WorkbenchError('import/no-layer-called', { name, known: layers.map((each) => each.name).join(', ') });
  });
}

function statedLimits(given: Arguments): Partial<ThresholdValues> {
  const limits: Record<string, number> = {};
  for (const pair of given.texts('limit')) {
    const at = pair.indexOf('=');
    const [id, text] = [pair.slice(0, at), pair.slice(at + 1).trim()];
    if (!isThresholdId(id)) {
      const known = Object.keys(thresholds).join(', ');
      throw badOption('check', `--limit ${pair}`, { zh: `限值有 ${known}`, en: `the limits are ${known}` });
    }
    const { minimum, maximum } = thresholds[id];
    const value = Number(text);
    if (text === '' || !(value >= minimum && value <= maximum))
      throw badOption('check', `--limit ${pair}`, {
        zh: `应为 ${minimum}–${maximum} 的数`,
        en: `must be a number from ${minimum} to ${maximum}`,
      });
    limits[id] = value;
  }
  return limits;
}
