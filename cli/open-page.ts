import { spawn } from 'node:child_process';
import { findChromium, hasDisplay } from './find-chromium.mjs';

/**
 * Opens an address in a window of a Chromium browser, or in the default browser; whether one was started. Nothing is tried
 * without a display, nor as root on Linux, where Chromium refuses to start with its sandbox.
 */
export async function openPage(url: string): Promise<boolean> {
  if (!hasDisplay() || process.getuid?.() === 0) return false;
  const chromium = findChromium();
  if (chromium !== undefined) return started(chromium, [`--app=${url}`, '--no-first-run']);
  if (process.platform === 'win32') return started('explorer.exe', [url]);
  return started(process.platform === 'darwin' ? 'open' : 'xdg-open', [url]);
}

function started(program: string, input: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, input, { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
