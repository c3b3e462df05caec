import { expect, test } from 'vitest';
import { isCurveCode, readCurvedWkb } from '#core/formats/curved-wkb.ts';
import { ringArea } from '#core/geometry/measure.ts';
import { noCounts } from '#core/geometry/wkb.ts';

/** Little-endian WKB put together by hand: `u` a code or count, `p` points. */
function wkb(...pieces: readonly (readonly ['u', number] | readonly ['code', number] | readonly ['p', ...number[]])[]) {
  const bytes: number[] = [];
  const view = new DataView(new ArrayBuffer(8));
  const add = (length: number) => bytes.push(...new Uint8Array(view.buffer, 0, length));
  for (const [kind, ...numbers] of pieces) {
    if (kind === 'code') bytes.push(1);
    for (const number of numbers) {
      if (kind === 'p') view.setFloat64(0, number, true);
      else view.setUint32(0, number, true);
      add(kind === 'p' ? 8 : 4);
    }
  }
  return new Uint8Array(bytes);
}

test('a circle in two arcs becomes a polygon of its area', () => {
  const circle = wkb(['code', 10], ['u', 1], ['code', 8], ['u', 5], ['p', 0, 0, 100, 100, 200, 0, 100, -100, 0, 0]);
  const geometry = readCurvedWkb(circle, noCounts());
  if (geometry.type !== 'polygon') throw new Error(geometry.type);
  const [ring] = geometry.rings;
  // Segments of 4° take a thousandth off the area.
  expect(Math.abs(ringArea(ring!, 0, ring!.length / 2))).toBeCloseTo(Math.PI * 100 ** 2 * 0.9992, -2);
  for (let at = 0; at < ring!.length; at += 2) expect(Math.hypot(ring![at]! - 100, ring![at + 1]!)).toBeCloseTo(100, 6);
  expect([...ring!.subarray(0, 2), ...ring!.subarray(-2)]).toEqual([0, 0, 0, 0]);
});

test('arcs to the left and right, whole circles, straight ones; compound curves; plain members; heights', () => {
  const arc = (...points: number[]) =>
    readCurvedWkb(wkb(['code', 8], ['u', points.length / 2], ['p', ...points]), noCounts());
  const pointsOf = (geometry: ReturnType<typeof arc>) => ('coordinates' in geometry ? [...geometry.coordinates] : []);
  const middle = (points: number[]) =>
    points.slice(2 * Math.floor(points.length / 4), 2 * Math.floor(points.length / 4) + 2);
  const [upX, upY] = middle(pointsOf(arc(-1, 0, 0, 1, 1, 0)));
  expect([upX, upY! > 0.99]).toEqual([expect.closeTo(0, 1), true]);
  const [, downY] = middle(pointsOf(arc(-1, 0, 0, -1, 1, 0)));
  expect(downY).toBeLessThan(-0.99);
  expect(pointsOf(arc(0, 0, 1, 1, 2, 2))).toEqual([0, 0, 1, 1, 2, 2]);
  const whole = pointsOf(arc(0, 0, 2, 0, 0, 0));
  expect(whole.length).toBe(2 * 91);
  const compound = wkb(
    ['code', 9],
    ['u', 2],
    ['code', 2],
    ['u', 2],
    ['p', -5, 0, -1, 0],
    ['code', 8],
    ['u', 3],
    ['p', -1, 0, 0, 1, 1, 0],
  );
  const line = pointsOf(readCurvedWkb(compound, noCounts()));
  expect([line.slice(0, 4), line.slice(-2)]).toEqual([
    [-5, 0, -1, 0],
    [1, 0],
  ]);
  const counts = noCounts();
  const surface = wkb(
    ['code', 1012],
    ['u', 1],
    ['code', 1003],
    ['u', 1],
    ['u', 4],
    ['p', 0, 0, 7, 4, 0, 7, 4, 4, 7, 0, 0, 7],
  );
  expect(readCurvedWkb(surface, counts)).toEqual({
    type: 'collection',
    members: [{ type: 'polygon', rings: [Float64Array.of(0, 0, 4, 0, 4, 4, 0, 0)] }],
  });
  expect(counts.droppedOrdinates).toBe(1);
  expect([7, 8, 12, 13].map(isCurveCode)).toEqual([false, true, true, false]);
});

test('what is cut off or nested without end is refused', () => {
  const circle = wkb(['code', 10], ['u', 1], ['code', 8], ['u', 5], ['p', 0, 0, 100, 100, 200, 0, 100, -100, 0, 0]);
  for (let length = 0; length < circle.length; length++)
    expect(() => readCurvedWkb(circle.slice(0, length), noCounts())).toThrow(RangeError);
  const deep = wkb(...Array.from({ length: 200 }, () => [['code', 12] as const, ['u', 1] as const]).flat());
  expect(() => readCurvedWkb(deep, noCounts())).toThrow(RangeError);
});
