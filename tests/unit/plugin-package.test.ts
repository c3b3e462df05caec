import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { contentHash, contentListing } from '#core/plugins/content-hash.ts';
import { packPlugin } from '#core/plugins/pack-plugin.ts';
import type { PluginFiles } from '#core/plugins/plugin-files.ts';
import type { PluginSource } from '#core/plugins/plugin-source.ts';
import { readPlugin } from '#core/plugins/read-plugin.ts';
import { signHash, signingKey } from '#core/plugins/signature.ts';
import { archiveOf, folderOf, soundFiles, withManifest } from '../fixtures/plugin-files.ts';

const builtIn = new Set(['tod', 'waste']);
const read = (source: PluginSource) => readPlugin(source, builtIn);
const paths = async (source: PluginSource) => (await read(source)).faults.map(({ path }) => path);

async function expectFault(source: PluginSource, path: string, words: string): Promise<void> {
  const { faults, package: plugin } = await read(source);
  expect(plugin).toBeUndefined();
  const found = faults.filter((fault) => fault.path === path);
  expect(found.map(({ message }) => message.en).join(' | '), JSON.stringify(faults)).toContain(words);
  // Every fault is told in both languages.
  for (const { message, fix } of faults) {
    expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(fix.zh).toMatch(/[\u4e00-\u9fff]/);
  }
}

test('a file that is not JSON is told with the line and column where reading stopped', async () => {
  const torn = '{\n  "id": "near-clinic"\n  "version": "0.1.0"\n}\n';
  await expectFault(folderOf({ ...soundFiles(), 'manifest.json': torn }), 'manifest.json:3:3', '"version": "0.1.0"');
  const cut = '[\n  {';
  await expectFault(folderOf({ ...soundFiles(), 'cases/cases.json': cut }), 'cases/cases.json:2:4', 'not JSON');
});

describe('a package in order', () => {
  test('is the same from a folder, an archive, and an archive of the folder, whatever the order and packing', async () => {
    const files = soundFiles();
    const turned = Object.fromEntries(Object.entries(files).reverse());
    const wrapped = Object.fromEntries(Object.entries(files).map(([path, text]) => [`near-clinic/${path}`, text]));
    const sources = [
      folderOf(files),
      archiveOf(files),
      archiveOf(turned, { level: 0, mtime: new Date(2020, 1, 1) }),
      archiveOf(wrapped, { level: 9 }),
      { name: 'packed.zip', archive: packPlugin(files) },
    ];
    const packages = await Promise.all(sources.map(async (source) => (await read(source)).package!));
    expect(new Set(packages.map(({ hash }) => hash)).size).toBe(1);
    expect(packages[0]!.hash).toBe(contentHash(files));
    expect(packages[0]!.cases).toHaveLength(2);
    expect(packages[0]!.signer).toBeUndefined();
  });

  test('has a listing that anybody can make', () => {
    const listing = contentListing({ b: 'x', 'a/ä.json': 'ä', 'signature.json': '{}' });
    expect(listing.split('\n')).toEqual([
      'cityloom-plugin-1',
      // printf ä | sha256sum
      '33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc 2 a/ä.json',
      // printf x | sha256sum
      '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 1 b',
      '',
    ]);
  });

  test('changes its hash with any byte of any file', async () => {
    const files = soundFiles();
    for (const path of Object.keys(files)) {
      expect(contentHash({ ...files, [path]: `${files[path]} ` }), path).not.toBe(contentHash(files));
    }
  });

  test('says what it left lying, and takes no notice of it', async () => {
    const files = soundFiles();
    const { package: plugin, remarks } = await read(folderOf({ ...files, 'cityloom.d.ts': '', 'notes/a.txt': '' }));
    expect(plugin?.hash).toBe(contentHash(files));
    expect(remarks.map(({ en }) => en)).toEqual([expect.stringContaining('2 files are no part of a plugin')]);
  });

  test('may be written in TypeScript: the types are taken away and the lines stay', async () => {
    const { 'evaluator.js': source = '', ...others } = soundFiles();
    const typed = source.replace(
      'function evaluate(snapshot, context)',
      'function evaluate(snapshot: unknown, context: unknown)',
    );
    const { package: plugin } = await read(folderOf({ ...others, 'evaluator.ts': typed }));
    expect(plugin?.source).toBe(source);
    await expectFault(folderOf({ ...others, 'evaluator.ts': 'let x: = 1;' }), 'evaluator.ts:1:8', 'syntax error');
  });
});

