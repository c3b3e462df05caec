import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sourceStamp, stampFile } from './setup-state.mjs';
import { runProgram } from './terminal.mjs';

/** `npm run build`: the command line with the types for plugins, the sample city by it, the desktop program and its page with the sample, and a stamp. */

const root = path.join(import.meta.dirname, '..');
const stamp = sourceStamp(root);
rmSync(stampFile(root), { force: true });

const steps = [
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'cli/vite.config.ts'],
  ['cli/make-plugin-types.mjs'],
  ['out/cli/make-sample.js'],
  ['node_modules/electron-vite/bin/electron-vite.js', 'build'],
];
for (const [script, ...input] of steps) {
  const { code } = await runProgram(process.execPath, [path.join(root, script), ...input], { cwd: root });
  if (code !== 0) process.exit(code);
}
mkdirSync(path.dirname(stampFile(root)), { recursive: true });
writeFileSync(stampFile(root), stamp);
