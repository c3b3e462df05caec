import { beforeAll, describe, expect, it } from 'vitest';
import type { GeometryEngine, OverlayOperation } from '#core/geometry/engine.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { featureAreas, featureLengths } from '#core/geometry/measure.ts';
import { inDegrees, type MetricGeometry } from '#core/geometry/metric-frame.ts';
import { packAll, partsOf, type SimpleGeometry, simpleFromPacked } from '#core/geometry/simple-geometry.ts';
import { readWkb, writeWkb } from '#core/geometry/wkb.ts';
import { readWkt, writeWkt } from '#core/geometry/wkt.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { areaOf, packTexts, totalArea } from './geometry-shapes.ts';

const wkb = (text: string) => writeWkb(readWkt(text));
const square = 'POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))';
const shifted = 'POLYGON ((5 5, 15 5, 15 15, 5 15, 5 5))';
const bowTie = 'POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))';

function texts(geometry: PackedGeometry): string[] {
  return Array.from({ length: featureCount(geometry) }, (_, feature) => writeWkt(simpleFromPacked(geometry, feature)));
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    return thrown instanceof WorkbenchError ? thrown.code : String(thrown);
  }
  return 'nothing';
}

let geos: GeometryEngine;
beforeAll(async () => {
  geos = await loadGeosEngine();
});

