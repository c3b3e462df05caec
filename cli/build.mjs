import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sourceStamp, stampFile } from './setup-state.mjs';
import { runProgram } from './terminal.mjs';

/** `npm run build`: the desktop program and its page, then the command line, then the stamp of what they were made from. */

const root = path.join(import.meta.dirname, '..');
const stamp = sourceStamp(root);
rmSync(stampFile(root), { force: true });

const steps = [
  ['node_modules/electron-vite/bin/electron-vite.js', 'build'],
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'cli/vite.config.ts'],
];
for (const [script, ...input] of steps) {
  const { code } = await runProgram(process.execPath, [path.join(root, script), ...input], { cwd: root });
  if (code !== 0) process.exit(code);
}
mkdirSync(path.dirname(stampFile(root)), { recursive: true });
writeFileSync(stampFile(root), stamp);
