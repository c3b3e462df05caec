import { describe, expect, test } from 'vitest';
import { gb50137 } from '#core/model/code-table.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { joinLines } from '#core/symbology/join-lines.ts';
import { landClassOf } from '#core/symbology/land-classes.ts';
import { middleLine } from '#core/symbology/middle-line.ts';
import { lineColours, lineNames } from '#core/symbology/transit-lines.ts';
import { pictureRuns } from '#renderer/map/bulk-picture.ts';
import { lineLength, rowsUnderBand } from '#renderer/map/corridor-parcels.ts';
import { rowsInOrder } from '#renderer/map/map-data.ts';
import { mergedOutline } from '#renderer/map/merged-outline.ts';
import { palettes } from '#renderer/map/palette.ts';
import { roundLength } from '#renderer/map/round-length.ts';
import { snapTo } from '#renderer/map/snap.ts';
import { rampRange, rampShare, viridis } from '#renderer/map/viridis.ts';
import { metresPerPixelAt, scaleDenominator } from '#renderer/state/map-link.ts';

/** Squares of 10 m side by side along x, from 0. */
function squares(count: number): FeatureTable {
  const packer = new GeometryPacker('polygon');
  for (let at = 0; at < count; at++) {
    const x = 10 * at;
    packer.addFeature([[[x, 0, x + 10, 0, x + 10, 10, x, 10, x, 0]]]);
  }
  return {
    ids: Array.from({ length: count }, (_, at) => `square ${at}` as FeatureId),
    geometry: packer.finish(),
    fields: [],
    columns: {},
  };
}

describe('joining sections of streets', () => {
  test('sections that meet end to end become one line, whichever way they run', () => {
    const joined = joinLines([
      [0, 0, 10, 0],
      [20, 0, 10, 0],
      [20, 0, 30, 5],
    ]);
    expect(joined).toHaveLength(1);
    expect(joined[0]!.length).toBe(8);
    expect(new Set([joined[0]![0], joined[0]!.at(-2)])).toEqual(new Set([0, 30]));
  });

  test('sections apart stay apart, and nothing is lost or made up', () => {
    const lines = [
      [0, 0, 10, 0],
      [100, 0, 110, 0],
      [10, 0, 10, 10],
      [10, 0, 20, 0],
    ];
    const length = (line: readonly number[]): number => {
      let sum = 0;
      for (let at = 0; at + 3 < line.length; at += 2)
        sum += Math.hypot(line[at + 2]! - line[at]!, line[at + 3]! - line[at + 1]!);
      return sum;
    };
    const joined = joinLines(lines);
    expect(joined.length).toBe(3);
    expect(joined.reduce((sum, line) => sum + length(line), 0)).toBeCloseTo(40, 9);
  });

  test('a closed ring ends', () => {
    const ring = joinLines([
      [0, 0, 1, 0],
      [1, 0, 1, 1],
      [1, 1, 0, 0],
    ]);
    expect(ring).toHaveLength(1);
  });
});

describe('the middle line of a river', () => {
  test('runs half-way between the banks', () => {
    const line = middleLine([0, 0, 100, 0, 100, 8, 0, 8, 0, 0])!;
    for (let at = 1; at < line.length; at += 2) expect(line[at]).toBeCloseTo(4, 6);
    expect(Math.max(...line.filter((_, at) => at % 2 === 0))).toBeGreaterThan(90);
  });

  test('a pond has none', () => {
    expect(middleLine([0, 0, 10, 0, 10, 9, 0, 9, 0, 0])).toBeUndefined();
  });
});

describe('the outline of many polygons', () => {
  test('leaves out what neighbours share', () => {
    const { geometry } = squares(3);
    const edges = mergedOutline(geometry, [0, 1, 2]);
    expect(edges.length / 4).toBe(8);
    for (let at = 0; at < edges.length; at += 4) {
      const isInner = edges[at] === edges[at + 2] && (edges[at] === 10 || edges[at] === 20);
      expect(isInner).toBe(false);
    }
  });

  test('of one polygon is its ring', () => {
    expect(mergedOutline(squares(1).geometry, [0]).length / 4).toBe(4);
  });
});

describe('snapping', () => {
  const table = squares(2);
  test('a corner comes before the middle of an edge, that before the edge', () => {
    expect(snapTo(table, [9.6, 0.3], 1)).toMatchObject({ kind: 'vertex', point: [10, 0] });
    expect(snapTo(table, [5.2, -0.4], 1)).toMatchObject({ kind: 'midpoint', point: [5, 0], row: 0 });
    expect(snapTo(table, [3, 0.5], 1)).toMatchObject({ kind: 'edge', point: [3, 0], row: 0 });
  });

  test('nothing within reach, nothing caught', () => {
    expect(snapTo(table, [5, 5], 1)).toBeNull();
  });
});

