import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchElectron, findElectron, wasRefused } from '#cli/electron-program.mjs';
import { chromiumPlaces, findChromium, hasDisplay } from '#cli/find-chromium.mjs';
import {
  isNodeNewEnough,
  missingPackages,
  needsBuild,
  needsInstall,
  sourceStamp,
  stampFile,
} from '#cli/setup-state.mjs';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'cityloom-setup-'));
});
afterEach(() => rm(root, { recursive: true }));

async function write(name: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true });
  await writeFile(path.join(root, name), text);
}

test('versions of Node are compared by their numbers', () => {
  const seen = ['v20.19.0', 'v20.9.9', 'v20.20.1', 'v18.99.0', 'v24.0.0', 'v20.18.3'].map((version) =>
    isNodeNewEnough(version),
  );
  expect(seen).toEqual([true, false, true, false, true, false]);
});

describe('packages', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/other-system': { version: '3.0.0', optional: true },
    },
  };

  test('are missing when they are absent or of another version', () => {
    const installed = { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } } };
    expect(missingPackages(lock, installed)).toEqual(['node_modules/b']);
    expect(missingPackages(lock, undefined)).toEqual(['node_modules/a', 'node_modules/b']);
  });

  test('are installed when there is no record of an installation, and only then', async () => {
    await write('package-lock.json', JSON.stringify(lock));
    expect(needsInstall(root)).toBe(true);
    const { 'node_modules/other-system': _other, ...installed } = lock.packages;
    await write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
    expect(needsInstall(root)).toBe(false);
    await write('node_modules/.package-lock.json', '{"half');
    expect(needsInstall(root)).toBe(true);
  });
});

describe('the build', () => {
  test('is made when a part is missing or a source has changed', async () => {
    await write('core/model/a.ts', 'one');
    await write('tests/a.test.ts', 'one');
    expect(needsBuild(root)).toBe(true);
    for (const part of ['main/index.js', 'preload/index.cjs', 'renderer/index.html', 'cli/main.js']) {
      await write(`out/${part}`, '');
    }
    expect(needsBuild(root)).toBe(true);
    await writeFile(stampFile(root), sourceStamp(root));
    expect(needsBuild(root)).toBe(false);
    await write('tests/a.test.ts', 'two');
    await write('core/.cache/x', 'two');
    expect(needsBuild(root)).toBe(false);
    await write('core/model/a.ts', 'two');
    expect(needsBuild(root)).toBe(true);
    await writeFile(stampFile(root), sourceStamp(root));
    await write('core/model/b.ts', '');
    expect(needsBuild(root)).toBe(true);
    await writeFile(stampFile(root), sourceStamp(root));
    await rm(path.join(root, 'out/cli/main.js'));
    expect(needsBuild(root)).toBe(true);
  });
});

describe('a browser', () => {
  test('is the one that was named, or none', () => {
    const environment = { CITYLOOM_CHROMIUM: '/opt/chrome', PATH: '/usr/bin' };
    expect(findChromium('linux', environment, () => true)).toBe('/opt/chrome');
    expect(findChromium('linux', environment, (file) => file !== '/opt/chrome')).toBeUndefined();
  });

  test('is looked for where each system has it', () => {
    const only = (wanted: string) => (file: string) => file === wanted;
    const find = (platform: NodeJS.Platform, environment: Record<string, string>, wanted: string) =>
      findChromium(platform, environment, only(wanted));
    expect(find('linux', { PATH: '/a:/usr/bin' }, '/usr/bin/google-chrome')).toBe('/usr/bin/google-chrome');
    const mac = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
    expect(find('darwin', { HOME: '/Users/x' }, mac)).toBe(mac);
    const windows = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    expect(find('win32', { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }, windows)).toBe(windows);
    expect(chromiumPlaces('linux', { PATH: '/usr/bin' })[0]).toBe('/usr/bin/chromium');
  });

  test('needs a display on Linux', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('win32', {})).toBe(true);
  });
});

describe('Electron’s program', () => {
  const folder = 'node_modules/electron';
  const fetched = `
    const fs = require('node:fs'), path = require('node:path');
    fs.mkdirSync(path.join(__dirname, 'dist'));
    fs.writeFileSync(path.join(__dirname, 'dist/electron'), 'program');
    fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron');`;

  test('is found after it was fetched', async () => {
    await write(`${folder}/package.json`, '{"version":"41.0.0"}');
    await write(`${folder}/install.js`, fetched);
    expect(findElectron(root)).toBeUndefined();
    const program = path.join(root, folder, 'dist/electron');
    expect(await fetchElectron(root)).toBe(program);
    expect([findElectron(root), wasRefused(root)]).toEqual([program, false]);
  });

  test.each([
    ['fails', 'process.exit(1)'],
    ['waits for a network that says nothing', 'setInterval(() => {}, 1000)'],
  ])('is given up for its version when fetching it %s', async (_what, script) => {
    await write(`${folder}/package.json`, '{"version":"41.0.0"}');
    await write(`${folder}/install.js`, script);
    expect(wasRefused(root)).toBe(false);
    expect(await fetchElectron(root, 400)).toBeUndefined();
    expect(wasRefused(root)).toBe(true);
    await write(`${folder}/package.json`, '{"version":"42.0.0"}');
    expect(wasRefused(root)).toBe(false);
  });
});
