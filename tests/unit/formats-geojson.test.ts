import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memorySource } from '#core/formats/source-reading.ts';
import { describeRemark } from '#core/model/remark.ts';
import { codesOf, failureOf, readAll, readOne, shapesOf, textFile, valuesOf } from './formats-support.ts';

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];

function collection(features: readonly unknown[], extra: object = {}): string {
  return JSON.stringify({ type: 'FeatureCollection', ...extra, features });
}

function feature(geometry: unknown, properties: unknown = {}, extra: object = {}): object {
  return { type: 'Feature', ...extra, properties, geometry };
}

test('every geometry type, one layer for each kind', async () => {
  const text = collection([
    feature({ type: 'Point', coordinates: [1, 2] }, { n: 1 }),
    feature(
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      { n: 2 },
    ),
    feature(
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      { n: 3 },
    ),
    feature(
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [5, 6],
            [7, 8],
          ],
        ],
      },
      { n: 4 },
    ),
    feature(
      {
        type: 'Polygon',
        coordinates: [
          square,
          [
            [1, 1],
            [1, 2],
            [2, 2],
            [1, 1],
          ],
        ],
      },
      { n: 5 },
    ),
    feature({ type: 'MultiPolygon', coordinates: [[square], [square]] }, { n: 6 }),
  ]);
  const [polygons, lines, points] = await readAll(textFile('all.geojson', text));
  expect([polygons, lines, points].map((layer) => layer!.geometry.kind)).toEqual(['polygon', 'line', 'point']);
  expect(valuesOf(polygons!, 'n')).toEqual([5, 6]);
  expect(shapesOf(polygons!)[0]).toEqual([[square.flat(), [1, 1, 1, 2, 2, 2, 1, 1]]]);
  expect(shapesOf(polygons!)[1]).toEqual([[square.flat()], [square.flat()]]);
  expect(shapesOf(lines!)).toEqual([[[[1, 2, 3, 4]]], [[[1, 2, 3, 4]], [[5, 6, 7, 8]]]]);
  expect(shapesOf(points!)).toEqual([[[[1, 2]]], [[[1, 2]], [[3, 4]]]]);
  expect(points!.rowOf(1)).toBe(2);
  expect(lines!.rowOf(0)).toBe(3);
});

test('a collection of several kinds goes into several layers, with a remark', async () => {
  const geometries = [
    { type: 'Point', coordinates: [1, 2] },
    {
      type: 'GeometryCollection',
      geometries: [
        {
          type: 'LineString',
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        },
      ],
    },
  ];
  const layers = await readAll(
    textFile('c.json', collection([feature({ type: 'GeometryCollection', geometries }, { a: 'x' })])),
  );
  expect(layers.map(({ geometry }) => geometry.kind)).toEqual(['line', 'point']);
  expect(layers.map((layer) => valuesOf(layer, 'a'))).toEqual([['x'], ['x']]);
  expect(codesOf(layers[0]!)).toContain('formats/kinds-split');
});

test('types of values: whole and real numbers, yes and no, dates, texts, mixtures, nested ones', async () => {
  const layer = await readOne(
    textFile(
      'v.json',
      collection([
        feature(null, {
          whole: 1,
          real: 1,
          flag: true,
          day: '2024-03-05',
          mixed: 1,
          nested: { a: [1] },
          late: null,
          text: 'é"\\\n\u{1F333}',
        }),
        feature(null, {
          whole: 2,
          real: 2.5,
          flag: false,
          day: '2024-03-06T10:00:00Z',
          mixed: 'x',
          nested: [2],
          late: 7,
          text: '',
        }),
      ]),
    ),
  );
  expect(layer.geometry.kind).toBe('none');
  expect(Object.fromEntries(layer.fields.map(({ name, type }) => [name, type]))).toEqual({
    whole: 'integer',
    real: 'real',
    flag: 'boolean',
    day: 'date',
    mixed: 'text',
    nested: 'text',
    late: 'integer',
    text: 'text',
  });
  expect(valuesOf(layer, 'mixed')).toEqual(['1', 'x']);
  expect(valuesOf(layer, 'nested')).toEqual(['{"a":[1]}', '[2]']);
  expect(valuesOf(layer, 'late')).toEqual([null, 7]);
  expect(valuesOf(layer, 'text')).toEqual(['é"\\\n\u{1F333}', '']);
  expect(codesOf(layer)).toContain('formats/nested-values');
});