describe.each(['geos', 'jsts'] as const)('%s', (name) => {
  let engine: GeometryEngine;
  beforeAll(() => {
    engine = name === 'geos' ? geos : createJstsEngine();
  });

  /** The same points of the plane, however written. */
  function expectSame(found: Uint8Array, expected: string): void {
    const matrix = geos.relate(found, wkb(expected));
    expect(`${writeWkt(readWkb(found))}: ${/^T.F..FFF./.test(matrix.replace(/[012]/g, 'T'))}`).toBe(
      `${writeWkt(readWkb(found))}: true`,
    );
  }

  it('has a name', () => expect(engine.name).toBe(name));

  it.each<[OverlayOperation, number]>([
    ['intersection', 25],
    ['union', 175],
    ['difference', 75],
    ['symmetric-difference', 150],
  ])('%s', (operation, area) => {
    expect(areaOf(readWkb(engine.overlay(operation, wkb(square), wkb(shifted))))).toBeCloseTo(area, 9);
  });

  it('keeps what has a lower dimension where shapes only touch', () => {
    expectSame(
      engine.overlay('intersection', wkb(square), wkb('POLYGON ((10 2, 20 2, 20 5, 10 5, 10 2))')),
      'LINESTRING (10 2, 10 5)',
    );
    expectSame(engine.overlay('intersection', wkb(square), wkb('LINESTRING (-5 5, 25 5)')), 'LINESTRING (0 5, 10 5)');
    expectSame(
      engine.overlay('difference', wkb('LINESTRING (-5 5, 25 5)'), wkb(square)),
      'MULTILINESTRING ((-5 5, 0 5), (10 5, 25 5))',
    );
    expectSame(engine.overlay('union', wkb('POINT (1 1)'), wkb('LINESTRING (0 0, 2 2)')), 'LINESTRING (0 0, 2 2)');
  });

  it('takes collections for the union of what is in them', () => {
    const mixed = wkb('GEOMETRYCOLLECTION (POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0)), LINESTRING (2 2, 9 2), POINT (20 20))');
    const parts = partsOf(readWkb(engine.overlay('difference', mixed, wkb('POLYGON ((3 0, 6 0, 6 9, 3 9, 3 0))'))));
    expect(parts.map(({ type }) => type).toSorted()).toEqual(['line', 'point', 'polygon']);
    expect(areaOf({ type: 'collection', members: parts })).toBeCloseTo(12, 9);
    expect(areaOf(readWkb(engine.overlay('symmetric-difference', mixed, wkb(square))))).toBeCloseTo(84, 9);
  });

  it('unites many of all kinds', () => {
    const all = engine.union(
      [square, shifted, 'LINESTRING (5 5, 30 30)', 'POINT (7 7)', 'POINT (40 0)', 'POINT (40 0)'].map(wkb),
    );
    const parts = partsOf(readWkb(all));
    expect(parts.map(({ type }) => type).toSorted()).toEqual(['line', 'point', 'polygon']);
    expect(areaOf({ type: 'collection', members: parts })).toBeCloseTo(175, 9);
    expectSame(
      engine.union([wkb('LINESTRING (0 0, 10 10)'), wkb('LINESTRING (0 10, 10 0)')]),
      'MULTILINESTRING ((0 0, 10 10), (0 10, 10 0))',
    );
    expect(
      partsOf(readWkb(engine.union([wkb('LINESTRING (0 0, 10 10)'), wkb('LINESTRING (0 10, 10 0)')]))).length,
    ).toBe(4);
    expect(partsOf(readWkb(engine.union([])))).toEqual([]);
  });

  it('buffers with caps, joins and sides', () => {
    const line = wkb('LINESTRING (0 0, 100 0, 100 100)');
    const area = (bytes: Uint8Array) => areaOf(readWkb(bytes));
    expect(area(engine.buffer(wkb('POINT (5 5)'), 10))).toBeCloseTo(312.14, 1);
    expect(area(engine.buffer(wkb('POINT (5 5)'), 10, { quadrantSegments: 64 }))).toBeCloseTo(314.13, 1);
    expect(area(engine.buffer(line, 10, { cap: 'flat', join: 'mitre' }))).toBeCloseTo(4000, 6);
    expect(area(engine.buffer(line, 10, { cap: 'square', join: 'mitre' }))).toBeCloseTo(4400, 6);
    expect(area(engine.buffer(line, 10, { cap: 'flat', join: 'bevel' }))).toBeCloseTo(3950, 6);
    expect(area(engine.buffer(line, 10, { singleSided: true, join: 'mitre' }))).toBeCloseTo(1900, 6);
    expect(area(engine.buffer(wkb(square), -2))).toBeCloseTo(36, 9);
    expect(partsOf(readWkb(engine.buffer(wkb(square), -6)))).toEqual([]);
  });

  it('fills the middle of a loop that its buffer covers', () => {
    const loop = 'LINESTRING (1 9, 9 9, 9 1, 1 1, 1 9)';
    expect(partsOf(readWkb(engine.buffer(wkb(loop), 10)))).toMatchObject([{ type: 'polygon', rings: { length: 1 } }]);
    expect(partsOf(readWkb(engine.buffer(wkb(loop), 2)))).toMatchObject([{ type: 'polygon', rings: { length: 2 } }]);
  });

  it.each([
    [bowTie, 'self-intersection', 1, 1],
    ['POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (20 20, 21 20, 21 21, 20 20))', 'hole-outside-shell', 20, 20],
    [
      'POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 1), (3 2, 5 2, 5 3, 3 2))',
      'nested-holes',
      undefined,
      undefined,
    ],
    ['MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((1 1, 2 1, 2 2, 1 1)))', 'nested-shells', undefined, undefined],
    [
      'POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (0 0, 5 1, 10 10, 1 5, 0 0))',
      'disconnected-interior',
      undefined,
      undefined,
    ],
    ['POLYGON ((0 0, 5 0, 5 5, 5 0, 9 0, 9 9, 0 9, 0 0))', 'self-intersection', undefined, undefined],
    ['POLYGON ((0 0, 1 1, 0 0))', 'too-few-points', undefined, undefined],
    ['LINESTRING (3 3, 3 3)', 'too-few-points', undefined, undefined],
    ['POLYGON ((0 0, 9 0, NaN 9, 0 9, 0 0))', 'not-a-number', undefined, undefined],
  ])('%s is not valid: %s', (text, fault, x, y) => {
    const validity = engine.validity(wkb(text));
    expect(validity).toMatchObject({ valid: false, fault });
    if (x !== undefined) expect(validity).toMatchObject({ x, y });
  });

  it.each([
    square,
    'POINT EMPTY',
    'LINESTRING (0 0, 5 5, 5 0, 0 5)',
    'POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 0, 5 2, 2 5, 0 0))',
  ])('%s is valid', (text) => expect(engine.validity(wkb(text))).toEqual({ valid: true }));

  it.each([
    [bowTie, 'MULTIPOLYGON (((0 0, 1 1, 0 2, 0 0)), ((2 2, 1 1, 2 0, 2 2)))'],
    [square, square],
    // A ring run round twice, a spike, a hole partly outside, overlapping parts.
    ['POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0, 10 0, 10 10, 0 10, 0 0))', square],
    ['POLYGON ((0 0, 5 0, 5 -5, 5 0, 10 0, 10 10, 0 10, 0 0))', square],
    [
      'POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (5 5, 15 5, 15 8, 5 8, 5 5))',
      'MULTIPOLYGON (((0 0, 10 0, 10 5, 5 5, 5 8, 10 8, 10 10, 0 10, 0 0)), ((10 5, 15 5, 15 8, 10 8, 10 5)))',
    ],
    [
      'MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((5 5, 15 5, 15 15, 5 15, 5 5)))',
      'POLYGON ((0 0, 10 0, 10 5, 15 5, 15 15, 5 15, 5 10, 0 10, 0 0))',
    ],
    ['POLYGON ((0 0, 9 0, NaN 4, 9 9, 0 9))', 'POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0))'],
  ])('repairs %s', (text, expected) => {
    const repaired = engine.makeValid(wkb(text));
    expect(engine.validity(repaired)).toEqual({ valid: true });
    expectSame(repaired, expected);
  });

  it('drops what has no area left, and keeps the dimension', () => {
    expect(partsOf(readWkb(engine.makeValid(wkb('POLYGON ((0 0, 5 5, 9 9, 0 0))'))))).toEqual([]);
    const mixed = readWkb(engine.makeValid(wkb(`GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 1, 1 1), ${bowTie})`)));
    expect(partsOf(mixed).map(({ type }) => type)).toEqual(['point', 'polygon', 'polygon']);
  });

  it('does not fail on polygons that break the rules', () => {
    expect(
      areaOf(readWkb(engine.overlay('intersection', wkb(bowTie), wkb('POLYGON ((0 0, 2 0, 2 1, 0 1, 0 0))')))),
    ).toBeCloseTo(1, 9);
    expect(engine.relate(wkb(bowTie), wkb('POINT (0.1 1)'))).toBe('0F2FF1FF2');
    expect(areaOf(readWkb(engine.buffer(wkb(bowTie), 0)))).toBeCloseTo(2, 9);
  });

  it('relates, measures distances and hulls', () => {
    expect(engine.relate(wkb(square), wkb(shifted))).toBe('212101212');
    expect(engine.distance(wkb(square), wkb('POINT (13 14)'))).toBeCloseTo(5, 12);
    expect(engine.distance(wkb(square), wkb('POINT (3 3)'))).toBe(0);
    expect(engine.distance(wkb(square), wkb('POLYGON EMPTY'))).toBe(Number.POSITIVE_INFINITY);
    expectSame(engine.convexHull(wkb('MULTIPOINT ((0 0), (10 0), (5 2), (10 10), (0 10))')), square);
  });

  it('simplifies within the tolerance and keeps the rules', () => {
    const line = 'LINESTRING (0 0, 1 0.1, 2 -0.1, 3 5, 4 6, 5 7, 6 8.1, 7 9, 8 9, 9 9)';
    expect(partsOf(readWkb(engine.simplify(wkb(line), 1)))).toMatchObject([{ coordinates: { length: 10 } }]);
    const tight = wkb('POLYGON ((10 10, 10 80, 50 90, 90 80, 90 10, 10 10), (70 81, 30 81, 50 90, 70 81))');
    const simplified = engine.simplify(tight, 10);
    expect(engine.validity(simplified)).toEqual({ valid: true });
    expect(geos.relate(simplified, tight)).toMatch(/^2/);
  });

  it('makes polygons of lines, splitting them where they cross', () => {
    const lines = [
      'LINESTRING (0 -5, 0 15)',
      'LINESTRING (10 -5, 10 15)',
      'LINESTRING (-5 0, 15 0)',
      'LINESTRING (-5 10, 15 10)',
      'LINESTRING (-5 5, 15 5)',
    ];
    const polygons = engine.polygonize(lines.map(wkb)).map((bytes) => areaOf(readWkb(bytes)));
    expect(polygons).toEqual([50, 50]);
  });

  describe('in bulk', () => {
    const a = packTexts(
      'polygon',
      square,
      bowTie,
      'POLYGON EMPTY',
      'POLYGON ((100 100, 110 100, 110 110, 100 110, 100 100))',
    );
    const b = packTexts(
      'polygon',
      shifted,
      'POLYGON ((-50 -50, 50 -50, 50 50, -50 50, -50 -50))',
      'POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))',
    );

    it('intersects pairs, one feature each, without parts that only touch', () => {
      const pairs = Uint32Array.of(0, 0, 0, 1, 0, 2, 1, 1, 2, 1, 3, 0);
      const found = engine.intersectPairs(a, b, pairs);
      expect([...featureAreas(found)].map((area) => Number(area.toFixed(9)))).toEqual([25, 100, 0, 2, 0, 0]);
      expect(texts(found)[1]).toBe(square);
      expect(texts(found)[2]).toBe('POLYGON EMPTY');
    });

    it('intersects with what lies near of an area of many parts and holes', () => {
      const fence = (x: number, y: number) =>
        `((${x} ${y}, ${x + 90} ${y}, ${x + 90} ${y + 90}, ${x} ${y + 90}, ${x} ${y}), ` +
        `(${x + 10} ${y + 10}, ${x + 10} ${y + 20}, ${x + 20} ${y + 20}, ${x + 20} ${y + 10}, ${x + 10} ${y + 10}), ` +
        `(${x + 70} ${y + 70}, ${x + 70} ${y + 80}, ${x + 80} ${y + 80}, ${x + 80} ${y + 70}, ${x + 70} ${y + 70}))`;
      const parts = Array.from({ length: 9 }, (_, at) => fence(100 * (at % 3), 100 * Math.floor(at / 3)));
      const plan = packTexts('polygon', `MULTIPOLYGON (${parts.join(', ')})`);
      const lots = packTexts(
        'polygon',
        'POLYGON ((85 15, 115 15, 115 25, 85 25, 85 15))',
        'POLYGON ((5 5, 15 5, 15 15, 5 15, 5 5))',
        'POLYGON ((90 90, 100 90, 100 100, 90 100, 90 90))',
      );
      const pairs = Uint32Array.of(0, 0, 1, 0, 2, 0);
      const turned = Uint32Array.of(0, 0, 0, 1, 0, 2);
      for (const found of [engine.intersectPairs(lots, plan, pairs), engine.intersectPairs(plan, lots, turned)]) {
        expect([...featureAreas(found)].map((area) => Number(area.toFixed(9)))).toEqual([175, 75, 0]);
      }
    });

    it('subtracts whatever meets a feature', () => {
      const ring = packTexts('polygon', 'POLYGON ((-50 -50, 50 -50, 50 50, -50 50, -50 -50))');
      expect(totalArea(engine.subtract(ring, packTexts('polygon', square, shifted)))).toBeCloseTo(10_000 - 175, 9);
      const left = engine.subtract(a, b);
      expect([...featureAreas(left)].map((area) => Number(area.toFixed(9)))).toEqual([0, 0, 0, 100]);
      expect(texts(engine.subtract(a, packTexts('polygon')))[0]).toBe(square);
    });

    it('dissolves areas, lines and points', () => {
      expect(totalArea(engine.dissolve(packTexts('polygon', square, shifted, bowTie)))).toBeCloseTo(175, 9);
      const coverage = engine.dissolve(packTexts('polygon', square, 'POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))'));
      expect(texts(coverage)).toHaveLength(1);
      expect(partsOf(simpleFromPacked(coverage, 0))).toMatchObject([{ rings: { length: 1 } }]);
      const lines = engine.dissolve(
        packTexts('line', 'LINESTRING (0 0, 10 0)', 'LINESTRING (5 0, 15 0)', 'LINESTRING (5 -5, 5 5)'),
      );
      expect(featureLengths(lines)[0]).toBeCloseTo(25, 12);
      expect(texts(engine.dissolve(packTexts('point', 'MULTIPOINT ((1 1), (2 2))', 'POINT (1 1)')))[0]).toMatch(
        /^MULTIPOINT \(\([12] [12]\), \([12] [12]\)\)$/,
      );
      expect(featureCount(engine.dissolve(packTexts('polygon')))).toBe(1);
    });

    it('dissolves a coverage with a hole and an island in it', () => {
      const frame = [
        'POLYGON ((0 0, 30 0, 30 10, 20 10, 10 10, 0 10, 0 0))',
        'POLYGON ((0 10, 10 10, 10 20, 0 20, 0 10))',
        'POLYGON ((20 10, 30 10, 30 20, 20 20, 20 10))',
        'POLYGON ((0 20, 10 20, 20 20, 30 20, 30 30, 0 30, 0 20))',
        'POLYGON ((13 13, 17 13, 17 17, 13 17, 13 13))',
      ];
      const whole = engine.dissolve(packTexts('polygon', ...frame));
      expect(totalArea(whole)).toBeCloseTo(816, 9);
      expect(
        partsOf(simpleFromPacked(whole, 0))
          .map((part) => (part.type === 'polygon' ? part.rings.length : 0))
          .toSorted(),
      ).toEqual([1, 2]);
    });

    it('buffers every feature by one distance or by its own', () => {
      const points = packTexts('point', 'POINT (0 0)', 'POINT EMPTY', 'POINT (9 9)');
      const own = featureAreas(engine.bufferAll(points, Float64Array.of(1, 1, Number.NaN), { quadrantSegments: 32 }));
      expect(own[0]).toBeCloseTo(Math.PI, 2);
      expect([own[1], own[2]]).toEqual([0, 0]);
      expect(featureAreas(engine.bufferAll(packTexts('polygon', bowTie), -0.1))[0]).toBeLessThan(2);
    });

    it('finds and repairs what is broken, and only that', () => {
      expect([...engine.validAll(a)]).toEqual([1, 0, 1, 1]);
      const { geometry, repaired } = engine.repairAll(a);
      expect(repaired).toEqual([1]);
      expect([...engine.validAll(geometry)]).toEqual([1, 1, 1, 1]);
      expect(texts(geometry)[0]).toBe(square);
      expect(engine.repairAll(b)).toEqual({ geometry: b, repaired: [] });
      expect(engine.repairAll(b).geometry).toBe(b);
      expect([...engine.validAll(packTexts('line', 'LINESTRING (1 1, 1 1)', 'LINESTRING (1 1, 2 1)'))]).toEqual([0, 1]);
    });

    it('tells which pairs meet, of any kinds', () => {
      const lines = packTexts(
        'line',
        'LINESTRING (-5 5, 5 5)',
        'LINESTRING (2 2, 3 3)',
        'LINESTRING (10 -5, 10 0)',
        'LINESTRING (11 -5, 11 0)',
      );
      const polygons = packTexts('polygon', square);
      const pairs = Uint32Array.of(0, 0, 1, 0, 2, 0, 3, 0);
      expect([...engine.intersectsPairs(lines, polygons, pairs)]).toEqual([1, 1, 1, 0]);
      const points = packTexts('point', 'POINT (10 10)', 'POINT (10.001 10)', 'MULTIPOINT ((99 99), (5 5))');
      expect([...engine.intersectsPairs(polygons, points, Uint32Array.of(0, 0, 0, 1, 0, 2))]).toEqual([1, 0, 1]);
    });
  });

  it('says what went wrong by code', () => {
    expect(codeOf(() => engine.overlay('union', Uint8Array.of(1, 2, 3), wkb(square)))).toBe('geometry/wkb-unreadable');
    expect(codeOf(() => engine.intersectPairs(packTexts('line'), packTexts('polygon'), new Uint32Array(0)))).toBe(
      'geometry/wrong-kind',
    );
    const degrees: unknown = inDegrees(packTexts('polygon', square));
    expect(codeOf(() => engine.bufferAll(degrees as MetricGeometry, 5))).toBe('geometry/degrees-refused');
  });

  it('answers the same every time', () => {
    const once = engine.overlay('union', wkb(square), wkb(shifted));
    expect(engine.overlay('union', wkb(square), wkb(shifted))).toEqual(once);
  });
});

