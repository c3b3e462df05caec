import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { featureAreas } from '#core/geometry/measure.ts';
import { gb50137, lookUpCode } from '#core/model/code-table.ts';
import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
import { featureCount, type PackedGeometry, plainGeometry } from '#core/model/packed-geometry.ts';
import { floorUses, type RoleId, roleOf } from '#core/model/role.ts';
import { generateCity, linjiangSeed, type SampleCity } from '#samples/city.ts';
import { lotsOfTown } from '#samples/lots.ts';
import { contains, crossing, isSimple, type Point } from '#samples/plane.ts';
import { townPlan } from '#samples/town-plan.ts';

const city = generateCity(linjiangSeed);

function tableOf(role: RoleId, from: SampleCity = city): FeatureTable {
  return from.layers.find((layer) => layer.role === role)!.table;
}

function numbers(role: RoleId, field: string, from?: SampleCity): Float64Array {
  return numberColumn(tableOf(role, from), field)!;
}

function texts(role: RoleId, field: string): readonly (string | null)[] {
  return textColumn(tableOf(role), field)!;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Rings and lines of a geometry as points, by feature; closed rings without the repeated point. */
function outlines(geometry: PackedGeometry): Point[][][] {
  return Array.from({ length: featureCount(geometry) }, (_, index) =>
    plainGeometry(geometry, index).flatMap((rings) =>
      rings.map((ring) => {
        const points: Point[] = [];
        for (let at = 0; at < ring.length; at += 2) points.push([ring[at]!, ring[at + 1]!]);
        return geometry.kind === 'polygon' ? points.slice(0, -1) : points;
      }),
    ),
  );
}

function hashOf(sample: SampleCity): string {
  const hash = createHash('sha256');
  const addBytes = (array: Float64Array | Float32Array | Uint32Array): void => {
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  };
  for (const { name, role, table } of sample.layers) {
    hash.update(JSON.stringify([name, role, table.ids, table.fields]));
    addBytes(table.geometry.coordinates);
    addBytes(table.geometry.ringOffsets);
    addBytes(table.geometry.partOffsets);
    addBytes(table.geometry.featureOffsets);
    for (const { name: field } of table.fields) {
      const column = table.columns[field]!;
      if (column instanceof Float64Array) addBytes(column);
      else hash.update(JSON.stringify(column));
    }
  }
  for (const { raster } of sample.rasters) {
    hash.update(JSON.stringify([raster.columns, raster.rows, raster.left, raster.top, raster.cellSize]));
    addBytes(raster.values);
  }
  return hash.digest('hex');
}

/** Pairs of an edge of a feature and a segment of another list that lie in the same cell of a grid. */
class SegmentGrid {
  readonly #cells = new Map<string, [Point, Point][]>();

  constructor(lines: Iterable<readonly Point[]>) {
    for (const line of lines) {
      for (let index = 1; index < line.length; index++) {
        const segment: [Point, Point] = [line[index - 1]!, line[index]!];
        for (const key of this.#keys(...segment)) this.#cells.set(key, [...(this.#cells.get(key) ?? []), segment]);
      }
    }
  }

  *#keys([ax, ay]: Point, [bx, by]: Point): Iterable<string> {
    const cell = (value: number): number => Math.floor(value / 60);
    for (let x = cell(Math.min(ax, bx)); x <= cell(Math.max(ax, bx)); x++) {
      for (let y = cell(Math.min(ay, by)); y <= cell(Math.max(ay, by)); y++) yield `${x},${y}`;
    }
  }

  crosses(a: Point, b: Point): boolean {
    for (const key of this.#keys(a, b)) {
      for (const [c, d] of this.#cells.get(key) ?? []) if (crossing(a, b, c, d)) return true;
    }
    return false;
  }
}

function closed(ring: readonly Point[]): Point[] {
  return [...ring, ring[0]!];
}

describe('the sample city', () => {
  it('has about the stated numbers of features', () => {
    const stated: readonly (readonly [RoleId, number])[] = [
      ['parcel', 2500],
      ['building', 7500],
      ['street', 2000],
      ['tree', 6100],
      ['population', 150],
      ['facility', 285],
      ['green-space', 150],
      ['comment', 400],
      ['transit-line', 14],
      ['transit-stop', 134],
    ];
    for (const [role, count] of stated) {
      expect(tableOf(role).ids.length / count, role).toBeGreaterThan(0.85);
      expect(tableOf(role).ids.length / count, role).toBeLessThan(1.15);
    }
    expect(tableOf('rainfall').ids).toHaveLength(10_958);
    const modes = texts('transit-stop', 'mode');
    expect(modes.filter((mode) => mode === 'metro')).toHaveLength(14);
    expect(texts('transit-stop', 'lines').filter((lines) => lines === '1号线;2号线')).toHaveLength(1);
    expect(sum(numbers('parcel', 'residents'))).toBeGreaterThan(190_000);
    expect(sum(numbers('parcel', 'residents'))).toBeLessThan(260_000);
  });

  it('uses the fields and vocabularies of the roles', () => {
    for (const { role, table, geometry } of city.layers) {
      expect(roleOf(role).geometry).toContain(geometry);
      expect(new Set(table.ids).size, role).toBe(table.ids.length);
      expect(featureCount(table.geometry), role).toBe(table.ids.length);
      for (const { name, type, minimum, maximum, values } of roleOf(role).fields) {
        const field = table.fields.find((own) => own.name === name);
        expect(field?.type, `${role}.${name}`).toBe(type);
        const column = table.columns[name]!;
        expect(column).toHaveLength(table.ids.length);
        for (const value of column) {
          if (value === null || Number.isNaN(value)) continue;
          if (values) expect(values).toContain(value);
          if (minimum !== undefined && Number(value) < minimum) expect.fail(`${role}.${name} is ${value}`);
          if (maximum !== undefined && Number(value) > maximum) expect.fail(`${role}.${name} is ${value}`);
        }
      }
    }
    for (const code of texts('parcel', 'land_use_code')) expect(lookUpCode(gb50137, code!), code!).toBeDefined();
    expect(new Set(texts('parcel', 'parcel_number')).size).toBe(tableOf('parcel').ids.length);
  });

  it('lies in zone 40 with the number before the easting', () => {
    expect(city.epsg).toBe(4528);
    for (const [x, y] of outlines(tableOf('boundary').geometry)[0]![0]!) {
      expect(Math.abs(x - 40_512_600)).toBeLessThan(4000);
      expect(Math.abs(y - 3_352_600)).toBeLessThan(3500);
    }
  });
});

describe('parcels', () => {
  const { blocks, lots } = lotsOfTown(townPlan(linjiangSeed), linjiangSeed);

  it('tile their blocks: every inner border is walked once in each direction, every outer one lies on the block', () => {
    const byBlock = new Map<number, (readonly Point[])[]>();
    for (const { blockIndex, ring } of lots) byBlock.set(blockIndex, [...(byBlock.get(blockIndex) ?? []), ring]);
    expect(byBlock.size).toBe(blocks.length);
    for (const [index, rings] of byBlock) {
      const edges = new Set<string>();
      const open = new Map<string, readonly [Point, Point]>();
      for (const ring of rings) {
        expect(isSimple(ring)).toBe(true);
        for (const [at, point] of ring.entries()) {
          const next = ring[(at + 1) % ring.length]!;
          const key = `${point.join()} ${next.join()}`;
          expect(edges.has(key), 'an edge belongs to two parcels on the same side').toBe(false);
          edges.add(key);
          const back = `${next.join()} ${point.join()}`;
          if (!open.delete(back)) open.set(key, [point, next]);
        }
      }
      const length = ([a, b]: readonly [Point, Point]): number => Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);
      const border = blocks[index]!.ring;
      const around = sum(border.map((point, at) => length([point, border[(at + 1) % border.length]!])));
      expect(Math.abs(sum([...open.values()].map(length)) - around)).toBeLessThan(0.05);
    }
  });

  it('add up to the area of their blocks', () => {
    const areas = new Float64Array(blocks.length);
    for (const { blockIndex, area } of lots) areas[blockIndex]! += area;
    for (const [index, { area }] of blocks.entries()) expect(Math.abs(areas[index]! - area)).toBeLessThan(0.5);
    expect(sum(featureAreas(tableOf('parcel').geometry))).toBeCloseTo(sum(areas), -1);
  });

  it('do not cross main streets or the river', () => {
    const classes = texts('street', 'class');
    const main = outlines(tableOf('street').geometry).filter((_, index) =>
      ['motorway', 'arterial', 'secondary'].includes(classes[index]!),
    );
    const streets = new SegmentGrid(main.flat());
    const kinds = texts('water', 'kind');
    const river = outlines(tableOf('water').geometry)
      .filter((_, index) => kinds[index] === 'river')
      .flat();
    for (const [ring] of outlines(tableOf('parcel').geometry)) {
      const border = closed(ring!);
      for (let index = 1; index < border.length; index++) {
        if (streets.crosses(border[index - 1]!, border[index]!))
          expect.fail(`parcel at ${border[index]} crosses a street`);
      }
      const middle: Point = [sum(ring!.map(([x]) => x)) / ring!.length, sum(ring!.map(([, y]) => y)) / ring!.length];
      if (contains(ring!, middle)) expect(river.some((water) => contains(water, middle))).toBe(false);
    }
  });

  it('have floor area = FAR × area, and the floor area and coverage of their buildings', () => {
    const areas = featureAreas(tableOf('parcel').geometry);
    const [far, floor, coverage] = ['far', 'floor_area', 'building_coverage'].map((field) => numbers('parcel', field));
    const built = new Map<string, number>();
    const footprints = new Map<string, number>();
    const ground = featureAreas(tableOf('building').geometry);
    for (const [index, number] of texts('building', 'parcel_number').entries()) {
      built.set(number!, (built.get(number!) ?? 0) + numbers('building', 'floor_area')[index]!);
      footprints.set(number!, (footprints.get(number!) ?? 0) + ground[index]!);
      const floors = numbers('building', 'floors')[index]!;
      expect(Math.abs(ground[index]! * floors - numbers('building', 'floor_area')[index]!)).toBeLessThan(1);
      expect(numbers('building', 'height')[index]! / floors).toBeGreaterThan(2.8);
    }
    const limits = numbers('parcel', 'height_limit');
    for (const [index, number] of texts('parcel', 'parcel_number').entries()) {
      expect(Math.abs(far![index]! * areas[index]! - floor![index]!)).toBeLessThan(0.0005 * areas[index]! + 0.01);
      expect(floor![index]).toBe(built.get(number!) ?? 0);
      expect(Math.abs(coverage![index]! * areas[index]! - (footprints.get(number!) ?? 0))).toBeLessThan(
        0.0006 * areas[index]!,
      );
      const shares = sum(floorUses.map((use) => numbers('parcel', `share_${use}`)[index]!));
      expect(Math.abs(shares - (floor![index]! > 0 ? 1 : 0))).toBeLessThan(1e-6);
      if (floor![index]! > 0) expect(limits[index]).toBeGreaterThan(0);
      expect(coverage![index]! + numbers('parcel', 'green_ratio')[index]!).toBeLessThan(1);
    }
  });

  it('hold their buildings', () => {
    const parcels = new Map(texts('parcel', 'parcel_number').map((number, index) => [number, index]));
    const rings = outlines(tableOf('parcel').geometry);
    const numbersOfParcels = texts('building', 'parcel_number');
    for (const [index, [shell]] of outlines(tableOf('building').geometry).entries()) {
      const parcel = rings[parcels.get(numbersOfParcels[index]!)!]![0]!;
      const edges = closed(parcel);
      for (const [at, point] of shell!.entries()) {
        if (!contains(parcel, point)) expect.fail(`building ${index} leaves its parcel`);
        const next = shell![(at + 1) % shell!.length]!;
        for (let edge = 1; edge < edges.length; edge++) {
          if (crossing(point, next, edges[edge - 1]!, edges[edge]!)) expect.fail(`building ${index} leaves its parcel`);
        }
      }
    }
  });
});

describe('people and streets', () => {
  it('live in communities whose sums are those of the parcels', () => {
    for (const field of ['residents', 'jobs']) {
      const parcels = sum(numbers('parcel', field));
      expect(Math.abs(sum(numbers('population', field)) / parcels - 1)).toBeLessThan(0.01);
    }
    const size = sum(numbers('population', 'residents')) / sum(numbers('population', 'households'));
    expect(size).toBeGreaterThan(2.4);
    expect(size).toBeLessThan(3);
  });

  it('can walk everywhere: one component, the river crossed by few bridges', () => {
    const walkable = numbers('street', 'walkable');
    const parents = new Map<string, string>();
    const find = (key: string): string => {
      let at = key;
      while ((parents.get(at) ?? at) !== at) at = parents.get(at)!;
      return at;
    };
    const river = outlines(tableOf('water').geometry)[texts('water', 'kind').indexOf('river')]![0]!;
    const banks = new SegmentGrid([closed(river)]);
    let bridges = 0;
    for (const [index, [line]] of outlines(tableOf('street').geometry).entries()) {
      const crossed = line!.slice(1).filter((point, at) => banks.crosses(line![at]!, point)).length;
      if (crossed > 0) bridges++;
      if (walkable[index] !== 1) continue;
      const [a, b] = [line![0]!.join(), line!.at(-1)!.join()];
      for (const key of [a, b]) if (!parents.has(key)) parents.set(key, key);
      parents.set(find(a), find(b));
    }
    expect(new Set([...parents.keys()].map(find)).size).toBe(1);
    expect(bridges).toBeGreaterThan(3);
    expect(bridges).toBeLessThan(12);
  });
});

describe('the generator', () => {
  it('gives the same bytes for the same seed, here and elsewhere', () => {
    const hash = hashOf(city);
    expect(hashOf(generateCity(linjiangSeed))).toBe(hash);
    expect(hash).toBe('158b475a40fc8fe4b70ca1023c9b4377f855a3f81e01923b75151e066b3ae822');
  });

  it('works for other seeds', () => {
    for (const seed of [3, 20_260]) {
      const other = generateCity(seed);
      expect(hashOf(other)).not.toBe(hashOf(city));
      expect(tableOf('parcel', other).ids.length).toBeGreaterThan(2200);
      expect(tableOf('building', other).ids.length).toBeGreaterThan(6500);
      const [parcels, people] = [numbers('parcel', 'residents', other), numbers('population', 'residents', other)];
      expect(sum(people)).toBe(sum(parcels));
    }
  });
});