test('a feature, a geometry, many of them in a row, members in any order', async () => {
  const point = '{"coordinates":[5,6],"type":"Point"}';
  const lone = await readOne(textFile('f.json', `{"properties":{"a":1},"geometry":${point},"type":"Feature"}`));
  expect(shapesOf(lone)).toEqual([[[[5, 6]]]]);
  expect(valuesOf(lone, 'a')).toEqual([1]);
  expect(shapesOf(await readOne(textFile('g.json', point)))).toEqual([[[[5, 6]]]]);
  const lines = [1, 2, 3].map((a) => JSON.stringify(feature({ type: 'Point', coordinates: [a, a] }, { a }))).join('\n');
  expect(valuesOf(await readOne(textFile('n.geojsonl', lines)), 'a')).toEqual([1, 2, 3]);
  const sequence = lines
    .split('\n')
    .map((line) => `\u001e${line}\n`)
    .join('');
  expect(valuesOf(await readOne(textFile('s.json', sequence)), 'a')).toEqual([1, 2, 3]);
  const late = `{"features":[{"geometry":{"geometries":[${point}],"type":"GeometryCollection"},"properties":null,"type":"Feature"}],"type":"FeatureCollection"}`;
  expect(shapesOf(await readOne(textFile('late.json', late)))).toEqual([[[[5, 6]]]]);
});

test('the coordinate system: the standard, and the crs member before or after the features', async () => {
  const features = [feature({ type: 'Point', coordinates: [1, 2] })];
  expect((await readOne(textFile('a.json', collection(features)))).crs).toMatchObject({
    text: 'OGC:CRS84',
    by: 'standard',
  });
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4547' } };
  expect((await readOne(textFile('b.json', collection(features, { crs })))).crs?.text).toBe(
    'urn:ogc:def:crs:EPSG::4547',
  );
  const after = JSON.stringify({
    type: 'FeatureCollection',
    features,
    crs: { type: 'EPSG', properties: { code: 4547 } },
  });
  expect((await readOne(textFile('c.json', after))).crs?.text).toBe('EPSG:4547');
  const none = collection(features, { crs: null });
  expect((await readOne(textFile('d.json', none))).crs?.text).toBe('OGC:CRS84');
});

test('ids are kept as a field', async () => {
  const features = [feature(null, { id: 'own' }, { id: 'way/1' }), feature(null, { id: 'two' }, { id: 7 })];
  const layer = await readOne(textFile('i.json', collection(features)));
  expect(valuesOf(layer, 'id')).toEqual(['own', 'two']);
  expect(valuesOf(layer, 'feature_id')).toEqual(['way/1', '7']);
});

test('what is mended and left out is told', async () => {
  const layer = await readOne(
    textFile(
      'm.json',
      collection([
        feature({ type: 'Polygon', coordinates: [square.slice(0, 4)] }),
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        }),
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [0, 0, 5],
              [1, 1, 5],
              [0, 1, 5],
              [0, 0, 5],
            ],
          ],
        }),
        feature({ type: 'Polygon', coordinates: [] }),
      ]),
    ),
  );
  expect(shapesOf(layer).map((parts) => parts.length)).toEqual([1, 0, 1, 0]);
  expect(shapesOf(layer)[0]![0]![0]!.slice(-2)).toEqual([0, 0]);
  expect(codesOf(layer).sort()).toEqual([
    'formats/no-geometry',
    'formats/open-rings',
    'formats/short-parts',
    'formats/z-dropped',
  ]);
});

test('names that differ in case only stay apart', async () => {
  const layer = await readOne(textFile('n.json', collection([feature(null, { Name: 'a', name: 'b', NAME: 'c' })])));
  expect(layer.fields.map(({ name }) => name)).toEqual(['Name', 'name_2', 'NAME_3']);
  expect(valuesOf(layer, 'name_2')).toEqual(['b']);
  expect(layer.remarks.filter(({ code }) => code === 'formats/field-renamed')).toHaveLength(2);
});

