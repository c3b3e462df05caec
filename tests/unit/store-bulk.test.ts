import { beforeAll, expect, test } from 'vitest';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { randomUuid, seededRandom } from '#core/platform/seeded-random.ts';
import { loadSqlite, type SqlJsStatic } from '#core/platform/sqlite.ts';
import { redo, undo } from '#core/scenario/history.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { openProject } from '#core/store/open-project.ts';
import { newLayer, openTown, testHost } from '#tests/fixtures/store-town.ts';

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

const label = { zh: '导入', en: 'Import' };

/** Parcels with holes, without geometry, with every type of value and characters no database can hold. */
function parcels(count: number, newId: (row: number) => string): FeatureTable {
  const packer = new GeometryPacker('polygon');
  for (let row = 0; row < count; row++) {
    const x = 10 * (row % 100);
    const y = 10 * Math.floor(row / 100);
    if (row % 7 !== 0) {
      packer.addRing([x, y, x, y + 9, x + 9, y + 9, x + 9, y, x, y]);
      if (row % 5 === 0) packer.addRing([x + 1, y + 1, x + 3, y + 1, x + 3, y + 3, x + 1, y + 1]);
      packer.endPart();
    }
    packer.endFeature();
  }
  const numbers = (of: (row: number) => number) => Float64Array.from({ length: count }, (_, row) => of(row));
  const texts = (of: (row: number) => string | null) => Array.from({ length: count }, (_, row) => of(row));
  return {
    ids: texts(newId) as FeatureId[],
    geometry: packer.finish(),
    fields: [
      { name: 'name', type: 'text' },
      { name: 'storeys', type: 'integer' },
      { name: 'ratio', type: 'real' },
      { name: 'open', type: 'boolean' },
      { name: 'built', type: 'date' },
    ],
    columns: {
      name: texts((row) => (row % 11 === 0 ? null : row % 13 === 0 ? `坏\0字\uD800` : `城东街道 ${row} 𠮷`)),
      storeys: numbers((row) => (row % 3 === 0 ? Number.NaN : row - 500)),
      ratio: numbers((row) => (row % 4 === 0 ? row : row / 7)),
      open: numbers((row) => row % 2),
      built: texts((row) => (row % 2 === 0 ? '2024-03-05' : null)),
    },
  };
}

function idsFrom(seed: number): () => string {
  const random = seededRandom(seed);
  return () => randomUuid(random);
}

test('a large layer is laid in as it would be put in row by row', async () => {
  const table = parcels(2400, idsFrom(3));
  const contents = await Promise.all(
    [true, false].map(async (isLaid) => {
      const { project } = await openTown({ side: 2 });
      const layers = [newLayer('big', '地块', 'parcel', table, 9)];
      // Inside another transaction all goes row by row.
      if (isLaid) addLayers(project, label, layers);
      else project.transaction(() => addLayers(project, label, layers));
      const read = project.readTable('big' as LayerId);
      const reopened = openProject(sqlite, project.export(), 'x.gpkg', testHost(2));
      expect(reopened.readTable('big' as LayerId)).toEqual(read);
      const { table: name } = reopened.layer('big' as LayerId);
      reopened.close();
      const database = new sqlite.Database(project.export());
      const rows = (sql: string) => database.exec(sql)[0]?.values;
      expect(rows('PRAGMA integrity_check')).toEqual([['ok']]);
      expect(rows('PRAGMA foreign_key_check')).toBeUndefined();
      const types = ['name', 'storeys', 'ratio', 'open', 'built'].map((column) => `typeof(${column}), ${column}`);
      const all = {
        rows: rows(`SELECT fid, uuid, hex(geom), ${types.join(', ')} FROM "${name}" ORDER BY fid`),
        register: rows(`SELECT * FROM gpkg_contents WHERE table_name = '${name}'`),
        counter: rows(`SELECT * FROM sqlite_sequence WHERE name = '${name}'`),
        schema: rows(`SELECT sql FROM sqlite_master WHERE tbl_name = '${name}'`),
      };
      database.close();
      project.close();
      return { read, all };
    }),
  );
  expect(contents[0]).toEqual(contents[1]);
  expect(contents[0]!.read.ids).toEqual(table.ids);
});

test('a laid layer is one step, which undo takes back and redo brings back', async () => {
  const { project } = await openTown({ side: 2 });
  const before = project.describe().layers;
  addLayers(project, label, [newLayer('big', '地块', 'parcel', parcels(2100, idsFrom(4)), 9)]);
  expect(project.featureCount('big' as LayerId)).toBe(2100);
  undo(project);
  expect(project.describe().layers).toEqual(before);
  redo(project);
  expect(project.featureCount('big' as LayerId)).toBe(2100);
  project.close();
});

test('a laid layer that fails leaves nothing behind', async () => {
  const { project } = await openTown({ side: 2 });
  const names = () => {
    const database = new sqlite.Database(project.export());
    const found = database.exec('SELECT name FROM sqlite_master ORDER BY name')[0]!.values.flat();
    database.close();
    return found;
  };
  const before = names();
  const twice = parcels(2100, (row) => `id-${row === 2099 ? 5 : row}`);
  expect(() => addLayers(project, label, [newLayer('big', '地块', 'parcel', twice, 9)])).toThrow(
    expect.objectContaining({
      code: 'store/feature-repeated',
      parameters: expect.objectContaining({ feature: 'id-5' }),
    }),
  );
  expect(names()).toEqual(before);
  const good = newLayer('big', '地块', 'parcel', parcels(2100, idsFrom(5)), 9);
  expect(() =>
    project.layerTransaction([good as never], () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(names()).toEqual(before);
  addLayers(project, label, [good]);
  expect(project.featureCount('big' as LayerId)).toBe(2100);
  project.close();
});

test('laying that is given up leaves nothing; after a change in between all goes row by row', async () => {
  const { project } = await openTown({ side: 2 });
  const before = project.export();
  const table = parcels(9000, idsFrom(6));
  const layers = [newLayer('big', '地块', 'parcel', table, 9)];
  const told: number[] = [];
  const given = project.layingLayers(layers as never, ({ done }) => told.push(done));
  given.next();
  given.next();
  given.return(undefined);
  expect(told).toEqual([0, 4000]);
  const names = (bytes: Uint8Array) => {
    const database = new sqlite.Database(bytes);
    const found = database.exec('SELECT name, sql FROM sqlite_master ORDER BY name')[0]!.values;
    database.close();
    return found;
  };
  expect(names(project.export())).toEqual(names(before));
  const disturbed = project.layingLayers(layers as never);
  disturbed.next();
  addLayers(project, label, [newLayer('small', '小', 'parcel', parcels(3, idsFrom(7)), 10)]);
  expect([...disturbed]).not.toHaveLength(0);
  addLayers(project, label, layers);
  expect(project.readTable('big' as LayerId).ids).toEqual(table.ids);
  expect(project.featureCount('small' as LayerId)).toBe(3);
  project.close();
});
