import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { plainGeometry } from '#core/model/packed-geometry.ts';
import type { RoleId } from '#core/model/role.ts';
import { type PackedCity, type PackedLayer, packRing, unpackCity } from '#renderer/map/start-city.ts';
import { generateCity, linjiangSeed } from '#samples/city.ts';

type SampleLayer = ReturnType<typeof generateCity>['layers'][number];

/** The picture of the start page: `CITYLOOM_WRITE=1 npx vitest run renderer-start-city` makes it anew. */
const file = path.join(import.meta.dirname, '../../renderer/map/start-city.txt');

/** Metres around the crossing of the metro lines. */
const west = 470;
const east = 760;
const south = 1060;
const north = 860;

const drawn: readonly (readonly [RoleId, readonly string[]])[] = [
  ['transit-stop', ['name', 'name_en', 'mode', 'lines']],
  ['transit-line', ['name', 'mode']],
  ['street', ['name', 'name_en', 'class', 'width']],
  ['water', ['name', 'name_en']],
  ['building', []],
  ['green-space', ['name', 'name_en', 'kind']],
  ['parcel', ['land_use', 'land_use_code']],
];

function crossing(stops: FeatureTable): readonly [number, number] {
  const lines = stops.columns['lines'] as readonly (string | null)[];
  const row = lines.findIndex((text) => text?.includes('1号线') && text.includes('2号线'));
  const [point] = plainGeometry(stops.geometry, row)[0]!;
  return [point![0]!, point![1]!];
}

function keptRows(
  role: RoleId,
  { geometry, columns }: FeatureTable,
  box: readonly [number, number, number, number],
): number[] {
  const modes = columns['mode'];
  return new SpatialIndex(geometry)
    .search(...box)
    .filter((row) => !role.startsWith('transit') || modes?.[row] === 'metro')
    .sort((a, b) => a - b);
}

function packed(layers: readonly SampleLayer[]): PackedCity {
  const tables = new Map(layers.map((layer) => [layer.role, layer.table]));
  const [x, y] = crossing(tables.get('transit-stop')!);
  const box = [x - west, y - south, x + east, y + north] as const;
  return {
    size: [(east + west) * 10, (north + south) * 10],
    layers: drawn.map(([role, fields]): PackedLayer => {
      const table = tables.get(role)!;
      const values: (string | number | null)[][] = [];
      const places = new Map<string, number>();
      const rows = keptRows(role, table, box).flatMap((row) => {
        const value = fields.map((name) => {
          const cell = table.columns[name]?.[row] ?? null;
          return typeof cell === 'number' && Number.isNaN(cell) ? null : cell;
        });
        const key = JSON.stringify(value);
        if (!places.has(key)) places.set(key, values.push(value) - 1);
        return plainGeometry(table.geometry, row).map(
          (rings) =>
            [places.get(key)!, ...rings.map((ring) => packRing(ring, box[0], box[1]))] as [number, ...number[][]],
        );
      });
      return { role, geometry: table.geometry.kind, fields, values, rows };
    }),
  };
}

test('the picture of the start page is a piece of the sample city as it is generated', () => {
  const text = `${JSON.stringify(packed(generateCity(linjiangSeed).layers))}\n`;
  if (process.env['CITYLOOM_WRITE'] === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8') === text, 'renderer/map/start-city.txt is out of date').toBe(true);
});

test('packed rings come back to a decimetre', () => {
  const ring = [100.04, 200.06, 110.31, 200, 110, 215.5, 100.04, 200.06];
  const city: PackedCity = {
    size: [100, 100],
    layers: [
      {
        role: 'parcel',
        geometry: 'polygon',
        fields: ['land_use'],
        values: [['green']],
        rows: [[0, packRing(ring, 90, 190)]],
      },
    ],
  };
  const { table } = [...unpackCity(city).values()][0]!;
  const back = [...table.geometry.coordinates];
  ring.forEach((metres, at) => expect(back[at]! + (at % 2 === 0 ? 90 : 190)).toBeCloseTo(metres, 0.9));
  expect(table.columns['land_use']).toEqual(['green']);
});
