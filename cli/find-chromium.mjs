import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
];

const macPrograms = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPrograms = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** Where a Chromium-family browser may be on this kind of system, the most wanted place first. */
export function chromiumPlaces(platform = process.platform, environment = process.env) {
  if (platform === 'win32') {
    const folders = [environment.LOCALAPPDATA, environment.PROGRAMFILES, environment['PROGRAMFILES(X86)']];
    return windowsPrograms.flatMap((program) =>
      folders.filter(Boolean).map((folder) => path.win32.join(folder, program)),
    );
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', path.posix.join(environment.HOME ?? '/', 'Applications')];
    return macPrograms.flatMap((program) => folders.map((folder) => path.posix.join(folder, program)));
  }
  const folders = [...(environment.PATH ?? '').split(':').filter(Boolean), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return linuxNames.flatMap((name) => [...new Set(folders)].map((folder) => path.posix.join(folder, name)));
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The browser that playwright-core has installed for itself, if it has. */
function ownChromium() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * A Chromium-family browser: the one that CITYLOOM_CHROMIUM names, else one in the usual places, else the one that
 * playwright-core installed; undefined when there is none.
 */
export function findChromium(platform = process.platform, environment = process.env, isThere = isProgram) {
  const named = environment.CITYLOOM_CHROMIUM;
  if (named) return isThere(named) ? named : undefined;
  const found = chromiumPlaces(platform, environment).find((place) => isThere(place));
  if (found !== undefined) return found;
  const own = ownChromium();
  return own !== undefined && isThere(own) ? own : undefined;
}

/** Whether a window could be shown: Linux without a display server cannot. */
export function hasDisplay(platform = process.platform, environment = process.env) {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
