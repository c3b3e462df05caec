import { beforeAll, expect, test } from 'vitest';
import { featureBoxes } from '#core/geometry/measure.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { type LayerGlimpse, leastGlimpsed } from '#core/model/layer-glimpse.ts';
import { featureCount, GeometryPacker, plainGeometry } from '#core/model/packed-geometry.ts';
import { loadSqlite, type SqlJsStatic } from '#core/platform/sqlite.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { openProject } from '#core/store/open-project.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { boxesOf, glimpsedTable } from '#renderer/map/map-data.ts';
import { newLayer, openTown, testHost } from '#tests/fixtures/store-town.ts';

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

const layer = 'many' as LayerId;
const uses = ['residential', null, 'commercial', '绿地'];

/** Triangles of 4 m side by side in rows of 200, every thousandth as wide as ten of them and every ninth without a shape. */
function parcels(count: number): FeatureTable {
  const packer = new GeometryPacker('polygon');
  for (let row = 0; row < count; row++) {
    const [x, y] = [5 * (row % 200), 5 * Math.floor(row / 200)];
    const width = row % 1000 === 0 ? 40 : 4;
    if (row % 9 !== 4) {
      packer.addRing([x, y, x + width, y, x, y + 4, x, y]);
      packer.endPart();
    }
    packer.endFeature();
  }
  return {
    ids: Array.from({ length: count }, (_, row) => `parcel ${row}` as FeatureId),
    geometry: packer.finish(),
    fields: [
      { name: 'land_use', type: 'text' },
      { name: 'far', type: 'real' },
      { name: 'note', type: 'text' },
    ],
    columns: {
      land_use: Array.from({ length: count }, (_, row) => uses[row % uses.length]!),
      far: Float64Array.from({ length: count }, (_, row) => (row % 3 === 0 ? Number.NaN : row / 8)),
      note: Array.from({ length: count }, (_, row) => `note ${row}`),
    },
  };
}

async function opened(count: number): Promise<ProjectFile> {
  const { project } = await openTown({ side: 2 });
  addLayers(project, { zh: '导入', en: 'Import' }, [newLayer(layer, 'Many', 'parcel', parcels(count), 9)]);
  return openProject(sqlite, project.export(), 'x.gpkg', testHost(2));
}

function expectRows({ boxes, geometry, columns }: LayerGlimpse, table: FeatureTable, rows: readonly number[]): void {
  const all = featureBoxes(table.geometry);
  expect([...boxes]).toEqual(rows.flatMap((row) => [...all.subarray(4 * row, 4 * row + 4)]));
  expect(featureCount(geometry)).toBe(rows.length);
  const { distinct, codes } = columns['land_use'] as Exclude<LayerGlimpse['columns'][string], Float64Array>;
  expect(Array.from(codes, (code) => distinct[code])).toEqual(rows.map((row) => table.columns['land_use']![row]));
  expect([...(columns['far'] as Float64Array)]).toEqual(rows.map((row) => table.columns['far']![row]));
  expect(Object.keys(columns)).toEqual(['land_use', 'far']);
  for (const [place, row] of rows.entries()) {
    const shape = plainGeometry(geometry, place);
    if (row % 1000 === 0) expect(shape).toEqual(plainGeometry(table.geometry, row));
    else expect(shape).toEqual([]);
  }
}

test('a glimpse has the boxes of all areas, the shapes of large ones, and the fields that are asked for', async () => {
  const project = await opened(leastGlimpsed);
  const glimpse = project.readGlimpse(layer, ['land_use', 'far'])!;
  const table = project.readTable(layer);
  const shaped = table.ids.flatMap((_id, row) => (row % 9 === 4 ? [] : [row]));
  expectRows(glimpse, table, shaped);

  const made = glimpsedTable(glimpse, project.layer(layer));
  expect(made.ids).toHaveLength(shaped.length);
  expect(boxesOf(made)).toBe(glimpse.boxes);
  expect(made.columns['land_use']).toEqual(shaped.map((row) => table.columns['land_use']![row]));
  expect(made.fields.map(({ name }) => name)).toEqual(['land_use', 'far']);
  project.close();
});

test('a glimpse of a part of a layer has what is in sight', async () => {
  const project = await opened(leastGlimpsed);
  const view = { minX: 100, minY: 40, maxX: 300, maxY: 90 };
  const glimpse = project.readGlimpse(layer, ['land_use', 'far'], { ...view, metresPerPixel: 1 })!;
  const table = project.readTable(layer);
  const boxes = featureBoxes(table.geometry);
  const seen = table.ids.flatMap((_id, row) => {
    const [minX, minY, maxX, maxY] = boxes.subarray(4 * row, 4 * row + 4);
    return minX! <= view.maxX && maxX! >= view.minX && minY! <= view.maxY && maxY! >= view.minY ? [row] : [];
  });
  expect(seen.length).toBeGreaterThan(300);
  expectRows(glimpse, table, seen);
  // Closer up all of them have a shape.
  const close = project.readGlimpse(layer, [], { ...view, metresPerPixel: 0.1 });
  expect(close).toBeUndefined();
  project.close();

  const again = await opened(leastGlimpsed);
  const { geometry } = again.readGlimpse(layer, [], { ...view, metresPerPixel: 0.1 })!;
  expect(seen.map((_row, place) => plainGeometry(geometry, place))).toEqual(
    seen.map((row) => plainGeometry(table.geometry, row)),
  );
  again.close();
});

test('there is none of few areas, nor once something was changed', async () => {
  const few = await opened(leastGlimpsed - 1);
  expect(few.readGlimpse(layer, [])).toBeUndefined();
  few.close();
  const project = await opened(leastGlimpsed);
  addLayers(project, { zh: '导入', en: 'Import' }, [newLayer('more' as LayerId, 'More', 'parcel', parcels(1), 10)]);
  expect(project.readGlimpse(layer, [])).toBeUndefined();
  project.close();
});