describe('faults', () => {
  test('are told all at once, each with its place', async () => {
    const files = withManifest(soundFiles(), (manifest) => {
      manifest['id'] = 'tod';
      manifest['version'] = '1.0';
      manifest['apiVersion'] = 9;
      manifest['name'] = { zh: '邻近' };
      manifest['limits'] = { seconds: 3000, megabytes: 64 };
      const [input] = manifest['inputs'] as { role: string; fields: { unit?: string }[] }[];
      input!.role = 'parcels';
      const [indicator] = manifest['indicators'] as Record<string, unknown>[];
      delete indicator!['formula'];
      delete indicator!['source'];
    });
    const { 'README.md': _, ...others } = files;
    const found = await paths(folderOf({ ...others, 'evaluator.js': 'export const evaluate = (;' }));
    expect(found).toEqual(
      expect.arrayContaining([
        'README.md',
        'manifest.json $.id',
        'manifest.json $.version',
        'manifest.json $.apiVersion',
        'manifest.json $.name.en',
        'manifest.json $.limits.seconds',
        'manifest.json $.inputs[0].role',
        'manifest.json $.indicators[0].formula',
        'manifest.json $.indicators[0].source',
        'evaluator.js:1:26',
      ]),
    );
  });

  test('of a role name the roles there are', async () => {
    const files = withManifest(soundFiles(), (manifest) => {
      (manifest['inputs'] as { role: string }[])[0]!.role = 'parcels';
    });
    await expectFault(folderOf(files), 'manifest.json $.inputs[0].role', 'parcel, building, street');
  });

  test('of units say which to write', async () => {
    const files = withManifest(soundFiles(), (manifest) => {
      const [input] = manifest['inputs'] as { fields: { name: string; unit?: string }[] }[];
      input!.fields[0]!.unit = 'ha';
      (manifest['indicators'] as { unit: string }[])[0]!.unit = 'percent';
    });
    await expectFault(folderOf(files), 'manifest.json $.inputs[0].fields[0].unit', 'given in person, not in ha');
    await expectFault(folderOf(files), 'manifest.json $.indicators[0].unit', 'no symbol of a unit');
  });

  test('of the code: what it exports and imports', async () => {
    const code = (text: string) => folderOf({ ...soundFiles(), 'evaluator.js': text });
    await expectFault(code('export function run() {}'), 'evaluator.js', 'does not export evaluate');
    const importing = "import fs from 'node:fs';\nexport function evaluate() {\n  return import('x');\n}";
    await expectFault(code(importing), 'evaluator.js:1:1', 'imports "node:fs"');
    await expectFault(code(importing), 'evaluator.js:3:10', 'import()');
    await expectFault(code('export const evaluate = import.meta;'), 'evaluator.js:1:25', 'import.meta');
  });

  test('of cases: what is not declared, not expected, or no shape', async () => {
    const cases = JSON.stringify([
      {
        id: 'a',
        source: 'x',
        layers: { parcel: [{ id: 'p', box: [0, 0, 1] }], street: [] },
        expected: { indicators: { share: 1 } },
        tolerance: { abs: -1 },
      },
      { id: 'a', source: 'x', layers: {}, expected: {}, tolerance: {} },
    ]);
    expect(await paths(folderOf({ ...soundFiles(), 'cases/cases.json': cases }))).toEqual(
      expect.arrayContaining([
        'cases/cases.json $[0].layers.street',
        'cases/cases.json $[0].layers.parcel[0].box',
        'cases/cases.json $[0].expected.indicators.share',
        'cases/cases.json $[0].tolerance.abs',
        'cases/cases.json $[1].expected',
        'cases[1]',
      ]),
    );
    const { 'cases/cases.json': _, ...none } = soundFiles();
    await expectFault(folderOf(none), 'cases/', 'no cases');
  });
});

/** The archive with one name written in place of another of the same length, in its entry and its directory. */
function renamed({ archive }: { archive: Uint8Array }, from: string, to: string): PluginSource {
  const text = Buffer.from(archive).toString('latin1').replaceAll(from, to);
  return { name: 'hostile.zip', archive: new Uint8Array(Buffer.from(text, 'latin1')) };
}

