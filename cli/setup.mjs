import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-chromium.mjs';
import { isNodeNewEnough, needsBuild, needsInstall, oldestNode } from './setup-state.mjs';
import { runProgram, say, sentence } from './terminal.mjs';

/**
 * Makes the checkout ready to run: packages, build and, if asked for, a browser. Says what it does, does only what is
 * missing, and needs nothing but Node. `node cli/setup.mjs [--browser]`
 */

const root = path.join(import.meta.dirname, '..');

/** A step that failed, said in a sentence for the person at the terminal. */
export class SetupError extends Error {}

export async function setUp({ browser = false } = {}) {
  if (!isNodeNewEnough(process.version)) {
    throw new SetupError(
      sentence(
        `这里需要 Node ${oldestNode} 或更新的版本，现在是 ${process.version}。请安装新的 Node 后再试。`,
        `This needs Node ${oldestNode} or newer; this is ${process.version}. Install a newer Node and run it again.`,
      ),
    );
  }
  if (needsInstall(root)) await install();
  if (needsBuild(root)) await build();
  if (browser && findChromium() === undefined) await installChromium();
}

async function install() {
  say('正在安装依赖包（npm ci）……', 'Installing packages (npm ci) ...');
  const input = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // Electron's program is fetched when it is started for the first time, so that a machine without access to it installs.
  const options = { cwd: root, environment: { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' } };
  const npm = process.env.npm_execpath;
  const { code } = npm?.endsWith('.js')
    ? await runProgram(process.execPath, [npm, ...input], options)
    : await runProgram('npm', input, { ...options, shell: process.platform === 'win32' });
  if (code === 0) return;
  throw new SetupError(
    sentence(
      '依赖包没有装好：上面有 npm 的说明。检查网络后再试一次。',
      'The packages could not be installed: npm says why above. Check the network and run it again.',
    ),
  );
}

async function build() {
  say('正在构建（npm run build）……', 'Building (npm run build) ...');
  const { code, output } = await runProgram(process.execPath, [path.join(root, 'cli/build.mjs')], {
    cwd: root,
    quiet: true,
  });
  if (code !== 0) throw new SetupError(`${output}\n${sentence('构建没有成功。', 'The build did not succeed.')}`);
}

async function installChromium() {
  const named = process.env.CITYLOOM_CHROMIUM;
  if (named) {
    throw new SetupError(
      sentence(
        `CITYLOOM_CHROMIUM 指定的 ${named} 不是可以运行的程序。`,
        `CITYLOOM_CHROMIUM names ${named}, which is not a program that can be run.`,
      ),
    );
  }
  say('没有找到 Chromium 类浏览器，正在安装一个……', 'No Chromium browser was found; installing one ...');
  await installFromSystem();
  if (findChromium() !== undefined) return;
  const installer = path.join(root, 'node_modules/playwright-core/cli.js');
  await runProgram(process.execPath, [installer, 'install', 'chromium'], { cwd: root });
  if (findChromium() !== undefined) return;
  throw new SetupError(
    sentence(
      '浏览器没有装好。请安装 Chromium、Google Chrome 或 Microsoft Edge，或用环境变量 CITYLOOM_CHROMIUM 指出它的位置。',
      'No browser could be installed. Install Chromium, Google Chrome or Microsoft Edge, or name its program in CITYLOOM_CHROMIUM.',
    ),
  );
}

/** By the system's own packages, on Debian and its kin, where that needs no password. */
async function installFromSystem() {
  if (process.platform !== 'linux') return;
  if ((await runProgram('apt-get', ['--version'], { quiet: true })).code !== 0) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && (await runProgram('sudo', ['-n', 'true'], { quiet: true })).code !== 0) return;
  const apt = (...input) =>
    runProgram(isRoot ? 'apt-get' : 'sudo', isRoot ? input : ['-n', 'apt-get', ...input], {
      environment: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  const wanted = ['install', '-y', '--no-install-recommends', 'chromium'];
  if ((await apt(...wanted)).code === 0) return;
  // The list of packages may be missing or old.
  if ((await apt('update')).code === 0) await apt(...wanted);
}

/** Whether this file was started itself, rather than imported. */
function isStarted() {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url);
}

if (isStarted()) {
  try {
    await setUp({ browser: process.argv.includes('--browser') });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
