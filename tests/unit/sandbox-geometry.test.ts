import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { HostArguments } from '#core/sandbox/host-arguments.ts';
import { hostGeometry } from '#core/sandbox/host-geometry.ts';
import { largestCoordinate, mostPoints, wkbPoints } from '#core/sandbox/sound-wkb.ts';

const operations = hostGeometry(await loadGeosEngine());

/** What the host answers to a call from inside the sandbox. */
function call(name: keyof typeof operations, ...given: readonly unknown[]): unknown {
  return operations[name](new HostArguments(`geometry/${name}`, given));
}

function refusal(name: keyof typeof operations, ...given: readonly unknown[]): string {
  try {
    call(name, ...given);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(WorkbenchError);
    const error = thrown as WorkbenchError;
    expect(error.describe('zh')).not.toBe(error.describe('en'));
    return `${error.code} ${error.describe('en')}`;
  }
  return 'it went through';
}

function polygon(ring: readonly number[]): PackedGeometry {
  const packer = new GeometryPacker('polygon');
  packer.addFeature([[ring]]);
  return packer.finish();
}

const square = [0, 0, 100, 0, 100, 100, 0, 100, 0, 0];

/** WKB, little-endian: a kind, and what follows as whole numbers (4 bytes) and coordinates (8 bytes). */
function wkb(kind: number, ...parts: readonly (readonly ['count' | 'number', number])[]): Uint8Array {
  const bytes = new Uint8Array(5 + parts.reduce((sum, [what]) => sum + (what === 'count' ? 4 : 8), 0));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 1);
  view.setUint32(1, kind, true);
  let at = 5;
  for (const [what, value] of parts) {
    if (what === 'count') view.setUint32(at, value, true);
    else view.setFloat64(at, value, true);
    at += what === 'count' ? 4 : 8;
  }
  return bytes;
}

const ringWkb = (ring: readonly number[]) =>
  wkb(3, ['count', 1], ['count', ring.length / 2], ...ring.map((value) => ['number', value] as const));

function nested(depth: number): Uint8Array {
  const bytes = new Uint8Array(9 * depth + 21);
  const view = new DataView(bytes.buffer);
  for (let level = 0; level < depth; level++) {
    view.setUint8(9 * level, 1);
    view.setUint32(9 * level + 1, 7, true);
    view.setUint32(9 * level + 5, 1, true);
  }
  view.setUint8(9 * depth, 1);
  view.setUint32(9 * depth + 1, 1, true);
  return bytes;
}

describe('geometry that a plugin sends to the host', () => {
  test.each([1e308, -1e308, 1.1 * largestCoordinate, Number.NaN, Number.POSITIVE_INFINITY])(
    'a coordinate of %s is refused, packed and as WKB',
    (value) => {
      const ring = [0, 0, value, 0, 100, 100, 0, 100, 0, 0];
      expect(refusal('dissolve', polygon(ring))).toMatch(/^plugin\/bad-call .*a sound geometry/);
      expect(refusal('buffer', ringWkb(ring), 10)).toMatch(/^plugin\/bad-call .*sound WKB/);
      expect(refusal('union', [ringWkb(square), ringWkb(ring)])).toMatch(/^plugin\/bad-call .*a list of sound WKB/);
      // The control: the same with a coordinate of the earth.
      const sound = ring.map((each) => (Object.is(each, value) ? 1e6 : each));
      expect(call('convexHull', ringWkb(sound))).toBeInstanceOf(Uint8Array);
    },
  );

  test.each([
    ['cut short', ringWkb(square).subarray(0, 60)],
    ['with a tail', Uint8Array.of(...ringWkb(square), 0)],
    ['of an unknown kind', wkb(17, ['count', 0])],
    ['with more points than there are bytes', wkb(2, ['count', 0xffff_ffff])],
    ['with more parts than there are bytes', wkb(6, ['count', 0xffff_ffff])],
    ['nested a thousand times', nested(1000)],
    ['empty', new Uint8Array(0)],
  ])('WKB %s is refused', (_, bytes) => {
    expect(wkbPoints(bytes)).toBe(-1);
    expect(refusal('validity', bytes)).toMatch(/^plugin\/bad-call/);
  });

  test('what the engine writes is sound, collections within collections too', () => {
    expect(wkbPoints(ringWkb(square))).toBe(5);
    expect(wkbPoints(nested(3))).toBe(1);
    expect(wkbPoints(wkb(1, ['number', Number.NaN], ['number', Number.NaN]))).toBe(1);
    const buffered = call('buffer', ringWkb(square), 10) as Uint8Array;
    expect(wkbPoints(buffered)).toBeGreaterThan(5);
  });

  test('any bytes are told sound or refused, and never break the host', () => {
    const arbitrary = fc.uint8Array({ maxLength: 120 }).map((bytes) => {
      const own = bytes.slice();
      if (own.length > 5) own.set([1, own[1]! % 8, 0, 0, 0]);
      return own;
    });
    fc.assert(
      fc.property(arbitrary, (bytes) => {
        const points = wkbPoints(bytes);
        if (points < 0) expect(refusal('convexHull', bytes)).toMatch(/^plugin\/bad-call/);
      }),
      { numRuns: 300 },
    );
  });

  test('a ring of two hundred thousand vertices goes through; more points than a call may have do not', () => {
    const count = 200_000;
    const ring = Array.from({ length: 2 * count }, (_, at) => {
      const angle = (2 * Math.PI * Math.floor(at / 2)) / count;
      return 1e4 * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    });
    ring.push(ring[0]!, ring[1]!);
    expect(call('validAll', polygon(ring))).toBeDefined();
    const line: PackedGeometry = {
      kind: 'line',
      coordinates: new Float64Array(2 * mostPoints + 2),
      ringOffsets: Uint32Array.of(0, mostPoints + 1),
      partOffsets: Uint32Array.of(0, 1),
      featureOffsets: Uint32Array.of(0, 1),
    };
    expect(refusal('dissolve', line)).toMatch(/^plugin\/bad-call .*points in all/);
  });
});
