import { spawn } from 'node:child_process';

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
const isChinese = locale.toLowerCase().startsWith('zh');

/** One sentence in the language of the terminal. */
export function sentence(zh, en) {
  return isChinese ? zh : en;
}

/** Says what is being done. To the error stream: what a command prints for another program stays clean. */
export function say(zh, en) {
  process.stderr.write(`${sentence(zh, en)}\n`);
}

/** Runs a program to its end; its exit code, and what it wrote when `quiet`. A program that cannot be started gives 127. */
export function runProgram(program, input, { cwd, environment = {}, quiet = false, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, input, {
      cwd,
      shell,
      env: { ...process.env, ...environment },
      // Our own output may be read by a program; whatever setting up writes goes to the error stream.
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    });
    let output = '';
    const keep = (piece) => {
      output = (output + piece).slice(-20_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
