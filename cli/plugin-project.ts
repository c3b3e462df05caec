import { exitCodes } from '#core/model/workbench-error.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { readPluginPlace } from '#electron/files/plugin-folder.ts';
import type { Arguments, CommandContext } from './command.ts';
import { entryLines, factLines, faultLines } from './plugin-output.ts';
import { openProjectFile, saveProjectFile, withEngine } from './project.ts';

/** Opens a project, does `work` with its plugins, saves it where `saves` says so, and prints what plugins it then has. */
function withPlugins(
  project: string,
  context: CommandContext,
  saves: boolean,
  work: (engine: EngineClient) => Promise<unknown>,
): Promise<number> {
  return withEngine(async (engine) => {
    const quiet: CommandContext = { ...context, tell: () => undefined };
    await openProjectFile(engine, project, saves ? quiet : context);
    await work(engine);
    if (saves) await saveProjectFile(engine, project);
    const entries = await engine.request('plugin/list', {});
    const { json, print, language } = context;
    if (json) print(JSON.stringify({ project, plugins: entries }, null, 2));
    else if (entries.length === 0) print(language === 'zh' ? '项目里没有插件。' : 'The project has no plugins.');
    else {
      for (const line of entryLines(entries, language)) print(line);
      for (const { id, faults } of entries) for (const line of faultLines(faults, language)) print(`${id}  ${line}`);
    }
    return exitCodes.ok;
  });
}

/** Shows what a package wants and puts it into a project. */
export function installPlugin(
  project: string,
  place: string,
  given: Arguments,
  context: CommandContext,
): Promise<number> {
  return withPlugins(project, context, true, async (engine) => {
    const source = await readPluginPlace(place);
    const { facts } = await engine.request('plugin/inspect', { source });
    if (facts) for (const line of factLines(facts, context.language)) context.tell(line);
    await engine.request('plugin/install', { source, acceptKey: given.flag('accept-key') });
  });
}

export function listPlugins(project: string, context: CommandContext): Promise<number> {
  return withPlugins(project, context, false, async () => undefined);
}

export function switchPlugin(project: string, id: string, enabled: boolean, context: CommandContext): Promise<number> {
  return withPlugins(project, context, true, (engine) => engine.request('plugin/set-enabled', { id, enabled }));
}

export function withdrawPlugin(project: string, id: string, context: CommandContext): Promise<number> {
  return withPlugins(project, context, false, (engine) => engine.request('plugin/withdraw', { id }));
}

export function removePlugin(project: string, id: string, context: CommandContext): Promise<number> {
  return withPlugins(project, context, true, (engine) => engine.request('plugin/remove', { id }));
}
