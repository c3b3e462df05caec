import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A town of blocks, small enough to count by hand: CGCS2000 zone 39 (EPSG:4527), metres. */
const [left, bottom] = [39_500_000, 3_400_000];
const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4527' } };

type Properties = Readonly<Record<string, unknown>>;

function box(x: number, y: number, width: number, height = width): unknown {
  const [x0, y0, x1, y1] = [left + x, bottom + y, left + x + width, bottom + y + height];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
        [x0, y0],
      ],
    ],
  };
}

function collection(features: readonly (readonly [geometry: unknown, properties: Properties])[]): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    crs,
    features: features.map(([geometry, properties]) => ({ type: 'Feature', geometry, properties })),
  });
}

/** Blocks of 1 ha with streets of 20 m between them. */
export const blockSide = 100;
const step = 120;
export const blocks = 6;

function parcels(): string {
  const rows: [unknown, Properties][] = [];
  for (let row = 0; row < blocks; row++) {
    for (let column = 0; column < blocks; column++) {
      const isPark = row === 2 && column === 2;
      const code = isPark ? 'G1' : column < 3 ? 'R2' : 'B1';
      rows.push([
        box(step * column, step * row, blockSide),
        { 地块编号: `${row}-${column}`, 用地代码: code, 容积率: isPark ? 0 : code === 'R2' ? 1.2 : 1 },
      ]);
    }
  }
  return collection(rows);
}

function streets(): string {
  const rows: [unknown, Properties][] = [];
  const length = step * blocks;
  for (let line = 0; line <= blocks; line++) {
    const at = step * line - 10;
    const across = [
      [left - 10, bottom + at],
      [left + length - 10, bottom + at],
    ];
    const along = [
      [left + at, bottom - 10],
      [left + at, bottom + length - 10],
    ];
    for (const coordinates of [across, along])
      rows.push([
        { type: 'LineString', coordinates },
        { name: `街 ${line}`, class: 'local' },
      ]);
  }
  return collection(rows);
}

/** Recipes of the three sketches for this town. */
export const recipes = {
  'tod.yaml': `cityloom: recipe/1
name: { zh: 站点, en: Station }
letter: A
steps:
  - sketch: tod
    stations: { names: [中心站] }
    catchment: { mode: walk, minutes: [5] }
    types: [station-mixed]
    convert: { where: "land_use = 'commercial' and far < 2" }
`,
  'corridor.yaml': `cityloom: recipe/1
name: { zh: 绿廊, en: Corridor }
letter: B
steps:
  - sketch: corridor
    line: [[${left + 50}, ${bottom + 50}], [${left + 290}, ${bottom + 290}]]
    widthMetres: 20
    parcels: split
    type: linear-park
`,
  'mixed.yaml': `cityloom: recipe/1
name: { zh: 混合, en: Mixed }
letter: C
steps:
  - sketch: mixed-use
    select: { where: "land_use_code = 'R2'" }
    type: shop-top-housing
`,
} as const;

/** Writes the town's layers and recipes into a new folder; gives the folder. */
export function writeSmallTown(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'cityloom-town-'));
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write('地块.geojson', parcels());
  write('道路.geojson', streets());
  const station = { type: 'Point', coordinates: [left + 350, bottom + 350] };
  write('地铁站.geojson', collection([[station, { name: '中心站', mode: 'metro', high_capacity: true }]]));
  const length = step * blocks;
  write('规划范围.geojson', collection([[box(-20, -20, length + 20), { name: '范围' }]]));
  for (const [name, text] of Object.entries(recipes)) write(name, text);
  return folder;
}
