import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { defaultAssumptions } from '#core/model/assumption.ts';
import { builtInCodeTables } from '#core/model/code-table.ts';
import { defaultDevelopmentTypes } from '#core/model/development-type.ts';
import { type FeatureTable, type Field, isNumberType } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId } from '#core/model/ids.ts';
import type { Raster } from '#core/model/layer.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { loadSqlite, type SqlJsStatic } from '#core/platform/sqlite.ts';
import { undo } from '#core/scenario/history.ts';
import { addLayers, removeLayer } from '#core/scenario/project-layers.ts';
import { createProject } from '#core/store/create-project.ts';
import { migrate, withoutGaps } from '#core/store/migrations.ts';
import { openProject } from '#core/store/open-project.ts';
import {
  commentLayer,
  commentTable,
  featureIds,
  newLayer,
  openTown,
  parcelLayer,
  parcelTable,
  stopTable,
  streetLayer,
  streetTable,
  testHost,
  town,
} from '#tests/fixtures/store-town.ts';

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

const label = { zh: '导入', en: 'Import' };

test('a new project has the baseline and what a project starts with', () => {
  const project = createProject(sqlite, town, testHost(1));
  const description = project.describe();
  expect(description).toMatchObject({
    name: '临江新城',
    epsg: 4549,
    schemaVersion: 1,
    layers: [],
    targets: {},
    styles: {},
    printLayouts: [],
  });
  expect(description.created).toBe('2026-11-24T00:00:01.000Z');
  expect(description.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(description.scenarios.map(({ id, locked }) => [id, locked])).toEqual([[baselineId, true]]);
  expect(description.developmentTypes).toEqual(defaultDevelopmentTypes);
  expect(description.assumptions).toEqual(defaultAssumptions);
  expect(description.codeTables).toEqual(builtInCodeTables);
  expect(project.steps()).toEqual([]);
});

test('what is put in comes out, in any kind of geometry', async () => {
  const { project } = await openTown({ side: 5 });
  expect(project.readTable(parcelLayer)).toEqual(parcelTable(5));
  expect(project.readTable(streetLayer)).toEqual(streetTable(7));
  expect(project.readTable(commentLayer)).toEqual(commentTable(4));
  expect(project.describe().layers.map(({ table }) => table)).toEqual(['地块', 'Streets_lanes', '站点', '公众意见']);
});

const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e7, max: 1e7 }).map((value) => value + 0);
const pairs = (minimum: number) =>
  fc.array(fc.tuple(coordinate, coordinate), { minLength: minimum, maxLength: 6 }).map((list) => list.flat());
const ring = pairs(3).map((list) => [...list, list[0]!, list[1]!]);
const geometries = {
  point: fc.array(fc.tuple(pairs(1).map((list) => list.slice(0, 2))), { maxLength: 3 }),
  line: fc.array(fc.tuple(pairs(2)), { maxLength: 3 }),
  polygon: fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
  none: fc.constant([]),
} as const;

const fieldTypes = ['text', 'integer', 'real', 'boolean', 'date'] as const;
const values = {
  text: fc.option(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))),
  integer: fc.option(fc.maxSafeInteger(), { nil: Number.NaN }).map((value) => value + 0),
  real: fc.option(fc.double({ noNaN: true }), { nil: Number.NaN }).map((value) => value + 0),
  boolean: fc.constantFrom(0, 1, Number.NaN),
  date: fc.option(fc.constantFrom('2024-05-01', '2024-05-01T08:00', '2024-05-01T08:00:00.000Z')),
} as const;

