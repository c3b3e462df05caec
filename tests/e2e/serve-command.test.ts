import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkout } from './start-desktop.ts';

const program = path.join(checkout, 'out/cli/main.js');
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** Runs the built command line; `first` settles with its first line, `end` when it has ended. */
function cityloom(...input: string[]) {
  if (!existsSync(program)) throw new Error('out/cli is not built: run npm run build');
  const script = `import(${JSON.stringify(program)}).then(async ({ run }) => { process.exitCode = await run(process.argv.slice(1)); });`;
  const child = spawn(process.execPath, ['-e', script, ...input], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  running.push(child);
  let output = '';
  const first = new Promise<string>((resolve) => {
    const take = (piece: unknown): void => {
      output += String(piece);
      if (output.includes('\n')) resolve(output);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
  });
  const end = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  return { child, first, end };
}

test('serve tells its address, serves the page, and ends when it is interrupted', async () => {
  const { child, first, end } = cityloom('serve', '--port', '0');
  const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(await first)?.[0] ?? '';
  const response = await fetch(url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  child.kill('SIGINT');
  expect((await end).code).toBe(0);
});

test('a taken port is an error that says so', async () => {
  const { first } = cityloom('serve', '--port', '0');
  const port = /127\.0\.0\.1:(\d+)/.exec(await first)?.[1] ?? '';
  const { code, output } = await cityloom('serve', '--port', port).end;
  expect(code).toBe(2);
  expect(output).toContain(`port ${port} is taken`);
});

test('what cannot be understood is said with what to do', async () => {
  const unknown = await cityloom('srve').end;
  expect([unknown.code, unknown.output]).toEqual([2, expect.stringContaining('no command "srve"')]);
  const option = await cityloom('serve', '--prot', '1').end;
  expect([option.code, option.output]).toEqual([2, expect.stringContaining('--prot')]);
  const help = await cityloom('--help').end;
  expect([help.code, help.output]).toEqual([0, expect.stringContaining('serve')]);
});