describe('encodings', () => {
  const text = collection([feature(null, { 名称: '居住用地' })]);
  test('marks of UTF-8 and UTF-16', async () => {
    expect(valuesOf(await readOne(textFile('a.json', `\uFEFF${text}`)), '名称')).toEqual(['居住用地']);
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(valuesOf(await readOne(memorySource('b.json', utf16)), '名称')).toEqual(['居住用地']);
  });

  test('GB 18030 is told by its bytes, or stated', async () => {
    // 名称 and 居住用地 in GBK.
    const parts = [
      Buffer.from('{"type":"Feature","geometry":null,"properties":{"'),
      Buffer.from('c3fbb3c6', 'hex'),
      Buffer.from('":"'),
      Buffer.from('bed3d7a1d3c3b5d8', 'hex'),
      Buffer.from('"}}'),
    ];
    const bytes = new Uint8Array(Buffer.concat(parts));
    const layer = await readOne(memorySource('g.json', bytes));
    expect(valuesOf(layer, '名称')).toEqual(['居住用地']);
    expect(layer.encoding).toBe('gb18030');
    expect(codesOf(layer)).toContain('formats/encoding-guessed');
    const stated = await readOne(memorySource('g.json', bytes), { encoding: 'GBK' });
    expect(valuesOf(stated, '名称')).toEqual(['居住用地']);
    expect((await failureOf(readOne(memorySource('g.json', bytes), { encoding: 'klingon' }))).code).toBe(
      'formats/encoding-unknown',
    );
  });
});

describe('what is wrong, and where', () => {
  test.each([
    [
      'a brace missing',
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}',
      'formats/json-syntax',
      '"]"',
    ],
    [
      'a comma too many',
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1,},"geometry":null}]}',
      'formats/json-syntax',
      'feature 1, byte 79',
    ],
    ['a bad number', '{"type":"Point","coordinates":[1,2e]}', 'formats/json-syntax', '"2e"'],
    ['texts for coordinates', '{"type":"Point","coordinates":["1","2"]}', 'formats/json-syntax', 'number'],
    ['a lone number', '{"type":"Point","coordinates":[1]}', 'formats/json-syntax', 'two numbers'],
    ['too shallow', '{"type":"Polygon","coordinates":[[0,0],[1,1],[1,0]]}', 'formats/json-syntax', '[x, y]'],
    [
      'an unknown geometry',
      '{"type":"Feature","properties":{},"geometry":{"type":"Circle","coordinates":[0,0]}}',
      'formats/json-syntax',
      'Circle',
    ],
    [
      'cut off in a feature',
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":"long te',
      'formats/json-truncated',
      'feature 1',
    ],
    ['a bad escape', '{"type":"Feature","geometry":null,"properties":{"a":"é\\x"}}', 'formats/json-syntax', 'escape'],
    [
      'TopoJSON that does not look like it',
      `{"x":"${'.'.repeat(1100)}","type":"Topology","y":"${'.'.repeat(1100)}"}`,
      'formats/not-geojson',
      '.topojson',
    ],
    [
      'Esri JSON',
      '{"geometryType":"esriGeometryPoint","features":[{"attributes":{}}]}',
      'formats/json-syntax',
      'Feature',
    ],
    ['some other JSON', '{"name":"x","version":"1"}', 'formats/not-geojson', 'type'],
    ['an empty object', '{}', 'formats/not-geojson', 'type'],
  ])('%s', async (_, text, code, words) => {
    const error = await failureOf(readAll(textFile('broken.json', text)));
    expect(error.code).toBe(code);
    expect(error.message).toContain('broken.json');
    expect(error.message).toContain(words);
  });

  test('a name of a collection nested without end is refused, not followed', async () => {
    const depth = 40;
    const text = `${'{"type":"GeometryCollection","geometries":['.repeat(depth)}${']}'.repeat(depth)}`;
    expect((await failureOf(readAll(textFile('deep.json', text)))).code).toBe('formats/json-syntax');
  });
});

test('numbers are read as JSON.parse reads them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
      async (numbers) => {
        const texts = numbers.map((value, index) => (index % 3 === 0 ? value.toExponential() : JSON.stringify(value)));
        const source = textFile(
          'n.json',
          `{"type":"Feature","geometry":null,"properties":{${texts.map((text, i) => `"f${i}":${text}`).join(',')}}}`,
        );
        const layer = await readOne(source);
        for (const [index, text] of texts.entries()) expect(layer.columns[`f${index}`]![0]).toBe(JSON.parse(text));
      },
    ),
  );
});

