import path from 'node:path';
import { exitCodes } from '#core/model/workbench-error.ts';
import type { Command, CommandContext } from './command.ts';
import { openPage } from './open-page.ts';
import { badOption, wholeNumber } from './read-arguments.ts';
import { type StaticServer, startStaticServer } from './static-server.ts';

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
  ],
  examples: ['cityloom serve --open'],
  async run(given, context) {
    const port = wholeNumber(serveCommand, given, 'port', [0, 65_535]);
    const open = given.flag('open');
    const server = await start(port, context);
    const opened = open && (await openPage(server.url));
    tell(context, server, open && !opened);
    await aborted(context.signal);
    await server.close();
    return exitCodes.ok;
  },
};

async function start(port: number | undefined, { language, print }: CommandContext): Promise<StaticServer> {
  const folder = path.join(import.meta.dirname, '../renderer');
  try {
    return await startStaticServer({ folder, port: port ?? usualPort });
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
    return startStaticServer({ folder });
  }
}

function tell({ language, print }: CommandContext, { url }: StaticServer, openItself: boolean): void {
  if (language === 'zh') print(`工作台在 ${url}${openItself ? '，请在浏览器中打开。' : '。'}按 Ctrl+C 结束。`);
  else print(`The workbench is at ${url}${openItself ? ' for a browser to open.' : '.'} Ctrl+C ends it.`);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    process.once('SIGTERM', () => resolve());
  });
}
