import { beforeAll, describe, expect, test } from 'vitest';
import type { FeatureState } from '#core/model/edit.ts';
import { baselineId, type FeatureId } from '#core/model/ids.ts';
import { type MessageCode } from '#core/model/messages.ts';
import type { SqlDatabase, SqlJsStatic } from '#core/platform/sqlite.ts';
import { applyEdits, featureEdits } from '#core/scenario/apply-edits.ts';
import { branchScenario } from '#core/scenario/branch.ts';
import { undo } from '#core/scenario/history.ts';
import { openProject } from '#core/store/open-project.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { openTown, parcelLayer, stopLayer, testHost } from '#tests/fixtures/store-town.ts';

let sqlite: SqlJsStatic;
let bytes: Uint8Array;
let ids: readonly FeatureId[];
let scenario: ReturnType<typeof branchScenario>;

beforeAll(async () => {
  const town = await openTown({ side: 4 });
  ({ sqlite } = town);
  const { project } = town;
  ({ ids } = project.readTable(parcelLayer));
  scenario = branchScenario(project, { name: { zh: '站点开发', en: 'Station-led' } });
  const image = project.readFeatures(parcelLayer, baselineId, [ids[1]!]).get(ids[1]!)!;
  const states = new Map<FeatureId, FeatureState>([
    [ids[1]!, { ...image, values: { ...image.values, far: 8 } }],
    [ids[2]!, 'deleted'],
    ['0000-new' as FeatureId, image],
  ]);
  applyEdits(project, { zh: '涂', en: 'Paint' }, featureEdits(project, parcelLayer, scenario.id, states), 'user');
  bytes = project.export();
});

const open = (file: Uint8Array): ProjectFile => openProject(sqlite, file, 'town.gpkg', testHost(99));
const codes = (project: ProjectFile): [MessageCode, number][] =>
  project.remarks.map(({ code, count }) => [code, count]);

/** The file after another program has changed it. */
function changed(change: (database: SqlDatabase) => void): Uint8Array {
  const database = new sqlite.Database(bytes);
  change(database);
  const file = database.export();
  database.close();
  return file;
}

function expectRefused(file: Uint8Array, code: MessageCode, parameters: object = {}): void {
  expect(() => open(file)).toThrow(
    expect.objectContaining({ code, parameters: expect.objectContaining({ file: 'town.gpkg', ...parameters }) }),
  );
}

describe('opening refuses', () => {
  test('what is no database', () => {
    expectRefused(new TextEncoder().encode(`{"type":"FeatureCollection"}${' '.repeat(200)}`), 'store/not-sqlite', {
      seen: '{"type":"Featur',
    });
    expectRefused(new Uint8Array(0), 'store/not-sqlite', { seen: '' });
    expectRefused(
      Uint8Array.from({ length: 300 }, (_, index) => index % 7),
      'store/not-sqlite',
    );
  });

  test('a file cut anywhere', () => {
    for (const length of [100, 4095, 4096, 4097, bytes.length >> 1, bytes.length - 4096, bytes.length - 1]) {
      expectRefused(bytes.subarray(0, length), 'store/truncated', { found: length });
    }
  });

  test('a file damaged inside', () => {
    const damaged = bytes.slice();
    damaged.fill(0x5a, 4096 * 3, 4096 * 60);
    expectRefused(damaged, 'store/damaged');
    const first = bytes.slice();
    first.fill(0xff, 100, 4096);
    expectRefused(first, 'store/damaged');
  });

  test('a database that is no GeoPackage, and a GeoPackage that is no project', () => {
    const plain = new sqlite.Database();
    plain.run('CREATE TABLE a (b)');
    expectRefused(plain.export(), 'store/not-geopackage');
    plain.run('CREATE TABLE gpkg_contents (table_name TEXT)');
    expectRefused(plain.export(), 'store/not-project');
  });
});

