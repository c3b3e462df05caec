import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import { ElectronStandIn, type StandInOptions } from './electron-stand-in.ts';

export const checkout: string = path.resolve(import.meta.dirname, '../..');
export const builtMain: string = path.join(checkout, 'out/main/index.js');

export interface DesktopOptions extends StandInOptions {
  /** Arguments after the program, as on a command line. */
  readonly commandLine?: readonly string[];
  /** Operations of `node:fs/promises` to put in the place of the real ones. */
  readonly disk?: Readonly<Record<string, unknown>>;
}

export interface Desktop {
  readonly electron: ElectronStandIn;
  readonly page: Page;
  /** Ends the program as a kill would: nothing is asked, nothing written. */
  kill(): Promise<void>;
}

/** Runs the compiled main script against a stand-in for Electron, until its page is loaded. */
export async function startDesktop(options: DesktopOptions): Promise<Desktop> {
  const electron = await startMain(options);
  await vi.waitFor(() => expectShown(electron), { timeout: 20_000, interval: 20 });
  const { window } = electron.window.webContents;
  if (window === undefined) throw new Error('The window has no page');
  return { electron, page: window.page, kill: () => window.close() };
}

/** Runs the compiled main script, and does not wait for a window. */
export async function startMain(options: DesktopOptions): Promise<ElectronStandIn> {
  if (!existsSync(builtMain)) throw new Error('out/main is not built: run npm run build');
  const electron = new ElectronStandIn(options);
  vi.resetModules();
  vi.doMock('electron', () => electron.exports());
  vi.doMock('node:fs/promises', async (importOriginal) => ({
    ...(await importOriginal<object>()),
    ...options.disk,
  }));
  const before = process.argv;
  process.argv = ['electron', ...(options.commandLine ?? ['.'])];
  try {
    await import(/* @vite-ignore */ pathToFileURL(builtMain).href);
  } finally {
    process.argv = before;
    vi.doUnmock('node:fs/promises');
  }
  return electron;
}

function expectShown(electron: ElectronStandIn): void {
  if (!electron.window.shown) throw new Error('The window is not shown');
}
