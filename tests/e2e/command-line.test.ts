import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { cityloom, startCityloom } from './run-cityloom.ts';
import { writeSmallTown } from './small-town.ts';

let folder = '';
const inFolder = (name: string) => path.join(folder, name);
const run = (...input: string[]) => cityloom(folder, ...input);
const layers = ['地块.geojson', '道路.geojson', '地铁站.geojson', '规划范围.geojson'];

interface Assessed {
  readonly scenarios: readonly { readonly id: string; readonly letter: string }[];
  readonly live: readonly { readonly scenario: string; readonly indicators: readonly Indicator[] }[];
  readonly evaluations: readonly {
    readonly evaluator: string;
    readonly scenario: string;
    readonly inputsHash: string;
    readonly resultHash: string;
    readonly reused: boolean;
    readonly indicators: readonly Indicator[];
  }[];
  readonly reports: readonly string[];
}

interface Indicator {
  readonly id: string;
  readonly status: string;
  readonly value: number | null;
  readonly change: number | null;
}

const indicator = (list: readonly Indicator[], id: string) => list.find((each) => each.id === id)!;

beforeAll(async () => {
  folder = writeSmallTown();
  const imported = await run('import', 'town.gpkg', ...layers, '--name', '小城', '--language', 'zh');
  expect(imported.errors).not.toContain('出错');
  expect(imported.code).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('import', () => {
  test('names what was read as what, and where it went', async () => {
    const { code, output } = await run('import', 'again.gpkg', ...layers, '--language', 'zh');
    expect(code).toBe(0);
    expect(output).toContain('地块：地块，36 个要素');
    expect(output).toContain('已写入 again.gpkg');
    const info = JSON.parse((await run('info', 'again.gpkg', '--json')).output) as {
      epsg: number;
      layers: readonly { role: string; features: number; source: { sha256: string } }[];
    };
    expect(info.epsg).toBe(4527);
    expect(info.layers.map(({ role, features }) => [role, features])).toEqual(
      expect.arrayContaining([
        ['parcel', 36],
        ['street', 14],
        ['transit-stop', 1],
        ['boundary', 1],
      ]),
    );
    for (const { source } of info.layers) expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a file that cannot be read stops nothing else; the exit code tells', async () => {
    writeFileSync(inFolder('broken.geojson'), '{"type": "FeatureCollection", "features": [{"type":');
    const { code, output } = await run('import', 'partly.gpkg', '地块.geojson', 'broken.geojson');
    expect(code).toBe(10);
    expect(output).toContain('broken.geojson');
    expect(output).toContain('36 features');
    expect(statSync(inFolder('partly.gpkg')).size).toBeGreaterThan(0);
  });

  test('a dry run writes nothing', async () => {
    const { code, output } = await run('import', 'dry.gpkg', '地块.geojson', '--dry-run');
    expect([code, output]).toEqual([0, expect.stringContaining('容积率 → far')]);
    expect(() => statSync(inFolder('dry.gpkg'))).toThrow('ENOENT');
  });

  test('roles, profiles and what they are good for', async () => {
    const first = await run(
      'import',
      'roles.gpkg',
      '地块.geojson',
      '--role',
      '地块=population',
      '--save-profiles',
      'saved',
    );
    expect(first.code).toBe(0);
    expect(readFileSync(inFolder('saved/地块.yaml'), 'utf8')).toContain('role: population');
    const again = await run('import', 'profiles.gpkg', '地块.geojson', '--profile', 'saved/地块.yaml', '--json');
    const report = JSON.parse(again.output) as { files: readonly { layers: readonly { role: string }[] }[] };
    expect(report.files[0]!.layers[0]!.role).toBe('population');
  });
});

describe('assess', () => {
  let assessed: Assessed;

  beforeAll(async () => {
    const recipes = ['tod.yaml', 'corridor.yaml', 'mixed.yaml'].flatMap((file) => ['--recipe', file]);
    const { code, output, errors } = await run('assess', 'town.gpkg', ...recipes, '--json', '--language', 'zh');
    expect([code, errors]).toEqual([0, expect.stringContaining('建立情景：站点')]);
    assessed = JSON.parse(output) as Assessed;
  }, 120_000);

  test('makes a scenario of each recipe and runs every evaluator on each', () => {
    expect(assessed.scenarios.map(({ letter }) => letter)).toEqual(['', 'A', 'B', 'C']);
    const evaluators = new Set(assessed.evaluations.map(({ evaluator }) => evaluator));
    for (const id of ['tod', 'green-network', 'mixed-use']) expect(evaluators).toContain(id);
    expect(assessed.evaluations).toHaveLength(4 * evaluators.size);
  });

  test('counts what can be counted by hand', () => {
    const [baseline, station, , mixed] = assessed.live.map(({ indicators }) => indicators);
    // 17 blocks of homes at 1.2 and 18 of shops at 1.0, 1 ha each.
    expect(indicator(baseline!, 'floor-area').value).toBeCloseTo(17 * 12_000 + 18 * 10_000, 3);
    expect(indicator(mixed!, 'floor-area').change).toBeCloseTo(17 * (2.4 - 1.2) * 10_000, 3);
    expect(indicator(station!, 'floor-area').change).toBeGreaterThan(0);
    expect(indicator(station!, 'floor-area').change! % 40_000).toBeCloseTo(0, 3);
  });

  test('writes a report that stands alone, and a workbook', () => {
    const [html, xlsx] = assessed.reports.map((file) => readFileSync(inFolder(file)));
    const text = html!.toString('utf8');
    expect(text).toMatch(/^<!doctype html>/i);
    expect(text).toContain('小城');
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    for (const { inputsHash } of assessed.evaluations)
      expect(text.replace(/\s/g, '')).toContain(inputsHash.slice(0, 12));
    const book = XLSX.read(xlsx);
    expect(book.SheetNames.length).toBeGreaterThan(4);
  });

  test('keeps scenarios and results in the project: nothing runs twice, and it comes out the same', async () => {
    const again = await run('assess', 'town.gpkg', '--json', '--no-report');
    const results = JSON.parse(again.output) as Assessed;
    expect(results.evaluations.every(({ reused }) => reused)).toBe(true);
    const hashes = ({ evaluations }: Assessed) => evaluations.map(({ resultHash }) => resultHash);
    expect(hashes(results)).toEqual(hashes(assessed));
  });

  test('one evaluator, one scenario, one parameter', async () => {
    const only = ['--evaluator', 'mixed-use', '--scenario', 'A'];
    const { code, output } = await run('assess', 'town.gpkg', ...only, '--no-save', '--no-report', '--json');
    const { evaluations } = JSON.parse(output) as Assessed;
    expect([code, evaluations.length]).toEqual([0, 2]);
    const wrong = await run('assess', 'town.gpkg', '--parameter', 'tod.nonsense=1');
    expect([wrong.code, wrong.errors]).toEqual([2, expect.stringContaining('tod.')]);
  });

  test('compare lists change against the baseline; report writes from what is stored', async () => {
    const compared = await run('compare', 'town.gpkg', 'A', '--language', 'zh');
    expect([compared.code, compared.output]).toEqual([0, expect.stringContaining('A 站点')]);
    expect(compared.output).not.toContain('C 混合');
    const reported = await run('report', 'town.gpkg', '--language', 'en', '--output', 'reports', '--format', 'html');
    expect(reported.code).toBe(0);
    expect(readFileSync(inFolder('reports/town-report-en.html'), 'utf8')).toContain('lang="en"');
  });

  test('verify does the kept evaluations again; after a change it says which figures no longer agree, and why', async () => {
    expect((await run('import', 'verified.gpkg', ...layers)).code).toBe(0);
    const asked = ['assess', 'verified.gpkg', '--evaluator', 'waste', '--evaluator', 'tod', '--no-report'];
    expect((await run(...asked, '--parameter', 'tod.catchment=600')).code).toBe(0);
    const before = readFileSync(inFolder('verified.gpkg'));
    const same = await run('verify', 'verified.gpkg', '--language', 'en');
    expect([same.code, same.output]).toEqual([0, expect.stringContaining('2 results, all reproduced.')]);
    expect(same.output).toMatch(/^✓ tod {2}/m);
    expect(readFileSync(inFolder('verified.gpkg')).equals(before)).toBe(true);

    expect((await run('import', 'verified.gpkg', '地铁站.geojson', '--name', '又一站')).code).toBe(0);
    const changed = await run('verify', 'verified.gpkg', '--language', 'en', '--json');
    expect(changed.code).toBe(40);
    const { results } = JSON.parse(changed.output) as {
      results: readonly {
        evaluator: string;
        reproduces: boolean;
        comparison: { inputs: readonly { part: string }[] };
      }[];
    };
    const [tod, waste] = ['tod', 'waste'].map((id) => results.find(({ evaluator }) => evaluator === id)!);
    expect([tod!.reproduces, waste!.reproduces]).toEqual([false, true]);
    expect(tod!.comparison.inputs.some(({ part }) => part.startsWith('transit-stop'))).toBe(true);
  });

  test('stops when it is interrupted, and leaves the project as it was', async () => {
    const before = readFileSync(inFolder('town.gpkg'));
    const { child, says, end } = startCityloom(
      ['assess', 'town.gpkg', '--parameter', 'tod.catchment=700', '--no-report'],
      folder,
    );
    await says('Evaluating');
    child.kill('SIGINT');
    const { code, errors } = await end;
    expect([code, errors]).toEqual([2, expect.stringContaining('Cancelled.')]);
    expect(readFileSync(inFolder('town.gpkg')).equals(before)).toBe(true);
  });
});

describe('what goes wrong', () => {
  test('each kind of fault has its exit code, and says what to do', async () => {
    writeFileSync(inFolder('half.gpkg'), readFileSync(inFolder('town.gpkg')).subarray(0, 40_960));
    writeFileSync(inFolder('bad.yaml'), 'cityloom: recipe/1\nname: x\nsteps:\n  - sketch: fly\n');
    const cases: readonly (readonly [code: number, says: string, ...input: string[]])[] = [
      [2, 'There is no file nowhere.gpkg', 'assess', 'nowhere.gpkg'],
      [2, 'missing', 'import'],
      [2, 'no such option', 'info', 'town.gpkg', '--bogus'],
      [2, 'must be zh or en', 'info', 'town.gpkg', '--language', 'fr'],
      [2, 'no scenario', 'compare', 'town.gpkg', 'Z'],
      [20, 'EPSG', 'import', 'x.gpkg', '地块.geojson', '--project-crs', 'EPSG:999999'],
      [30, 'steps[0].sketch', 'assess', 'town.gpkg', '--recipe', 'bad.yaml'],
      [40, 'no evaluator', 'assess', 'town.gpkg', '--evaluator', 'none'],
      [50, 'half.gpkg', 'info', 'half.gpkg'],
    ];
    for (const [code, says, ...input] of cases) {
      const finished = await run(...input);
      expect([input.join(' '), finished.code, finished.errors]).toEqual([
        input.join(' '),
        code,
        expect.stringContaining(says),
      ]);
    }
    const json = await run('info', 'half.gpkg', '--json');
    expect(JSON.parse(json.output)).toMatchObject({ error: { code: expect.stringMatching(/^store\//) as string } });
  }, 120_000);

  test('what is missing is said where the text is Chinese, too', async () => {
    const { code, errors } = await run('info', 'nowhere.gpkg', '--language', 'zh');
    expect([code, errors]).toEqual([2, expect.stringContaining('找不到文件 nowhere.gpkg')]);
  });
});

test('export writes a layer as a scenario has it, a part of it, in the format of the file name', async () => {
  const corridor = await run(
    'export',
    'town.gpkg',
    'parks.geojson',
    '--scenario',
    'B',
    '--where',
    "land_use = 'green'",
    '--json',
  );
  expect(corridor.code).toBe(0);
  const written = JSON.parse(readFileSync(inFolder('parks.geojson'), 'utf8')) as { features: readonly unknown[] };
  expect(written.features.length).toBe((JSON.parse(corridor.output) as { features: number }).features);
  // The park itself, and what the corridor cut out of the blocks.
  expect(written.features.length).toBeGreaterThan(1);
  const shape = await run('export', 'town.gpkg', 'lots.zip', '--crs', 'EPSG:4326');
  expect([shape.code, shape.errors]).toEqual([0, expect.stringContaining('shortened')]);
  const back = await run('info', 'lots.zip', '--json');
  expect(JSON.parse(back.output)).toMatchObject({ files: [{ layers: [{ features: 36, format: 'shapefile' }] }] });
  const unknown = await run('export', 'town.gpkg', 'lots.doc');
  expect([unknown.code, unknown.errors]).toEqual([2, expect.stringContaining('.fgb')]);
}, 120_000);

test('print lays a map out on paper at the scale that was asked for', async () => {
  const options = ['--paper', 'a4', '--portrait', '--scale', '5000', '--title', '小城 <一>', '--language', 'zh'];
  const { code, output } = await run('print', 'town.gpkg', ...options, '--output', 'sheet.svg');
  expect(code).toBe(0);
  expect(output).toContain('sheet.svg：基准，1:5,000，210 × 297 mm');
  const svg = readFileSync(inFolder('sheet.svg'), 'utf8');
  expect(svg).toContain('width="210mm" height="297mm"');
  expect(svg).toContain('>小城 &lt;一&gt;</text>');
  expect(svg).toContain('@font-face{font-family:"Noto Sans SC"');
  const wrong = await run('print', 'town.gpkg', '--output', 'sheet.tiff', '--language', 'en');
  expect(wrong.code).toBe(2);
  expect(wrong.errors).toContain('must end in .svg, .pdf, .png, .jpg');
  const pdf = await run('print', 'town.gpkg', '--output', 'sheet.pdf');
  expect(pdf.code).toBe(0);
  expect(readFileSync(inFolder('sheet.pdf')).toString('latin1', 0, 5)).toBe('%PDF-');
});

test('diff counts what differs between two scenarios and writes it as a layer', async () => {
  const plain = await run('diff', 'town.gpkg', 'B', '--language', 'en');
  expect([plain.code, plain.output]).toEqual([0, expect.stringMatching(/\d+ added, \d+ removed, \d+ changed/)]);
  const { code, output } = await run('diff', 'town.gpkg', 'B', '--output', 'difference.geojson', '--json');
  expect(code).toBe(0);
  const told = JSON.parse(output) as { features: number; layers: { added: []; removed: []; changed: [] }[] };
  const written = JSON.parse(readFileSync(inFolder('difference.geojson'), 'utf8')) as {
    features: { properties: Record<string, unknown> }[];
  };
  expect(written.features.length).toBe(told.features);
  expect(told.features).toBeGreaterThan(0);
  const greened = written.features.filter(({ properties }) => properties['land_use_to'] === 'green');
  expect(greened.length).toBeGreaterThan(0);
  for (const { properties } of greened) expect(properties['far_difference']).toBeLessThanOrEqual(0);
  const same = await run('diff', 'town.gpkg', 'B', 'B', '--language', 'en');
  expect([same.code, same.errors]).toEqual([2, expect.stringContaining('nothing to compare')]);
}, 120_000);

test('method runs a published formula on JSON', async () => {
  writeFileSync(inFolder('input.json'), JSON.stringify({ shares: [0.5, 0.5] }));
  const list = await run('method', 'list');
  expect(list.output).toContain('connectivity');
  const shown = JSON.parse((await run('method', 'show', 'connectivity')).output) as { example: unknown };
  writeFileSync(inFolder('example.json'), JSON.stringify(shown.example));
  const [own, given] = await Promise.all([
    run('method', 'run', 'connectivity'),
    run('method', 'run', 'connectivity', '--input', 'example.json'),
  ]);
  expect(own.output).toBe(given.output);
  writeFileSync(inFolder('torn.json'), '{');
  const torn = await run('method', 'run', 'connectivity', '--input', 'torn.json');
  expect([torn.code, torn.errors]).toEqual([2, expect.stringContaining('torn.json is not JSON')]);
});

test('every command explains itself in both languages', async () => {
  for (const language of ['zh', 'en'] as const) {
    const all = await run('--help', '--language', language);
    expect(all.code).toBe(0);
    for (const name of [
      'import',
      'assess',
      'compare',
      'diff',
      'suggest',
      'report',
      'export',
      'info',
      'method',
      'serve',
    ]) {
      expect(all.output).toContain(name);
      const { code, output } = await run(name, '--help', '--language', language);
      expect([code, output]).toEqual([0, expect.stringContaining('--json')]);
    }
  }
}, 120_000);

test('an output that nobody reads any more ends a command without a word', async () => {
  const { child, end } = startCityloom(['print', '--help'], folder);
  child.stdout!.destroy();
  expect(await end).toMatchObject({ code: 0, errors: '' });
});