test('damage in a layer of a file that was opened in brief is told when the layer is read, and by the check', async () => {
  const { project } = await openTown({ side: 30 });
  const large = project.export();
  const database = new sqlite.Database(large);
  const { table } = project.layerTable(parcelLayer);
  const found = database.exec('SELECT rootpage FROM sqlite_master WHERE name = ?', [table]);
  database.close();
  const root = 4096 * (Number(found[0]!.values[0]![0]) - 1);
  const damaged = large.slice();
  // The root of a large table names its last leaf behind its own header.
  const last = 4096 * (new DataView(large.buffer, large.byteOffset).getUint32(root + 8) - 1);
  damaged.fill(0x5a, last, last + 12);
  const brief = openProject(sqlite, damaged, 'town.gpkg', testHost(99), { isBrief: true });
  const told = expect.objectContaining({
    code: 'store/damaged',
    parameters: expect.objectContaining({ file: 'town.gpkg' }),
  });
  expect(() => brief.check()).toThrow(told);
  expect(() => brief.readTable(parcelLayer)).toThrow(told);
  const sound = openProject(sqlite, large, 'town.gpkg', testHost(99), { isBrief: true });
  sound.check();
  expect(sound.readTable(parcelLayer)).toEqual(project.readTable(parcelLayer));
});

test('opening and exporting gives the same bytes, and so does reading everything in between', () => {
  const project = open(bytes);
  expect(project.remarks).toEqual([]);
  expect(Buffer.compare(project.export(), bytes)).toBe(0);
  project.describe();
  for (const { id } of project.describe().layers) project.readTable(id, scenario.id);
  project.steps();
  project.log();
  expect(project.revision).toBe(0);
  expect(Buffer.compare(project.export(), bytes)).toBe(0);
});

test('a file left with its newest changes beside it opens with a warning', () => {
  const file = bytes.slice();
  file[18] = 2;
  file[19] = 2;
  const project = open(file);
  expect(codes(project)).toEqual([['store/write-ahead', 1]]);
  expect(project.readTable(parcelLayer).ids).toEqual(ids);
  const saved = project.export();
  expect([saved[18], saved[19]]).toEqual([1, 1]);
  expect(open(saved).remarks).toEqual([]);
});

test('rows without an id get one; a row that a scenario has changed gets the one it had', () => {
  const project = open(
    changed((database) => {
      database.run('INSERT INTO "地块" (land_use) VALUES (?)', ['QGIS']);
      database.run('UPDATE "地块" SET uuid = ? WHERE fid = 2', ['']);
    }),
  );
  expect(codes(project)).toEqual([['store/id-given', 2]]);
  const table = project.readTable(parcelLayer);
  expect(table.ids.slice(0, 16)).toEqual(ids);
  expect(table.ids[16]).toMatch(/^[0-9a-f-]{36}$/);
  expect(table.columns['land_use']![16]).toBe('QGIS');
  // The new row did not take the number of the scenario's new feature.
  expect(project.readTable(parcelLayer, scenario.id).ids).toEqual([
    ...ids.filter((id) => id !== ids[2]),
    table.ids[16],
    '0000-new',
  ]);
});

test('a copied row gets an id of its own, and the one that was there first keeps it', () => {
  const project = open(
    changed((database) =>
      database.run('INSERT INTO "地块" (uuid, land_use) SELECT uuid, land_use FROM "地块" WHERE fid = 5'),
    ),
  );
  expect(codes(project)).toEqual([['store/id-repeated', 1]]);
  const table = project.readTable(parcelLayer);
  expect(table.ids.slice(0, 16)).toEqual(ids);
  expect(new Set(table.ids).size).toBe(17);
});

test('a row cut and pasted under another number stays the feature that scenarios have changed', () => {
  const project = open(changed((database) => database.run('UPDATE "地块" SET fid = 900 WHERE fid = 2')));
  expect(codes(project)).toEqual([['store/number-followed', 1]]);
  const view = new sqlite.Database(project.export());
  expect(view.exec('SELECT fid, far FROM "地块_A_站点开发" WHERE uuid = $id', { $id: ids[1]! })[0]!.values).toEqual([
    [900, 8],
  ]);
  expect(view.exec('SELECT count(*) FROM "地块_A_站点开发"')[0]!.values).toEqual([[16]]);
});