describe('hostile archives', () => {
  const archive = (files: PluginFiles) => archiveOf(files) as { name: string; archive: Uint8Array };

  test('that lead out of their folder', async () => {
    for (const path of ['../../evil.js', '/etc/passwd', 'C:/evil.js', '..\\evil.js']) {
      await expectFault(archiveOf({ ...soundFiles(), [path]: 'x' }), path, 'leads out of the archive');
    }
  });

  test('with links', async () => {
    const entries = Object.entries(soundFiles()).map(([path, text]) => [path, strToU8(text)]);
    const link = [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }];
    const bytes = zipSync(Object.fromEntries([...entries, ['LICENSE', link]]) as Parameters<typeof zipSync>[0]);
    await expectFault({ name: 'link.zip', archive: bytes }, 'LICENSE', 'symbolic link');
    const folder = { ...folderOf(soundFiles()), links: ['LICENSE'] };
    await expectFault(folder, 'LICENSE', 'symbolic link');
  });

  test('with an entry that is there twice', async () => {
    const twice = renamed(archive({ ...soundFiles(), 'manifest.jsoX': '{}' }), 'manifest.jsoX', 'manifest.json');
    await expectFault(twice, 'manifest.json', 'there twice');
    await expectFault(archiveOf({ ...soundFiles(), 'Manifest.JSON': '{}' }), 'Manifest.JSON', 'there twice');
  });

  test('that are bombs, too large, too many, or no text', async () => {
    await expectFault(archiveOf({ ...soundFiles(), LICENSE: ' '.repeat(900_000) }), 'LICENSE', 'unpacks to');
    await expectFault(
      archiveOf({ ...soundFiles(), LICENSE: ' '.repeat(2_000_000) }, { level: 0 }),
      'LICENSE',
      'at most 1024 KB',
    );
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`cases/${at}.json`, '[]']));
    await expectFault(archiveOf({ ...soundFiles(), ...many }), '.', 'more than 64 files');
    const large = Object.fromEntries(['a', 'b', 'c'].map((name) => [`cases/${name}.json`, ' '.repeat(800_000)]));
    await expectFault(archiveOf({ ...soundFiles(), ...large }, { level: 0 }), '.', 'more than 2048 KB');
    const bytes = { ...folderOf(soundFiles()), files: [{ path: 'README.md', bytes: Uint8Array.of(0xff, 0xfe, 0x00) }] };
    await expectFault(bytes, 'README.md', 'no text in UTF-8');
  });

  test('that are none, cut off, or lie about their size', async () => {
    await expectFault({ name: 'a.zip', archive: strToU8('not a zip') }, '.', 'no ZIP archive');
    const { archive: whole } = archive(soundFiles());
    await expectFault({ name: 'a.zip', archive: whole.slice(0, 2000) }, '.', 'no directory');
    const lying = whole.slice();
    const view = new DataView(lying.buffer);
    // The unpacked size of the first entry in the directory, whose place the end record tells.
    const directory = view.getUint32(lying.length - 22 + 16, true);
    view.setUint32(directory + 24, 10, true);
    const { faults } = await read({ name: 'a.zip', archive: lying });
    expect(faults.map(({ message }) => message.en).join(' ')).toContain('larger than the directory says');
  });
});

describe('signatures', () => {
  const key = signingKey('Lin Design Institute', new Uint8Array(32).fill(7));
  const signed = (files: PluginFiles, change: object = {}): PluginFiles => ({
    ...files,
    'signature.json': JSON.stringify({ ...signHash(contentHash(files), key), ...change }),
  });

  test('hold for the content and the name they were made for', async () => {
    const files = signed(soundFiles());
    const { package: plugin } = await read(archiveOf(files));
    expect(plugin?.signer).toEqual({
      name: 'Lin Design Institute',
      key: key.key,
      fingerprint: expect.stringMatching(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/),
    });
    // The signature is no part of what is signed.
    expect(plugin?.hash).toBe(contentHash(soundFiles()));
  });

  test('do not hold for other content, another name, another key or another signature', async () => {
    const files = signed(soundFiles());
    const changed = { ...files, 'README.md': `${files['README.md']}\n` };
    await expectFault(folderOf(changed), 'signature.json $.hash', 'it signs the content');
    await expectFault(
      folderOf(signed(soundFiles(), { name: 'Somebody' })),
      'signature.json $.signature',
      'does not match',
    );
    const other = signingKey('Lin Design Institute', new Uint8Array(32).fill(8)).key;
    await expectFault(folderOf(signed(soundFiles(), { key: other })), 'signature.json $.signature', 'does not match');
    await expectFault(folderOf(signed(soundFiles(), { key: '00' })), 'signature.json $.key', '64 hexadecimal digits');
    await expectFault(folderOf({ ...files, 'signature.json': '{' }), 'signature.json:1:2', 'not JSON');
    // The hash in the signature is changed to that of the content: the signature itself was made for another.
    const moved = { ...signHash(contentHash(soundFiles()), key), hash: contentHash(changed) };
    await expectFault(
      folderOf({ ...changed, 'signature.json': JSON.stringify(moved) }),
      'signature.json $.signature',
      'does not match',
    );
  });
});
