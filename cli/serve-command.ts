import path from 'node:path';
import { exitCodes } from '#core/model/workbench-error.ts';
import { developerPlugins, developerPluginsName, developerQuery } from '#electron/files/developer-plugins.ts';
import { readPluginPlace } from '#electron/files/plugin-folder.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import { openPage } from './open-page.ts';
import { badOption, wholeNumber } from './read-arguments.ts';
import { type LiveTexts, type StaticServer, startStaticServer } from './static-server.ts';

/**
 * The usual port. A browser keeps recent projects and journals for one address, port included: another port is another
 * workbench to it.
 */
const usualPort = 41_730;

/** Serves the workbench on this machine until it is interrupted. */
export const serveCommand: Command = {
  name: 'serve',
  summary: { zh: '在本机浏览器中打开工作台', en: 'Serve the workbench to a browser on this machine' },
  places: { zh: '', en: '' },
  options: [
    {
      name: 'port',
      value: { zh: '端口', en: 'number' },
      text: { zh: `默认 ${usualPort}`, en: `${usualPort} unless given` },
    },
    { name: 'open', text: { zh: '在浏览器中打开', en: 'Open it in a browser' } },
    {
      name: 'plugin',
      value: { zh: '文件夹', en: 'folder' },
      multiple: true,
      text: {
        zh: '同时运行这个正在编写的插件，改动后随即重新读取',
        en: 'Also run this plugin under development, read again as it changes',
      },
    },
  ],
  examples: ['cityloom serve --open', 'cityloom serve --open --plugin street-noise'],
  run: (given, context) => serve(given.texts('plugin'), given, context),
};

/** Serves the workbench with one plugin under development: `plugin dev`. */
export function servePlugin(folder: string, given: Arguments, context: CommandContext): Promise<number> {
  return serve([folder], given, context);
}

async function serve(plugins: readonly string[], given: Arguments, context: CommandContext): Promise<number> {
  // A folder that is not there is an error now, and a remark in the window later.
  for (const folder of plugins) await readPluginPlace(folder);
  const port = wholeNumber(serveCommand, given, 'port', [0, 65_535]);
  const open = given.flag('open');
  const live = plugins.length > 0 ? { [developerPluginsName]: () => developerPlugins(plugins) } : {};
  const server = await start(port, live, context);
  const url = plugins.length > 0 ? `${server.url}${developerQuery}` : server.url;
  const opened = open && (await openPage(url));
  tell(context, url, open && !opened);
  await aborted(context.signal);
  await server.close();
  return exitCodes.ok;
}

async function start(
  port: number | undefined,
  live: LiveTexts,
  { language, print }: CommandContext,
): Promise<StaticServer> {
  const folder = path.join(import.meta.dirname, '../renderer');
  try {
    return await startStaticServer({ folder, live, port: port ?? usualPort });
  } catch (thrown) {
    const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
    if (!isTaken) throw thrown;
    if (port !== undefined) {
      const reason = { zh: `端口 ${port} 已被占用`, en: `port ${port} is taken by another program` };
      throw badOption('serve', '--port', reason);
    }
    print(
      language === 'zh'
        ? `端口 ${usualPort} 已被占用，改用别的端口；在那里看不到平时的最近项目。`
        : `Port ${usualPort} is taken; another one is used, where the usual recent projects are not listed.`,
    );
    return startStaticServer({ folder, live });
  }
}

function tell({ language, print }: CommandContext, url: string, openItself: boolean): void {
  // The address ends its line: a terminal takes whatever follows a link, a full stop too, into it.
  const said =
    language === 'zh'
      ? `${openItself ? '请在浏览器中打开工作台' : '工作台已打开'}（按 Ctrl+C 结束）：`
      : `${openItself ? 'Open the workbench in a browser' : 'The workbench is open'} (Ctrl+C ends it):`;
  print(`${said} ${url}`);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    process.once('SIGTERM', () => resolve());
  });
}
