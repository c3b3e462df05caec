import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { soundFiles } from '../fixtures/plugin-files.ts';
import { cityloom, startCityloom } from './run-cityloom.ts';
import { writeSmallTown } from './small-town.ts';
import { checkout } from './start-desktop.ts';

const example = path.join(checkout, 'samples/plugins/street-noise');
const homes: string[] = [];
let folder = '';
const inFolder = (name: string) => path.join(folder, name);

/** Another person on another machine, who has agreed to nothing yet. */
function anotherMachine(): void {
  const home = mkdtempSync(path.join(tmpdir(), 'cityloom-home-'));
  homes.push(home);
  process.env['CITYLOOM_HOME'] = home;
}

async function run(...input: string[]) {
  const { code, output, errors } = await cityloom(folder, ...input);
  const data = input.includes('--json') && output !== '' ? (JSON.parse(output) as Record<string, unknown>) : {};
  return { code, output, errors, data };
}

interface Evaluated {
  readonly evaluator: string;
  readonly reused: boolean;
  readonly plugin?: { readonly hash: string; readonly signedBy: { readonly name: string } | null };
  readonly indicators: readonly { readonly id: string; readonly value: number | null }[];
}

const evaluationsIn = ({ data }: Awaited<ReturnType<typeof run>>) => data['evaluations'] as readonly Evaluated[];

beforeAll(async () => {
  anotherMachine();
  folder = writeSmallTown();
  const layers = ['地块.geojson', '道路.geojson', '地铁站.geojson', '规划范围.geojson'];
  expect((await run('import', 'town.gpkg', ...layers)).code).toBe(0);
});

afterAll(() => {
  delete process.env['CITYLOOM_HOME'];
  for (const place of [folder, ...homes]) rmSync(place, { recursive: true, force: true });
});

describe('authors', () => {
  test('start a plugin that passes check and test at once, pack it, and get the same from the archive', async () => {
    const names = ['--id', 'near-clinic', '--name-zh', '邻近', '--name-en', 'Near a clinic'];
    expect((await run('plugin', 'new', 'near', ...names)).code).toBe(0);
    expect(readdirSync(inFolder('near'))).toContain('cityloom.d.ts');
    const checked = await run('plugin', 'check', 'near', '--json');
    expect([checked.code, checked.data['faults']]).toEqual([0, []]);
    const tested = await run('plugin', 'test', 'near', '--json');
    expect(tested).toMatchObject({ code: 0, data: { failed: 0, cases: [{ differences: [] }, { differences: [] }] } });
    const packed = await run('plugin', 'pack', 'near', '--output', 'near.zip', '--json');
    expect(packed.data['hash']).toBe((checked.data['facts'] as { hash: string }).hash);
    const again = await run('check-plugin', 'near.zip', '--json');
    expect((again.data['facts'] as { hash: string }).hash).toBe(packed.data['hash']);
    // A folder that has something in it is left alone.
    expect((await run('plugin', 'new', 'near', ...names)).code).toBe(2);
  });

  test('see in what a case differs, in TypeScript as well', async () => {
    await run('plugin', 'new', 'wrong', '--id', 'wrong-one', '--typescript');
    const file = inFolder('wrong/evaluator.ts');
    const source = readFileSync(file, 'utf8');
    writeFileSync(file, source.replace('100 * near', '10 * near'));
    const { code, output } = await run('plugin', 'test', 'wrong');
    expect([code, output]).toEqual([40, expect.stringContaining('near-share: expected 40, got 4')]);
  });
});

