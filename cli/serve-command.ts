import path from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import type { Command, CommandContext } from './command.ts';
import { openPage } from './open-page.ts';
import { type StaticServer, startStaticServer } from './static-server.ts';

/**
 * The usual port. A browser keeps recent projects and journals for one address, port included: another port is another
 * workbench to it.
 */
const usualPort = 41_730;

/** Serves the workbench on this machine until it is interrupted. */
export const serveCommand: Command = {
  summary: { zh: '在本机浏览器中打开工作台', en: 'Serve the workbench to a browser on this machine' },
  usage: [
    { zh: `--port <端口>   默认 ${usualPort}`, en: `--port <number>   ${usualPort} unless given` },
    { zh: '--open          在浏览器中打开', en: '--open            Open it in a browser' },
  ],
  async run(input, context) {
    const { port, open } = readOptions(input);
    const server = await start(port, context);
    const opened = open && (await openPage(server.url));
    tell(context, server, open && !opened);
    await interrupted();
    await server.close();
    return exitCodes.ok;
  },
};

function readOptions(input: readonly string[]): { port: number | undefined; open: boolean } {
  const badOption = (option: string, reason: { zh: string; en: string } | string) =>
    new WorkbenchError('command/bad-option', { command: 'serve', option, reason });
  let values: { port?: string; open?: boolean };
  try {
    const options = { port: { type: 'string' }, open: { type: 'boolean' } } as const;
    ({ values } = parseArgs({ args: [...input], options }));
  } catch (thrown) {
    throw badOption(input.join(' '), thrown instanceof Error ? thrown.message : String(thrown));
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw badOption('--port', { zh: '应为 0–65535 的整数', en: 'must be a whole number from 0 to 65535' });
  }
  return { port, open: values.open === true };
}

async function start(port: number | undefined, { language, print }: CommandContext): Promise<StaticServer> {
  const folder = path.join(import.meta.dirname, '../renderer');
  try {
    return await startStaticServer({ folder, port: port ?? usualPort });
  } catch (thrown) {
    const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
    if (!isTaken) throw thrown;
    if (port !== undefined) {
      const reason = { zh: `端口 ${port} 已被占用`, en: `port ${port} is taken by another program` };
      throw new WorkbenchError('command/bad-option', { command: 'serve', option: '--port', reason });
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

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
