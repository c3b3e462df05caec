import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runProgram } from './terminal.mjs';

/**
 * A step of `npm run build`: out/cli/cityloom.d.ts, the types of all that a plugin may import, as one file that stands by itself.
 * Each file of the program behind plugins/sdk becomes a module of its own in it, so that equal names do not meet.
 */

const root = path.join(import.meta.dirname, '..');
const entry = 'plugins/sdk/index';

/** The file, without extension, that an import in `from` means; undefined for packages. */
function fileOf(specifier, from) {
  const bare = specifier.replace(/\.(?:ts|js)$/, '');
  if (bare.startsWith('#core/') || bare.startsWith('#plugins/')) return bare.slice(1);
  return bare.startsWith('.') ? path.posix.join(path.posix.dirname(from), bare) : undefined;
}

const nameOf = (file) => (file === entry ? 'cityloom' : `cityloom/${file}`);

/** The declarations of one file as a module inside the one file, and the files it imports. */
function ambientModule(file, text) {
  const imported = [];
  const body = text
    .replaceAll(/(from |import\()'([^']+)'/g, (whole, before, specifier) => {
      const target = fileOf(specifier, file);
      if (target === undefined) throw new Error(`${file} declares types of the package ${specifier}`);
      imported.push(target);
      return `${before}'${nameOf(target)}'`;
    })
    .replaceAll(/^(export )?declare /gm, '$1')
    .replaceAll(/^(?=.)/gm, '  ');
  return { text: `declare module '${nameOf(file)}' {\n${body}}\n`, imported };
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'cityloom-types-'));
try {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const input = ['-p', 'plugins', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', folder];
  const { code } = await runProgram(process.execPath, [compiler, ...input, '--rootDir', root], { cwd: root });
  if (code !== 0) process.exit(code);
  const parts = [];
  const waiting = [entry];
  const seen = new Set(waiting);
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const { text, imported } = ambientModule(file, readFileSync(path.join(folder, `${file}.d.ts`), 'utf8'));
    parts.push(text);
    for (const next of imported) {
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
  const head = [
    '// Types of the module "cityloom" for authors of evaluator plugins.',
    '',
    '// Where no library has declared it.',
    'interface AbortSignal {\n  readonly aborted: boolean;\n}',
    '',
    '',
  ].join('\n');
  mkdirSync(path.join(root, 'out/cli'), { recursive: true });
  writeFileSync(path.join(root, 'out/cli/cityloom.d.ts'), head + parts.join('\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