/** Tables with fields of awkward names: reserved ones, such that differ only in case, in other scripts, empty. */
const anyTable: fc.Arbitrary<FeatureTable> = fc
  .record({
    kind: fc.constantFrom('point', 'line', 'polygon', 'none'),
    names: fc.uniqueArray(
      fc.oneof(
        fc.constantFrom(
          'fid',
          'FID',
          'geom',
          'uuid',
          'Name',
          'name',
          '地类 代码',
          'sqlite_x',
          '1st',
          'a"b',
          "o'clock",
          'select',
        ),
        fc.string({ minLength: 1, maxLength: 80 }).filter((name) => name !== '__proto__'),
      ),
      { maxLength: 6 },
    ),
    count: fc.nat(6),
  })
  .chain(({ kind, names, count }) =>
    fc
      .record({
        parts: fc.array(geometries[kind] as fc.Arbitrary<number[][][]>, { minLength: count, maxLength: count }),
        columns: fc.tuple(
          ...names.map((name, index) => {
            const type = fieldTypes[index % fieldTypes.length]!;
            return fc
              .array<string | number | null>(values[type], { minLength: count, maxLength: count })
              .map((list) => ({ field: { name, type } satisfies Field, list }));
          }),
        ),
      })
      .map(({ parts, columns }) => {
        const packer = new GeometryPacker(kind);
        for (const feature of parts) packer.addFeature(feature);
        return {
          ids: featureIds(7, count),
          geometry: packer.finish(),
          fields: columns.map(({ field }) => field),
          columns: Object.fromEntries(
            columns.map(({ field, list }) => [
              field.name,
              isNumberType(field.type) ? Float64Array.from(list as number[]) : (list as (string | null)[]),
            ]),
          ),
        };
      }),
  );

test('any table comes out as it was put in, also after saving', () => {
  fc.assert(
    fc.property(anyTable, fc.string({ maxLength: 90 }), (table, name) => {
      const project = createProject(sqlite, town, testHost(1));
      addLayers(project, label, [newLayer('a', name, 'reference', table, 0)]);
      expect(project.readTable('a' as LayerId)).toEqual(table);
      const reopened = openProject(sqlite, project.export(), 'x.gpkg', testHost(2));
      expect(reopened.remarks).toEqual([]);
      expect(reopened.readTable('a' as LayerId)).toEqual(table);
      project.close();
      reopened.close();
    }),
    { numRuns: 60 },
  );
});

test('texts a database cannot hold are marked, not cut', () => {
  const project = createProject(sqlite, town, testHost(1));
  const table = { ...commentTable(2), columns: { text: ['a\0b', 'half \ud83c'] } };
  addLayers(project, label, [newLayer('a', 'a', 'comment', table, 0)]);
  expect(project.readTable('a' as LayerId).columns['text']).toEqual(['a\uFFFDb', 'half \uFFFD']);
});

test('columns of dates take the type that all their values have', () => {
  const project = createProject(sqlite, town, testHost(1));
  const types = [
    ['2024-05-01', null],
    ['2024-05-01T08:00:00.000Z', null],
    ['2024-05-01', '2024-05-01T08:00'],
  ].map((time, index) => {
    const table: FeatureTable = { ...commentTable(2), fields: [{ name: 'time', type: 'date' }], columns: { time } };
    addLayers(project, label, [newLayer(`${index}`, 'a', 'observation', table, 0)]);
    return project.layerTable(`${index}` as LayerId).columns[0]!.columnType;
  });
  expect(types).toEqual(['DATE', 'DATETIME', 'TEXT']);
});

test('layers of the same name get tables of their own, and no layer takes the name of a system table', () => {
  const project = createProject(sqlite, town, testHost(1));
  const names = [
    'Parcels',
    'parcels',
    'gpkg_contents',
    'cityloom_meta',
    'cityloom_log',
    '2024 年',
    '///',
    'x'.repeat(90),
  ];
  const layers = addLayers(
    project,
    label,
    names.map((name, index) => newLayer(`${index}`, name, 'transit-stop', stopTable(2), index)),
  );
  expect(layers.map(({ table }) => table)).toEqual([
    'Parcels',
    'parcels_2',
    '_gpkg_contents',
    '_cityloom_meta',
    '_cityloom_log',
    '_2024_年',
    'layer',
    'x'.repeat(60),
  ]);
});

test('several points in one feature make a table of multipoints', () => {
  const packer = new GeometryPacker('point');
  packer.addFeature([[[1, 2]], [[3, 4]]]);
  packer.addPoint(5, 6);
  const table: FeatureTable = { ids: featureIds(1, 2), geometry: packer.finish(), fields: [], columns: {} };
  const project = createProject(sqlite, town, testHost(1));
  addLayers(project, label, [newLayer('a', 'a', 'reference', table, 0)]);
  expect(project.layerTable('a' as LayerId).geometryType).toBe('MULTIPOINT');
  expect(project.readTable('a' as LayerId)).toEqual(table);
});

