import path from 'node:path';
import { runProgram } from './terminal.mjs';

/** `npm run pictures`: pictures of every mode as the user guide shows them, into docs/pictures; the page has to be built. */

const root = path.join(import.meta.dirname, '..');
const { code } = await runProgram(
  process.execPath,
  [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/browser/pictures.test.ts'],
  { cwd: root, environment: { CITYLOOM_PICTURES: 'keep' } },
);
process.exit(code);