test('values come back as they were written, whatever they are', async () => {
  const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), value, { maxKeys: 4 }), { minLength: 1 }),
      async (rows) => {
        const layer = await readOne(textFile('r.json', collection(rows.map((row) => feature(null, row)))));
        const seen = new Map(layer.fields.map(({ name }) => [name, valuesOf(layer, name)]));
        for (const [place, row] of rows.entries()) {
          for (const [key, written] of Object.entries(row)) {
            const column = seen.get(key);
            // Names that only differ in case were changed.
            if (!column || written === null) continue;
            expect(String(column[place])).toBe(String(written));
          }
        }
      },
    ),
  );
});

test('a file larger than what is read at once, with features across the borders', async () => {
  const count = 60_000;
  const features = Array.from({ length: count }, (_, n) =>
    feature(
      {
        type: 'LineString',
        coordinates: [
          [n, n + 0.25],
          [n + 0.5, n],
        ],
      },
      { n, text: `字 ${n} "quoted" \\ back` },
    ),
  );
  const text = collection(features);
  expect(text.length).toBeGreaterThan(9_000_000);
  const progress: number[] = [];
  const source = textFile('large.geojson', text);
  const { geojson } = await import('#core/formats/geojson.ts');
  const layers = [];
  for await (const layer of geojson.read(source, {}, { progress: ({ done }) => progress.push(done) }))
    layers.push(layer);
  expect(layers[0]!.geometry.featureOffsets).toHaveLength(count + 1);
  expect(valuesOf(layers[0]!, 'n')).toEqual(Array.from({ length: count }, (_, n) => n));
  expect(layers[0]!.columns['text']![count - 1]).toBe(`字 ${count - 1} "quoted" \\ back`);
  expect(progress.at(-1)).toBe(source.bytes);
  const controller = new AbortController();
  controller.abort();
  const given = async () => {
    for await (const layer of geojson.read(source, {}, { signal: controller.signal })) void layer;
  };
  expect((await failureOf(given())).code).toBe('command/cancelled');
});

describe('files of lines with broken ones among them', () => {
  const point = (a: number) => JSON.stringify(feature({ type: 'Point', coordinates: [a, a] }, { a }));

  test('the others are read, and the numbers of those left out are listed', async () => {
    const lines = [
      point(1),
      point(2).slice(0, -12),
      '',
      point(4),
      'no JSON',
      point(6).replace('"a":6', '"a":'),
      point(7),
    ];
    const layer = await readOne(textFile('n.geojsonl', `${lines.join('\r\n')}\r\n`));
    expect(valuesOf(layer, 'a')).toEqual([1, 4, 7]);
    expect([0, 1, 2].map((row) => layer.rowOf(row))).toEqual([1, 4, 7]);
    const [remark] = layer.remarks;
    expect(remark).toMatchObject({ code: 'formats/lines-left-out', severity: 'warning', count: 3 });
    expect(remark!.places.map(({ row }) => row)).toEqual([2, 5, 6]);
    expect(describeRemark(remark!, 'en')).toBe(
      'n.geojsonl: 3 lines that cannot be read were left out: 2, 5, 6. On line 2, the line is incomplete.',
    );
    expect(describeRemark(remark!, 'zh')).toContain('第 2, 5, 6 行');
  });

  test('the first line may be the broken one, and so may the last', async () => {
    const layer = await readOne(textFile('n.ndjson', `broken\n${point(2)}\n${point(3)}\n${point(4).slice(0, 30)}`));
    expect(valuesOf(layer, 'a')).toEqual([2, 3]);
    expect(layer.remarks[0]!.places.map(({ row }) => row)).toEqual([1, 4]);
  });

  test('few broken lines among very many are found by halves', async () => {
    const lines = Array.from({ length: 30_000 }, (_, n) => (n % 10_000 === 77 ? '{"type":"Feature"' : point(n)));
    const layer = await readOne(textFile('n.jsonl', lines.join('\n')));
    expect(layer.geometry.featureOffsets).toHaveLength(lines.length - 3 + 1);
    expect(layer.rowOf(29_996)).toBe(30_000);
    expect(layer.remarks[0]!.places.map(({ row }) => row)).toEqual([78, 10_078, 20_078]);
  });

  test('a file of which most cannot be read fails, and so does one that is no file of lines', async () => {
    expect((await failureOf(readAll(textFile('n.geojsonl', `${point(1)}\n{"a\n{"b`)))).code).toBe(
      'formats/json-syntax',
    );
    const collected = `{"type":"FeatureCollection",\n"features":[\n${point(1)},\n${point(2)}`;
    expect((await failureOf(readAll(textFile('c.geojson', collected)))).code).toBe('formats/json-syntax');
  });
});