test('a feature id that occurs twice is refused, and nothing of the import stays', () => {
  const project = createProject(sqlite, town, testHost(1));
  const table = stopTable(3);
  const twice = { ...table, ids: [table.ids[0]!, table.ids[1]!, table.ids[0]!] };
  const layers = [newLayer('a', 'a', 'transit-stop', table, 0), newLayer('b', 'b', 'transit-stop', twice, 1)];
  expect(() => addLayers(project, label, layers)).toThrow(expect.objectContaining({ code: 'store/feature-repeated' }));
  expect(project.describe().layers).toEqual([]);
  expect(project.revision).toBe(0);
  expect(project.steps()).toEqual([]);
});

test('rasters keep every cell, also those without data', () => {
  const project = createProject(sqlite, town, testHost(1));
  const values = Float32Array.from({ length: 12 }, (_, index) => (index === 5 ? Number.NaN : index / 3));
  const raster: Raster = { columns: 4, rows: 3, left: 500000, top: 3400000, cellSize: 2.5, values };
  const { layer } = newLayer('dem', '高程', 'elevation', commentTable(0), 0);
  addLayers(project, label, [{ layer: { ...layer, fields: [] }, raster }]);
  const reopened = openProject(sqlite, project.export(), 'x.gpkg', testHost(2));
  expect(reopened.readRaster('dem' as LayerId)).toEqual(raster);
  expect(reopened.layer('dem' as LayerId).table).toBe('');
  undo(reopened);
  expect(reopened.describe().layers).toEqual([]);
  reopened.compact();
  expect(reopened.readRaster('dem' as LayerId)).toEqual(raster);
  reopened.compact({ forgetHistory: true });
  expect(reopened.readRaster('dem' as LayerId)).toBeUndefined();
});

test('results are kept as they were put', () => {
  const project = createProject(sqlite, town, testHost(1));
  const record = (id: string) => ({
    id,
    scenario: baselineId,
    evaluator: 'tod',
    version: '1.0.0',
    inputsHash: 'a'.repeat(64),
    resultHash: 'b'.repeat(64),
    created: '2026-11-24T00:00:00.000Z',
    result: {
      indicators: [{ id: 'x', status: 'ok', value: 0.1 }],
      features: [{ id: 'f', values: Float64Array.of(1, Number.NaN) }],
      layers: [{ geometry: parcelTable(2).geometry }],
    },
  });
  project.transaction((writer) => {
    writer.putEvaluation(record('one'));
    writer.putEvaluation(record('two'));
    writer.putReport({ id: 'r', created: '2026-11-24T00:00:00.000Z' });
  });
  const reopened = openProject(sqlite, project.export(), 'x.gpkg', testHost(2));
  expect(reopened.evaluations().map(({ id }) => id)).toEqual(['one', 'two']);
  expect(reopened.result('evaluation', 'two')).toEqual(record('two'));
  expect(reopened.result('evaluation', 'none')).toBeUndefined();
  expect(reopened.reports()).toEqual([{ id: 'r', created: '2026-11-24T00:00:00.000Z' }]);
  reopened.transaction((writer) => writer.removeResult('evaluation', 'one'));
  expect(reopened.evaluations().map(({ id }) => id)).toEqual(['two']);
});

test('a removed layer comes back with all it had; compacting drops it when nothing can bring it back', async () => {
  const { project } = await openTown({ side: 3 });
  const whole = project.export().length;
  removeLayer(project, parcelLayer);
  expect(project.describe().layers.map(({ id }) => id)).not.toContain(parcelLayer);
  project.compact();
  undo(project);
  expect(project.readTable(parcelLayer)).toEqual(parcelTable(3));
  removeLayer(project, parcelLayer);
  project.compact({ forgetHistory: true });
  expect(undo(project)).toBeUndefined();
  expect(project.export().length).toBeLessThan(whole);
  const reopened = openProject(sqlite, project.export(), 'x.gpkg', testHost(2));
  expect(reopened.remarks).toEqual([]);
  expect(reopened.describe().layers).toHaveLength(3);
});

