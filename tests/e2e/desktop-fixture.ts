import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { securityHeaders } from '#core/platform/content-security.ts';
import { type DoorReply, type DoorVerb, type DoorVerbs, doorChannel } from '#core/rpc/host-door.ts';
import { launchChromium } from './chromium-window.ts';
import type { ElectronStandIn } from './electron-stand-in.ts';
import { type Desktop, type DesktopOptions, startDesktop } from './start-desktop.ts';

/** A page with nothing on it, so that a test has the door to itself. */
function blankPage(address: string): Response | undefined {
  if (address !== '/') return undefined;
  const headers = { ...securityHeaders(address), 'content-type': 'text/html' };
  return new Response('<!doctype html><html><head><title>blank</title></head><body></body></html>', { headers });
}

export interface DesktopFixture {
  readonly browser: () => Browser;
  /** A folder of the test for its files. */
  readonly folder: () => Promise<string>;
  /** Starts the program with a blank page unless told otherwise; it ends with the test. */
  readonly start: (options?: Partial<DesktopOptions>) => Promise<Desktop>;
}

/** One browser for a test file, and programs and folders that end with their test. */
export function desktopFixture(): DesktopFixture {
  let browser: Browser;
  const folders: string[] = [];
  const running: Desktop[] = [];
  const folder = async (): Promise<string> => {
    const made = await mkdtemp(path.join(os.tmpdir(), 'cityloom-desktop-'));
    folders.push(made);
    return made;
  };
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((desktop) => desktop.kill()));
    await Promise.all(folders.splice(0).map((made) => rm(made, { recursive: true, force: true })));
  });
  afterAll(() => browser.close());
  return {
    browser: () => browser,
    folder,
    async start(options = {}) {
      const userData = options.userData ?? (await folder());
      const desktop = await startDesktop({ answerInstead: blankPage, ...options, browser, userData });
      running.push(desktop);
      return desktop;
    },
  };
}

export const ownFrame = { url: 'app://workbench/', parent: null };

/** Calls a verb as the page's main frame does. */
function call<Verb extends DoorVerb>(
  electron: ElectronStandIn,
  verb: Verb,
  ...input: Parameters<DoorVerbs[Verb]>
): Promise<DoorReply<ReturnType<DoorVerbs[Verb]>>> {
  return electron.invokeFrom(ownFrame, doorChannel(verb), ...input) as Promise<DoorReply<ReturnType<DoorVerbs[Verb]>>>;
}

/** The value of a call that must succeed. */
export async function value<Verb extends DoorVerb>(
  electron: ElectronStandIn,
  verb: Verb,
  ...input: Parameters<DoorVerbs[Verb]>
): Promise<ReturnType<DoorVerbs[Verb]>> {
  const reply = await call(electron, verb, ...input);
  if (!reply.ok) throw new Error(`${verb} failed: ${reply.error.code}`);
  return reply.value;
}

/** The code of the error of a call; empty when it succeeds. */
export async function codeOf<Verb extends DoorVerb>(
  electron: ElectronStandIn,
  verb: Verb,
  ...input: Parameters<DoorVerbs[Verb]>
): Promise<string> {
  const reply = await call(electron, verb, ...input);
  return reply.ok ? '' : reply.error.code;
}