describe('parcels under a corridor', () => {
  const table = squares(10);
  test('those that the band touches, and no others', () => {
    expect(
      rowsUnderBand(
        table,
        [
          [35, -20],
          [35, 30],
        ],
        4,
      ),
    ).toEqual([3]);
    expect(
      rowsUnderBand(
        table,
        [
          [35, -20],
          [35, 30],
        ],
        12,
      ),
    ).toEqual([2, 3, 4]);
    expect(
      rowsUnderBand(
        table,
        [
          [-50, 20],
          [150, 20],
        ],
        10,
      ),
    ).toEqual([]);
  });

  test('a band inside one parcel concerns that parcel', () => {
    expect(
      rowsUnderBand(
        table,
        [
          [52, 5],
          [53, 5],
        ],
        1,
      ),
    ).toEqual([5]);
  });

  test('length adds up over the corners', () => {
    expect(
      lineLength([
        [0, 0],
        [3, 4],
        [3, 10],
      ]),
    ).toBe(11);
  });
});

describe('pictures of layers', () => {
  const layer = (id: string, order: number, opacity = 1) => ({ id: id as LayerId, order, opacity });
  test('opaque neighbours share one, from the bottom to the top', () => {
    expect(pictureRuns([layer('top', 0), layer('bottom', 2), layer('middle', 1)])).toEqual([
      ['bottom', 'middle', 'top'],
    ]);
  });

  test('a translucent layer stands alone between them', () => {
    expect(pictureRuns([layer('a', 3), layer('b', 2, 0.5), layer('c', 1), layer('d', 0)])).toEqual([
      ['a'],
      ['b'],
      ['c', 'd'],
    ]);
  });
});

describe('colours', () => {
  test('a code has its own colour, and one of an unlisted subclass that of its class', () => {
    expect(landClassOf('residential', 'R3', gb50137)).toMatchObject({ code: 'R3', light: '#E6C873', striped: false });
    expect(landClassOf('education', 'A33', gb50137)).toMatchObject({ code: 'A33', light: '#F7C9D9' });
  });

  test('where code and land use disagree, the land use decides', () => {
    const land = landClassOf('green', 'R2', gb50137);
    expect(land).toMatchObject({ code: '', landUse: 'green', light: '#A6CF97' });
  });

  test('mixed land is striped, land without anything undeveloped', () => {
    expect(landClassOf('mixed', 'RB', gb50137).striped).toBe(true);
    expect(landClassOf(null, null, gb50137).landUse).toBe('undeveloped');
    expect(landClassOf(null, 'G1', gb50137).landUse).toBe('green');
  });

  test('the ramp runs from dark violet to yellow', () => {
    expect(viridis(0)).toBe('#440154');
    expect(viridis(1)).toBe('#fde725');
    expect(viridis(7)).toBe('#fde725');
  });

  test('a ramp leaves out single extremes and values that are missing', () => {
    const values = [Number.NaN, -1e9, ...Array.from({ length: 200 }, (_, at) => at), 1e9];
    const [low, high] = rampRange(values)!;
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThan(200);
    expect(rampShare(low - 5, [low, high])).toBe(0);
    expect(rampRange([Number.NaN])).toBeNull();
    expect(rampShare(3, [3, 3])).toBe(0.5);
  });

  test('a line and its stops have the same colour, however the name is spaced', () => {
    const colours = lineColours(['1 号线', '2 号线']);
    const [first, second] = palettes.light.lines;
    expect(colours.colourOf('1号线', palettes.light)).toBe(first);
    expect(colours.colourOf('2 号线', palettes.light)).toBe(second);
    expect(lineNames('1号线;2号线')).toEqual(['1号线', '2号线']);
    expect(lineNames(null)).toEqual([]);
  });
});

describe('scales', () => {
  test('the bar has a round length that fits', () => {
    expect(roundLength(176 * 3.3)).toBe(500);
    expect(roundLength(199)).toBe(100);
    expect(roundLength(0.3)).toBeCloseTo(0.2, 12);
  });

  test('a scale is told in three digits', () => {
    expect(scaleDenominator(metresPerPixelAt(12_500))).toBe(12_500);
    expect(scaleDenominator(metresPerPixelAt(12_543))).toBe(12_500);
    expect(scaleDenominator(metresPerPixelAt(500))).toBe(500);
  });
});

describe('rows of many features', () => {
  const table = squares(6);
  const ids = (...rows: number[]) => rows.map((row) => `square ${row}` as FeatureId);

  test('are found in the order of the table, and those out of order or not there do no harm', () => {
    expect(rowsInOrder(table, ids(0, 2, 3, 5))).toEqual([0, 2, 3, 5]);
    expect(rowsInOrder(table, [])).toEqual([]);
    expect(rowsInOrder(table, ids(1, 9, 2, 0))).toEqual([1, 2, 0]);
  });
});
