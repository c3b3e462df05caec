import { spawn } from 'node:child_process';
import path from 'node:path';
import { fetchElectron, findElectron, wasRefused } from './electron-program.mjs';
import { hasDisplay } from './find-chromium.mjs';
import { SetupError, setUp } from './setup.mjs';
import { say } from './terminal.mjs';

/**
 * `npm start [-- project.gpkg] [--plugin FOLDER]`: the desktop program where Electron runs, otherwise the same page on loopback in a browser.
 * `--browser` takes the browser at once, `--fetch-electron` tries again to fetch Electron.
 */

const root = path.join(import.meta.dirname, '..');
const quickFailureMilliseconds = 5000;

async function electronProgram(again) {
  const found = findElectron(root);
  if (found !== undefined || (wasRefused(root) && !again)) return found;
  say('正在获取 Electron（约 110 MB，只做一次）……', 'Fetching Electron (about 110 MB, once) ...');
  return fetchElectron(root);
}

/** Runs the desktop program to its end; false when it could not come up, as on systems that forbid its sandbox. */
function runElectron(program, files) {
  const environment = { ...process.env };
  delete environment.ELECTRON_RUN_AS_NODE;
  const begun = Date.now();
  return new Promise((resolve) => {
    const child = spawn(program, [root, ...files], { env: environment, stdio: 'inherit' });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0 || Date.now() - begun > quickFailureMilliseconds));
  });
}

/** Why the desktop program cannot be shown here, as [zh, en]; undefined when it can. */
function obstacle() {
  if (!hasDisplay()) return ['这里没有显示器', 'there is no display here'];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return ['Electron 不能以 root 身份运行', 'Electron does not run as root'];
  }
  return undefined;
}

/** Folders of plugins under development, and the other arguments. */
function withoutPlugins(input) {
  const folders = input.flatMap((argument, at) => (input[at - 1] === '--plugin' ? [path.resolve(argument)] : []));
  const others = input.filter((argument, at) => argument !== '--plugin' && input[at - 1] !== '--plugin');
  return { folders, others };
}

async function start(all) {
  await setUp();
  const { folders, others: input } = withoutPlugins(all);
  const files = [...input.filter((argument) => !argument.startsWith('--')), ...folders.map((one) => `--plugin=${one}`)];
  let reason = input.includes('--browser') ? ['按要求', 'as asked'] : obstacle();
  if (reason === undefined) {
    const program = await electronProgram(input.includes('--fetch-electron'));
    if (program !== undefined && (await runElectron(program, files))) return 0;
    reason =
      program === undefined
        ? ['没有取得 Electron', 'Electron could not be fetched']
        : ['Electron 没能启动', 'Electron did not come up'];
  }
  say(
    `不用 Electron（${reason[0]}），改为在浏览器中使用同一个工作台。`,
    `Electron is not used (${reason[1]}): the same workbench is served to a browser.`,
  );
  const { run } = await import('../out/cli/main.js');
  return run(['serve', '--open', ...folders.flatMap((folder) => ['--plugin', folder])]);
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
