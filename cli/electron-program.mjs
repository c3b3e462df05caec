import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Electron's program in a checkout, when it has been fetched. */
export function findElectron(root) {
  const folder = path.join(root, 'node_modules/electron');
  const name = readText(path.join(folder, 'path.txt'));
  const program = name && path.join(folder, 'dist', name);
  return program && existsSync(program) ? program : undefined;
}

/** Where it is remembered that a version of Electron could not be fetched; a fresh install forgets it. */
function refusalFile(root) {
  return path.join(root, 'node_modules/.cache/cityloom/electron-not-fetched');
}

function electronVersion(root) {
  const text = readText(path.join(root, 'node_modules/electron/package.json'));
  return text === undefined ? '' : JSON.parse(text).version;
}

/** Whether fetching this version of Electron has failed before. */
export function wasRefused(root) {
  return readText(refusalFile(root)) === electronVersion(root);
}

/**
 * Fetches Electron's program by its own installer, once: a failure is remembered. The installer is ended when nothing has
 * arrived for a while, because a network that swallows connections would keep it waiting for minutes.
 */
export async function fetchElectron(root, stallMilliseconds = 20_000) {
  const folder = path.join(root, 'node_modules/electron');
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'cityloom-electron-'));
  const environment = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  delete environment.ELECTRON_SKIP_BINARY_DOWNLOAD;
  try {
    const child = spawn(process.execPath, [path.join(folder, 'install.js')], { env: environment, stdio: 'ignore' });
    await endOf(child, () => bytesBelow(temporary) + bytesBelow(path.join(folder, 'dist')), stallMilliseconds);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  const program = findElectron(root);
  if (program === undefined) {
    mkdirSync(path.dirname(refusalFile(root)), { recursive: true });
    writeFileSync(refusalFile(root), electronVersion(root));
  }
  return program;
}

/** Waits for a program, and ends it when its `progress` has stood still for too long. */
function endOf(child, progress, stallMilliseconds) {
  return new Promise((resolve) => {
    let seen = progress();
    let since = Date.now();
    const timer = setInterval(
      () => {
        const now = progress();
        if (now !== seen) [seen, since] = [now, Date.now()];
        else if (Date.now() - since > stallMilliseconds) child.kill('SIGKILL');
      },
      Math.min(1000, stallMilliseconds / 4),
    );
    const end = () => {
      clearInterval(timer);
      resolve();
    };
    child.once('error', end);
    child.once('close', end);
  });
}

function bytesBelow(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size, 0);
  } catch {
    return 0;
  }
}
