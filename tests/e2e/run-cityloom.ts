import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkout } from './start-desktop.ts';

const program = path.join(checkout, 'out/cli/main.js');
const guard = path.join(checkout, 'tests/loopback-only.mjs');

export interface FinishedRun {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** The built command line, running; nothing it does can leave this machine. */
export interface RunningCityloom {
  readonly child: ChildProcess;
  /** Settles with all output once it has a whole line. */
  readonly first: Promise<string>;
  /** Settles once what it says on the error stream contains `text`. */
  readonly says: (text: string) => Promise<void>;
  readonly end: Promise<FinishedRun>;
}

/** Starts `cityloom <input>` as built, in a terminal that speaks English. */
export function startCityloom(input: readonly string[], folder = checkout): RunningCityloom {
  if (!existsSync(program)) throw new Error('out/cli is not built: run npm run build');
  const script = `import(${JSON.stringify(pathToFileURL(program).href)}).then(async ({ run }) => { process.exitCode = await run(process.argv.slice(1)); });`;
  const child = spawn(process.execPath, ['--import', pathToFileURL(guard).href, '-e', script, '--', ...input], {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  let output = '';
  let errors = '';
  child.stderr.on('data', (piece: unknown) => {
    errors += String(piece);
  });
  const first = new Promise<string>((resolve) => {
    child.stdout.on('data', (piece: unknown) => {
      output += String(piece);
      if (output.includes('\n')) resolve(output);
    });
  });
  const says = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => errors.includes(text) && resolve();
      child.stderr.on('data', look);
      look();
    });
  const end = new Promise<FinishedRun>((resolve) => {
    child.once('close', (code) => resolve({ code, output, errors }));
  });
  return { child, first, says, end };
}

/** Runs `cityloom <input>` to its end. */
export function cityloom(folder: string, ...input: string[]): Promise<FinishedRun> {
  return startCityloom(input, folder).end;
}
