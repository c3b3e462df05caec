import { describe, expect, test } from 'vitest';
import type { PointPair } from '#core/crs/fit-points.ts';
import { openBasemap } from '#core/formats/basemap.ts';
import { fitPicturePoints, type PictureMatrix, pointsMatrix, worldFileMatrix } from '#core/formats/picture-matrix.ts';
import { pictureSize } from '#core/formats/picture-size.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { plainTile } from '../fixtures/tiny-tiles.ts';
import { failureOf } from './formats-support.ts';

const place = ([a, b, c, d, e, f]: PictureMatrix, column: number, row: number) => [
  a * column + c * row + e,
  b * column + d * row + f,
];

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    return WorkbenchError.from(thrown).code;
  }
  return '';
}

describe('world files', () => {
  test('place the centre of the first pixel', () => {
    const matrix = worldFileMatrix('0.5\n0\n0\n-0.5\n532000.25\n2545999.75\n', 'a.pgw');
    expect(place(matrix, 0, 0)).toEqual([532_000, 2_546_000]);
    expect(place(matrix, 0.5, 0.5)).toEqual([532_000.25, 2_545_999.75]);
    expect(place(matrix, 100, 40)).toEqual([532_050, 2_545_980]);
  });

  test('turn and shear as they say', () => {
    // Lines: x by column, y by column, x by row, y by row, and the centre of the first pixel.
    const matrix = worldFileMatrix('1.5 2 3 -4 100 200', 'a.wld');
    expect(place(matrix, 0.5, 0.5)).toEqual([100, 200]);
    expect(place(matrix, 1.5, 0.5)).toEqual([101.5, 202]);
    expect(place(matrix, 0.5, 1.5)).toEqual([103, 196]);
  });

  test('that cannot be used are told', () => {
    expect(codeOf(() => worldFileMatrix('1\n0\n0\n-1\n5', 'a.pgw'))).toBe('basemap/world-file');
    expect(codeOf(() => worldFileMatrix('1\n0\n0\nx\n5\n6', 'a.pgw'))).toBe('basemap/world-file');
    expect(codeOf(() => worldFileMatrix('1\n0\n1\n0\n5\n6', 'a.pgw'))).toBe('basemap/world-file');
    // In degrees.
    expect(codeOf(() => worldFileMatrix('0.00001\n0\n0\n-0.00001\n120\n30', 'a.pgw'))).toBe('basemap/picture-scale');
  });
});

describe('points', () => {
  test('a picture that is turned lies where its points say', () => {
    // 400 pixels high; half a metre a pixel, turned by 30 degrees about the lower left corner.
    const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
    const to = (x: number, y: number): PointPair => [
      x,
      y,
      500_000 + 0.5 * (cos * x - sin * y),
      3_000_000 + 0.5 * (sin * x + cos * y),
    ];
    const matrix = pointsMatrix([to(10, 20), to(300, 350)], 400, 'a.png');
    for (const [x, y] of [
      [0, 0],
      [600, 0],
      [600, 400],
      [137, 42],
    ] as const) {
      const [, , wantedX, wantedY] = to(x, y);
      const [foundX, foundY] = place(matrix, x, 400 - y);
      expect(foundX).toBeCloseTo(wantedX, 6);
      expect(foundY).toBeCloseTo(wantedY, 6);
    }
    expect(matrix[0] * matrix[3] - matrix[1] * matrix[2]).toBeCloseTo(-0.25, 9);
  });

  test('more than two pairs leave a residual in metres', () => {
    const pairs: PointPair[] = [
      [0, 0, 1000, 1000],
      [100, 0, 1200, 1000],
      [100, 100, 1200, 1203],
    ];
    const fit = fitPicturePoints(pairs, 'a.png');
    expect(fit.scale).toBeCloseTo(2.015, 2);
    expect(fit.meanResidual).toBeGreaterThan(0.5);
    expect(fit.meanResidual).toBeLessThan(1.5);
  });

  test('that cannot be used are told', () => {
    expect(codeOf(() => pointsMatrix([[0, 0, 5, 5]], 10, 'a.png'))).toBe('crs/place-points-few');
    const equal: PointPair[] = [
      [3, 3, 5, 5],
      [3, 3, 9, 9],
    ];
    expect(codeOf(() => pointsMatrix(equal, 10, 'a.png'))).toBe('crs/place-points-equal');
    const degrees: PointPair[] = [
      [0, 0, 120, 30],
      [1000, 0, 120.01, 30],
    ];
    expect(codeOf(() => pointsMatrix(degrees, 10, 'a.png'))).toBe('basemap/picture-scale');
  });
});

describe('files', () => {
  const tile = plainTile(9, 9, 9);

  test('sizes by their heads', () => {
    expect(pictureSize(tile)).toEqual({ width: 256, height: 256 });
    // An empty application segment, then a progressive frame of 300 by 200 pixels.
    const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0, 200, 1, 44, 3, 0, 0];
    expect(pictureSize(Uint8Array.from(jpeg))).toEqual({ width: 300, height: 200 });
    const webp = (kind: string, tail: readonly number[]) =>
      Uint8Array.from([...new TextEncoder().encode(`RIFF\0\0\0\0WEBPVP8${kind}`), 0, 0, 0, 0, ...tail]);
    expect(pictureSize(webp('X', [0, 0, 0, 0, 43, 1, 0, 199, 0, 0]))).toEqual({ width: 300, height: 200 });
    expect(pictureSize(webp(' ', [0, 0, 0, 0x9d, 1, 0x2a, 44, 1, 200, 0]))).toEqual({ width: 300, height: 200 });
    expect(pictureSize(webp('L', [0x2f, 0x2b, 0xc1, 0x31, 0, 0, 0, 0, 0, 0]))).toEqual({ width: 300, height: 200 });
    expect(pictureSize(new TextEncoder().encode('GIF89a, and some more text behind it'))).toBeUndefined();
  });

  test('with and without a world file', async () => {
    const alone = await openBasemap(memorySource('扫描图.png', tile), {});
    expect(alone.facts).toEqual({
      file: '扫描图.png',
      title: '扫描图',
      attribution: '',
      content: { kind: 'plain', width: 256, height: 256, world: null },
    });
    const world = memorySource('扫描图.PGW', new TextEncoder().encode('1\r\n0\r\n0\r\n-1\r\n100,5\r\n199.5\r\n'));
    const beside = await openBasemap(memorySource('扫描图.png', tile, [world]), {});
    expect(beside.facts.content).toMatchObject({ world: [1, 0, 0, -1, 100, 200] });
  });

  test('too many pixels and no picture are told', async () => {
    const huge = tile.slice();
    new DataView(huge.buffer).setUint32(16, 500_000);
    const failure = await failureOf(openBasemap(memorySource('a.png', huge), {}));
    expect(failure.code).toBe('basemap/picture-too-large');
    const text = new TextEncoder().encode('no picture at all, only words in a file');
    expect((await failureOf(openBasemap(memorySource('a.png', text), {}))).code).toBe('basemap/unknown');
  });
});