describe('geos', () => {
  it('gives back all memory, also of operations that fail', async () => {
    const { default: initGeos } = await import('geos-wasm');
    const { Module } = await initGeos();
    const star: SimpleGeometry = {
      type: 'polygon',
      rings: [
        Float64Array.from({ length: 10_002 }, (_, k) => {
          const angle = (2 * Math.PI * Math.floor(k / 2)) / 5000;
          return 100 * (1 + 0.3 * Math.sin(7 * angle)) * (k % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
        }),
      ],
    };
    const bytes = geos.makeValid(writeWkb(star));
    const packed = packAll('polygon', [star, readWkt(bowTie), readWkt(square)]);
    const work = () => {
      geos.intersectPairs(packed, packTexts('polygon', shifted), Uint32Array.of(0, 0, 1, 0, 2, 0));
      geos.subtract(packed, packTexts('polygon', shifted, bowTie));
      geos.bufferAll(packed, 1);
      geos.dissolve(packed);
      geos.validity(bytes);
      geos.relate(bytes, wkb(shifted));
      geos.distance(bytes, wkb('POINT (500 500)'));
      geos.convexHull(bytes);
      geos.polygonize([bytes]);
      expect(codeOf(() => geos.simplify(bytes, -1))).toBe('geometry/operation-failed');
      expect(codeOf(() => geos.overlay('union', bytes, Uint8Array.of(9)))).toBe('geometry/wkb-unreadable');
    };
    for (let round = 0; round < 5; round++) work();
    // The memory of WebAssembly never shrinks: each round takes some megabytes, and were any left behind it would grow.
    const before = Module.HEAPU8.length;
    for (let round = 0; round < 40; round++) work();
    expect(Module.HEAPU8.length).toBe(before);
  });
});
