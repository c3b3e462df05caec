import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodeFiles } from '#cli/node-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'cityloom-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a folder gives its files and those that links lead to, but no circles, hidden files or links to nowhere', async () => {
  const at = (...names: string[]): string => path.join(folder, ...names);
  mkdirSync(at('plan', 'inner'), { recursive: true });
  writeFileSync(at('elsewhere.geojson'), '{}');
  for (const name of ['b.csv', '.hidden.csv', 'inner/c.csv']) writeFileSync(at('plan', name), 'x');
  symlinkSync(at('elsewhere.geojson'), at('plan', 'a.geojson'));
  symlinkSync(at('plan'), at('plan', 'inner', 'circle'));
  symlinkSync(at('gone.csv'), at('plan', 'broken.csv'));
  const names = (await nodeFiles([at('plan')], () => true)).map((file) => path.relative(folder, file));
  expect(names).toEqual(['plan/a.geojson', 'plan/b.csv', 'plan/inner/c.csv']);
});
