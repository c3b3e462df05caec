#!/usr/bin/env node
import { SetupError, setUp } from './setup.mjs';

/** The command line: makes sure that it is built, which says nothing when there is nothing to do, and runs it. */
try {
  await setUp();
  const { run } = await import('../out/cli/main.js');
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