test('exporting leaves everything as it was: functions, foreign keys, statements, and refuses in a transaction', () => {
  const database = new sqlite.Database();
  database.run(
    'PRAGMA foreign_keys = ON; CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a (id));',
  );
  database.create_function('twice', (value) => 2 * (value as number));
  const statement = database.prepare('SELECT twice(?)');
  const heard: string[] = [];
  database.updateHook((operation, _, table) => heard.push(`${operation} ${table}`));
  database.export();
  expect(statement.get([21])).toEqual([42]);
  expect(database.exec('SELECT twice(4)')[0]!.values).toEqual([[8]]);
  expect(() => database.run('INSERT INTO b VALUES (1)')).toThrow(/FOREIGN KEY/);
  database.run('INSERT INTO a VALUES (1)');
  expect(heard).toEqual(['insert a']);
  database.run('BEGIN; INSERT INTO a VALUES (2)');
  expect(() => database.export()).toThrow();
  database.run('ROLLBACK');
  database.close();
});

test('a project goes on after exporting, and cannot be exported in the middle of a change', async () => {
  const { project } = await openTown({ side: 2 });
  expect(() => project.transaction(() => project.export())).toThrow(
    expect.objectContaining({ code: 'store/export-in-transaction' }),
  );
  const first = project.export();
  addLayers(project, label, [newLayer('b', 'b', 'transit-stop', stopTable(2), 9)]);
  expect(project.describe().layers).toHaveLength(5);
  expect(openProject(sqlite, first, 'x.gpkg', testHost(1)).describe().layers).toHaveLength(4);
});

test('a transaction that fails inside another takes all of it back, caught or not', () => {
  const project = createProject(sqlite, town, testHost(1));
  const commits: unknown[] = [];
  project.onCommit((commit) => commits.push(commit));
  const table = stopTable(2);
  const attempt = () =>
    project.transaction(() => {
      addLayers(project, label, [newLayer('a', 'a', 'transit-stop', table, 0)]);
      try {
        addLayers(project, label, [
          newLayer('b', 'b', 'transit-stop', { ...table, ids: [table.ids[0]!, table.ids[0]!] as FeatureId[] }, 0),
        ]);
      } catch {
        // Whoever swallows a failure must not get half a change.
      }
    });
  expect(attempt).toThrow(expect.objectContaining({ code: 'store/feature-repeated' }));
  expect(project.describe().layers).toEqual([]);
  expect(commits).toEqual([]);
  addLayers(project, label, [newLayer('a', 'a', 'transit-stop', table, 0)]);
  expect(commits).toHaveLength(1);
});

test('migrations are numbered without gaps, and a newer file is refused', async () => {
  const up = () => {};
  expect(() =>
    withoutGaps([
      { version: 1, up },
      { version: 3, up },
    ]),
  ).toThrow('Migration 3 stands where 2 is expected.');
  expect(() => withoutGaps([{ version: 2, up }])).toThrow('Migration 2');
  const { project } = await openTown({ side: 2 });
  const database = new sqlite.Database(project.export());
  database.run("UPDATE cityloom_meta SET value = '7' WHERE key = 'schema'");
  const open = () => openProject(sqlite, database.export(), 'x.gpkg', testHost(1));
  expect(open).toThrow(expect.objectContaining({ code: 'store/newer-file', parameters: { found: 7, known: 1 } }));
});

test('a migration that fails leaves the database as it was', async () => {
  const { Database } = await import('#core/store/database.ts');
  const database = new Database(sqlite);
  migrate(database);
  const faulty = [
    { version: 1, up: () => {} },
    {
      version: 2,
      up: () => {
        database.script('CREATE TABLE half (a)');
        throw new Error('no');
      },
    },
  ];
  expect(() => migrate(database, faulty)).toThrow('no');
  expect(database.value("SELECT count(*) FROM sqlite_master WHERE name = 'half'")).toBe(0);
  expect(database.value("SELECT value FROM cityloom_meta WHERE key = 'schema'")).toBe('1');
});
