import { describe, expect, it } from 'vitest';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { locateInFeature } from '#core/geometry/point-in-polygon.ts';
import { stripArea } from '#core/geometry/strip-area.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';

const engine = createJstsEngine();

function lines(...each: readonly (readonly number[])[]): PackedGeometry {
  const packer = new GeometryPacker('line');
  for (const line of each) packer.addFeature([[line]]);
  return packer.finish();
}

function buffered(geometry: PackedGeometry, width: number): PackedGeometry {
  const whole = new Uint32Array([0, geometry.partOffsets.length - 1]);
  return engine.bufferAll({ ...geometry, featureOffsets: whole }, width, { quadrantSegments: 16 });
}

describe('stripArea', () => {
  it('is a capsule around one line', () => {
    const area = stripArea(lines([500_000, 3_300_000, 500_200, 3_300_000]), 40)!;
    const exact = 200 * 80 + Math.PI * 1600;
    expect(Math.abs(featureAreas(area)[0]! / exact - 1)).toBeLessThan(0.005);
    expect(area.featureOffsets.length).toBe(2);
    expect(area.partOffsets.length).toBe(2);
  });

  it('leaves what is inside a block as a hole, and what is far apart as parts', () => {
    const square = lines([0, 0, 300, 0, 300, 300, 0, 300, 0, 0], [1000, 0, 1100, 0]);
    const area = stripArea(square, 40)!;
    expect(area.partOffsets.length).toBe(3);
    expect(area.ringOffsets.length).toBe(4);
    expect(locateInFeature(area, 0, 150, 150)).toBe(-1);
    expect(locateInFeature(area, 0, 30, 150)).toBe(1);
    expect([...engine.validAll(area)]).toEqual([1]);
  });

  it('covers what a buffer covers, for lines that cross and lie on each other', () => {
    const random = seededRandom(5);
    const wild = Array.from({ length: 12 }, () => Array.from({ length: 4 }, () => Math.round(1200 * random.next())));
    const geometry = lines(...wild);
    const area = stripArea(geometry, 40)!;
    const exact = buffered(geometry, 40);
    const [own, other] = [featureAreas(area)[0]!, featureAreas(exact)[0]!];
    const common = featureAreas(engine.intersectPairs(area, exact, Uint32Array.of(0, 0)))[0]!;
    expect(common / own).toBeGreaterThan(0.99);
    expect(common / other).toBeGreaterThan(0.99);
  });

  it('takes coarser cells over a whole metropolis', () => {
    const area = stripArea(lines([0, 0, 2000, 0], [49_000, 49_000, 51_000, 49_000]), 40)!;
    const exact = 2 * (2000 * 80 + Math.PI * 1600);
    expect(area.partOffsets.length).toBe(3);
    expect(Math.abs(featureAreas(area)[0]! / exact - 1)).toBeLessThan(0.01);
  });

  it('is nothing without lines, and not made where the grid would be too large', () => {
    expect(stripArea(lines(), 40)!.featureOffsets.length).toBe(2);
    expect(stripArea(lines([0, 0, 10, 0], [9e6, 9e6, 9e6, 9.1e6]), 40)).toBeUndefined();
  });
});