describe('a package', () => {
  let hash = '';

  beforeAll(async () => {
    await run('plugin', 'pack', example, '--output', 'noise.zip');
    expect((await run('plugin', 'keygen', 'key.json', '--name', 'Lin Design Institute')).code).toBe(0);
    // A key is never written over.
    expect((await run('plugin', 'keygen', 'key.json', '--name', 'Somebody else')).code).toBe(2);
    const signed = await run('plugin', 'sign', 'noise.zip', '--key', 'key.json', '--json');
    hash = String(signed.data['hash']);
  });

  test('is installed, runs, stands in the report, and its results outlive it', async () => {
    const installed = await run('plugin', 'install', 'town.gpkg', 'noise.zip', '--json');
    expect(installed).toMatchObject({
      code: 0,
      data: {
        plugins: [{ id: 'street-noise', state: 'running', hash, facts: { signer: { name: 'Lin Design Institute' } } }],
      },
    });
    const assessed = await run('assess', 'town.gpkg', '--evaluator', 'street-noise', '--no-report', '--json');
    const [record] = evaluationsIn(assessed);
    expect(record).toMatchObject({
      evaluator: 'street-noise',
      plugin: { hash, signedBy: { name: 'Lin Design Institute' } },
    });
    const level = record!.indicators.find(({ id }) => id === 'mean-level')!.value!;
    expect(level).toBeGreaterThan(40);
    expect((await run('report', 'town.gpkg', '--language', 'en')).code).toBe(0);
    const html = readdirSync(folder).find((name) => name.endsWith('.html'))!;
    const report = readFileSync(inFolder(html), 'utf8');
    expect(report).toContain('Street noise exposure');
    expect(report).toContain(hash);

    expect((await run('plugin', 'remove', 'town.gpkg', 'street-noise')).output).toContain('no plugins');
    const later = await run('compare', 'town.gpkg', '--json');
    const kept = evaluationsIn(later).find(({ evaluator }) => evaluator === 'street-noise');
    expect(kept?.indicators.find(({ id }) => id === 'mean-level')?.value).toBe(level);
    const gone = await run('assess', 'town.gpkg', '--evaluator', 'street-noise', '--no-report');
    expect([gone.code, gone.errors]).toEqual([40, expect.stringContaining('no evaluator "street-noise"')]);
  });

  test('that a project brings waits for the machine to agree', async () => {
    await run('plugin', 'install', 'town.gpkg', 'noise.zip');
    anotherMachine();
    const listed = await run('plugin', 'list', 'town.gpkg');
    expect(listed.output).toContain('not agreed to here');
    expect(listed.errors).toContain('does not run yet');
    const refused = await run('assess', 'town.gpkg', '--evaluator', 'street-noise', '--no-report', '--json');
    expect([refused.code, refused.data]).toEqual([
      40,
      { error: expect.objectContaining({ code: 'plugin/not-allowed' }) },
    ]);
    expect((await run('plugin', 'enable', 'town.gpkg', 'street-noise')).output).toContain('enabled');
    const assessed = await run('assess', 'town.gpkg', '--evaluator', 'street-noise', '--no-report', '--json');
    expect(evaluationsIn(assessed)[0]).toMatchObject({ reused: true });
    expect((await run('plugin', 'disable', 'town.gpkg', 'street-noise')).output).toContain('disabled');
  });

  test('is tried without being installed', async () => {
    const tried = await run('assess', 'town.gpkg', '--plugin', example, '--no-report', '--no-save', '--json');
    expect(evaluationsIn(tried).map(({ evaluator }) => evaluator)).toEqual(['street-noise']);
    expect((await run('plugin', 'list', 'town.gpkg', '--json')).data['plugins']).toMatchObject([{ state: 'off' }]);
  });
});

test('hostile packages are told with every fault and change nothing', async () => {
  const before = readFileSync(inFolder('town.gpkg'));
  const files = Object.fromEntries(Object.entries(soundFiles('hostile')).map(([name, text]) => [name, strToU8(text)]));
  const bad = {
    ...files,
    '../escape.js': strToU8('x'),
    LICENSE: strToU8(' '.repeat(900_000)),
    'evaluator.js': strToU8("import 'node:fs';\nexport const evaluate = await fetch('http://127.0.0.1');"),
  };
  writeFileSync(inFolder('hostile.zip'), zipSync(bad));
  const checked = await run('plugin', 'check', 'hostile.zip');
  expect(checked.code).toBe(40);
  for (const place of ['../escape.js', 'LICENSE', 'evaluator.js:1:1']) expect(checked.output).toContain(place);
  const installed = await run('plugin', 'install', 'town.gpkg', 'hostile.zip', '--json');
  expect([installed.code, installed.data]).toEqual([40, { error: expect.objectContaining({ code: 'plugin/faulty' }) }]);
  expect(readFileSync(inFolder('town.gpkg')).equals(before)).toBe(true);

  symlinkSync('/etc/hostname', inFolder('near/LICENSE'));
  const linked = await run('plugin', 'check', 'near');
  expect([linked.code, linked.output]).toEqual([40, expect.stringContaining('LICENSE: it is a symbolic link')]);
  rmSync(inFolder('near/LICENSE'));
  expect((await run('plugin', 'check', 'nowhere')).code).toBe(50);
  expect((await run('plugin', 'fly', 'near')).code).toBe(2);
});

test('a plugin under development is served to the page as it is on the disk now', async () => {
  const { child, first, end } = startCityloom(['plugin', 'dev', 'near', '--port', '0'], folder);
  const url = /http:\/\/127\.0\.0\.1:\d+\/\?develop/.exec(await first)?.[0];
  const asked = async () => {
    const response = await fetch(new URL('developer-plugins.json', url));
    const [plugin] = (await response.json()) as { files: { path: string; base64: string }[] }[];
    return Buffer.from(plugin!.files.find(({ path: name }) => name === 'README.md')!.base64, 'base64').toString();
  };
  expect(await asked()).toContain('邻近');
  writeFileSync(inFolder('near/README.md'), `${readFileSync(inFolder('near/README.md'), 'utf8')}\nchanged\n`);
  expect(await asked()).toContain('changed');
  child.kill('SIGTERM');
  await end;
});
