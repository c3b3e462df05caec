import fc from 'fast-check';
import { featureAreas } from '#core/geometry/measure.ts';
import { packAll, type SimpleGeometry } from '#core/geometry/simple-geometry.ts';
import { readWkt } from '#core/geometry/wkt.ts';
import type { GeometryKind, PackedGeometry } from '#core/model/packed-geometry.ts';

/** Features of one kind, each from its text. */
export function packTexts(kind: GeometryKind, ...texts: string[]): PackedGeometry {
  return packAll(
    kind,
    texts.map((text) => readWkt(text)),
  );
}

export function areaOf(geometry: SimpleGeometry): number {
  return featureAreas(packAll('polygon', [geometry]))[0]!;
}

export function totalArea(geometry: PackedGeometry): number {
  return featureAreas(geometry).reduce((sum, area) => sum + area, 0);
}

/** Whole numbers: vertices on edges, edges on edges and equal vertices are then the rule. */
const gridPoint = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }));
/** Tenths of a millimetre, as far as anything is surveyed, turned so that they are no round numbers. */
const anywhere = fc
  .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }))
  .map(([x, y]): [number, number] => [x * 0.8e-4 - y * 0.6e-4, x * 0.6e-4 + y * 0.8e-4]);
/** As far from the origin as the coordinates of a Chinese city. */
const farAway = anywhere.map(([x, y]): [number, number] => [500_000 + x, 3_400_000 + y]);

function rings(point: fc.Arbitrary<[number, number]>, most: number): fc.Arbitrary<Float64Array> {
  return fc
    .array(point, { minLength: 3, maxLength: most })
    .map((points) => Float64Array.from([...points, points[0]!].flat()));
}

function polygons(point: fc.Arbitrary<[number, number]>): fc.Arbitrary<SimpleGeometry> {
  const polygon = fc
    .tuple(rings(point, 11), fc.array(rings(point, 6), { maxLength: 1 }))
    .map(([shell, holes]): SimpleGeometry => ({ type: 'polygon', rings: [shell, ...holes] }));
  const several = fc
    .array(polygon, { minLength: 2, maxLength: 3 })
    .map((members): SimpleGeometry => ({ type: 'multi-polygon', members }));
  return fc.oneof({ weight: 4, arbitrary: polygon }, { weight: 1, arbitrary: several });
}

/** Polygons that break every rule: rings cross and overlap themselves and each other. Both come from the same kind of points. */
export const wildPolygonPairs: fc.Arbitrary<[SimpleGeometry, SimpleGeometry]> = fc
  .constantFrom(gridPoint, anywhere, farAway)
  .chain((point) => fc.tuple(polygons(point), polygons(point)));

export const wildPolygons: fc.Arbitrary<SimpleGeometry> = wildPolygonPairs.map(([polygon]) => polygon);

/** Valid polygons without holes: points at growing angles around a centre. */
export const starPolygons: fc.Arbitrary<SimpleGeometry> = fc
  .tuple(
    anywhere,
    fc.array(fc.double({ min: 1, max: 30, noNaN: true }), { minLength: 3, maxLength: 12 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([[x, y], radii, turn]) => {
    const corners = radii.flatMap((radius, index) => {
      const angle = (2 * Math.PI * (index + turn)) / radii.length;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    return { type: 'polygon', rings: [Float64Array.from([...corners, corners[0]!, corners[1]!])] };
  });

const coordinate = fc
  .oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    fc.constantFrom(0.1, 1e-300, 123456.789),
  )
  // Text knows only one zero.
  .map((value) => value + 0);
const coordinates = (least: number, most: number) =>
  fc
    .array(coordinate, { minLength: 2 * least, maxLength: 2 * most })
    .map((numbers) => Float64Array.from(numbers.slice(0, 2 * Math.floor(numbers.length / 2))));

function closed(open: Float64Array): Float64Array {
  return Float64Array.from([...open, open[0]!, open[1]!]);
}

/** Geometries of every type, empty ones too, with nested collections. */
export const anyGeometry: fc.Arbitrary<SimpleGeometry> = fc.letrec<{ any: SimpleGeometry; simple: SimpleGeometry }>(
  (tie) => {
    const point = fc
      .oneof(coordinates(1, 1), fc.constant(new Float64Array(0)))
      .map((pair): SimpleGeometry => ({ type: 'point', coordinates: pair }));
    const line = fc
      .oneof(coordinates(2, 6), fc.constant(new Float64Array(0)))
      .map((path): SimpleGeometry => ({ type: 'line', coordinates: path }));
    const polygon = fc
      .array(coordinates(3, 6).map(closed), { maxLength: 3 })
      .map((list): SimpleGeometry => ({ type: 'polygon', rings: list }));
    const list = (type: 'multi-point' | 'multi-line' | 'multi-polygon', member: fc.Arbitrary<SimpleGeometry>) =>
      fc.array(member, { maxLength: 4 }).map((members): SimpleGeometry => ({ type, members }));
    return {
      simple: fc.oneof(point, line, polygon),
      any: fc.oneof(
        { depthSize: 'small' },
        tie('simple'),
        list('multi-point', point),
        list('multi-line', line),
        list('multi-polygon', polygon),
        fc.array(tie('any'), { maxLength: 3 }).map((members): SimpleGeometry => ({ type: 'collection', members })),
      ),
    };
  },
).any;