test('numbers that changed places are followed as well', () => {
  const project = open(
    changed((database) => {
      database.run(
        'UPDATE "地块" SET fid = -2 WHERE fid = 2; UPDATE "地块" SET fid = 2 WHERE fid = 3; UPDATE "地块" SET fid = 3 WHERE fid = -2',
      );
    }),
  );
  expect(codes(project)).toEqual([['store/number-followed', 2]]);
  const table = project.readTable(parcelLayer, scenario.id);
  expect(table.ids).not.toContain(ids[2]);
  expect(table.columns['far']![table.ids.indexOf(ids[1]!)]).toBe(8);
});

test('a field added elsewhere is taken over in every scenario, one deleted elsewhere comes back empty', () => {
  const project = open(
    changed((database) => {
      database.run(
        'DROP VIEW "地块_A_站点开发"; ALTER TABLE "地块" DROP COLUMN floors; ALTER TABLE "地块" ADD COLUMN "Note" TEXT(40); ALTER TABLE "地块" ADD COLUMN photo BLOB;',
      );
      database.run('UPDATE "地块" SET "Note" = ? WHERE fid = 1', ['角地']);
    }),
  );
  expect(codes(project)).toEqual([
    ['store/field-restored', 1],
    ['store/field-added', 1],
  ]);
  expect(project.layer(parcelLayer).fields.at(-1)).toEqual({ name: 'Note', type: 'text' });
  const table = project.readTable(parcelLayer, scenario.id);
  expect(table.columns['Note']!.slice(0, 2)).toEqual(['角地', null]);
  expect([...(table.columns['floors'] as Float64Array)].slice(0, 2)).toEqual([Number.NaN, 1]);
  // The view was gone and is there again, with the new field.
  const view = new sqlite.Database(project.export());
  expect(view.exec('SELECT "Note" FROM "地块_A_站点开发" WHERE fid = 1')[0]!.values).toEqual([['角地']]);
});

test('a layer whose table is gone leaves the project, with a warning', () => {
  const file = changed((database) => {
    database.run('DROP TABLE "站点"; DELETE FROM gpkg_geometry_columns WHERE table_name = $t', { $t: '站点' });
    database.run('DELETE FROM gpkg_geometry_columns WHERE table_name = $t', { $t: '站点' });
    database.run('DELETE FROM gpkg_contents WHERE table_name = $t', { $t: '站点' });
  });
  const project = open(file);
  expect(codes(project)).toEqual([['store/layer-missing', 1]]);
  expect(project.describe().layers.map(({ id }) => id)).not.toContain(stopLayer);
  expect(project.readTable(parcelLayer).ids).toEqual(ids);
  expect(undo(project)).toBeDefined();
});

test('geometry in a form nobody can read is left out and told, and the rest of the layer is there', async () => {
  const { RemarkList } = await import('#core/model/remark.ts');
  const file = changed((database) => {
    database.run('UPDATE "地块" SET geom = ? WHERE fid = 6', [new Uint8Array([1, 2, 3])]);
    database.run('UPDATE "站点" SET geom = (SELECT geom FROM "地块" WHERE fid = 1) WHERE fid = 1');
  });
  const project = open(file);
  expect(Buffer.compare(project.export(), file)).toBe(0);
  const remarks = new RemarkList();
  const table = project.readTable(parcelLayer, baselineId, remarks);
  expect(project.readTable(stopLayer, baselineId, remarks).geometry.featureOffsets[1]).toBe(0);
  expect(table.geometry.featureOffsets[6]).toBe(table.geometry.featureOffsets[5]);
  expect(table.ids).toEqual(ids);
  expect(remarks.toArray().map(({ code, places }) => [code, places[0]?.feature])).toEqual([
    ['store/geometry-left-out', ids[5]],
    ['store/geometry-left-out', project.readTable(stopLayer).ids[0]],
  ]);
  // The feature can still be edited: its geometry counts as none.
  const states = new Map([[ids[5]!, { geometry: null, values: { far: 1 } }]]);
  applyEdits(project, { zh: '改', en: 'Mend' }, featureEdits(project, parcelLayer, baselineId, states), 'correction');
  expect(project.readTable(parcelLayer).columns['far']![5]).toBe(1);
});
