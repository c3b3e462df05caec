import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { featureLengths } from '#core/geometry/measure.ts';
import { locateInFeature } from '#core/geometry/point-in-polygon.ts';
import { catchment, catchmentArea, catchmentLines } from '#core/network/catchment.ts';
import { EdgeIndex } from '#core/network/edge-index.ts';
import type { StreetGraph } from '#core/network/graph.ts';
import { PathSearch } from '#core/network/shortest-paths.ts';
import { type SnappedPoints, snapPoints } from '#core/network/snap.ts';
import { buildStreetGraph } from '#core/network/street-graph.ts';
import { costsToAll, nearestSources, reachTable } from '#core/network/travel.ts';
import { allCosts, blockStreets, plainCost, streets, wildStreets } from './network-streets.ts';

function snapped(graph: StreetGraph, ...points: number[]): SnappedPoints {
  return snapPoints(new EdgeIndex(graph), Float64Array.from(points), 200);
}

const wildPoints = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 850 }), fc.integer({ min: -50, max: 850 })), {
    minLength: 2,
    maxLength: 8,
  })
  .map((points) => Float64Array.from(points.flat()));

/** One-way streets for every second feature, when driven. */
function wildGraph(geometry: ReturnType<typeof streets>, isDriven: boolean): StreetGraph {
  const count = geometry.featureOffsets.length - 1;
  const oneway = Float64Array.from({ length: count }, (_, feature) => feature % 2);
  const speed = Float64Array.from({ length: count }, (_, feature) => 10 + feature);
  return isDriven
    ? buildStreetGraph(geometry, { oneway, speed }, { mode: 'drive', cost: 'seconds', crossings: 'connect' })
    : buildStreetGraph(geometry, {}, { crossings: 'separate' });
}

describe('snapping', () => {
  const graph = buildStreetGraph(streets([0, 0, 100, 0], [100, 0, 100, 60, 140, 60]));

  it('gives the edge, the share of its length and the distance', () => {
    const points = snapped(graph, 30, 10, 110, 65, 100, 0, 900, 900);
    expect([...points.edge]).toEqual([0, 1, 0, -1]);
    expect([...points.share]).toEqual([0.3, 0.7, 1, Number.NaN]);
    expect([...points.distance]).toEqual([10, 5, 0, Number.NaN]);
    expect(points.places.slice(0, 4)).toEqual(Float64Array.of(30, 0, 110, 60));
  });

  it('goes no further than it may', () => {
    expect([...snapPoints(new EdgeIndex(graph), Float64Array.of(30, 10), 10).edge]).toEqual([0]);
    expect([...snapPoints(new EdgeIndex(graph), Float64Array.of(30, 10), 9.99).edge]).toEqual([-1]);
    expect([...snapPoints(new EdgeIndex(buildStreetGraph(streets())), Float64Array.of(1, 1), Infinity).edge]).toEqual([
      -1,
    ]);
  });

  it('ties all points to the same of two edges that lie on each other', () => {
    const twice = buildStreetGraph(streets([0, 0, 700, 300], [700, 300, 0, 0]));
    const along = Array.from({ length: 60 }, (_, k) => [11 * k + 20, 5 * k + 3 * (k % 3)]);
    expect(new Set(snapped(twice, ...along.flat()).edge)).toEqual(new Set([0]));
  });

  it('finds the nearest of all edges', () => {
    fc.assert(
      fc.property(wildStreets, wildPoints, (geometry, points) => {
        const wild = wildGraph(geometry, false);
        const found = snapPoints(new EdgeIndex(wild), points, Number.POSITIVE_INFINITY);
        const { coordinates, ringOffsets } = wild.paths;
        for (let point = 0; point < found.edge.length; point++) {
          let least = Infinity;
          for (let edge = 0; edge < wild.from.length; edge++) {
            for (let pair = ringOffsets[edge]!; pair + 1 < ringOffsets[edge + 1]!; pair++) {
              const [ax, ay, bx, by] = [...coordinates.subarray(2 * pair, 2 * pair + 4)] as [
                number,
                number,
                number,
                number,
              ];
              for (let step = 0; step <= 100; step++) {
                const [px, py] = [ax + ((bx - ax) * step) / 100, ay + ((by - ay) * step) / 100];
                least = Math.min(least, Math.hypot(points[2 * point]! - px, points[2 * point + 1]! - py));
              }
            }
          }
          if (wild.from.length === 0) expect(found.edge[point]).toBe(-1);
          else {
            expect(found.distance[point]).toBeLessThanOrEqual(least + 1e-9);
            expect(found.distance[point]).toBeGreaterThan(least - 15);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('shortest paths', () => {
  it('agree with Floyd and Warshall, also with one-way streets and between points on one edge', () => {
    fc.assert(
      fc.property(wildStreets, wildPoints, fc.boolean(), (geometry, points, isDriven) => {
        const graph = wildGraph(geometry, isDriven);
        const found = snapPoints(new EdgeIndex(graph), points, 300);
        const costs = allCosts(graph);
        const search = new PathSearch(graph);
        const count = found.edge.length;
        for (let source = 0; source < count; source++) {
          const own = costsToAll(search, found, source, found);
          for (let target = 0; target < count; target++) {
            const expected = plainCost(graph, costs, found, source, target);
            if (Number.isFinite(expected)) expect(own[target]).toBeCloseTo(expected, 6);
            else expect(own[target]).toBe(Infinity);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('find the nearest source both ways, and only within the limit', () => {
    fc.assert(
      fc.property(
        wildStreets,
        wildPoints,
        wildPoints,
        fc.integer({ min: 0, max: 1500 }),
        (geometry, from, to, limit) => {
          const graph = wildGraph(geometry, true);
          const index = new EdgeIndex(graph);
          const sources = snapPoints(index, from, 300);
          const targets = snapPoints(index, to, 300);
          const costs = allCosts(graph);
          const both = {
            edge: Int32Array.of(...sources.edge, ...targets.edge),
            share: Float64Array.of(...sources.share, ...targets.share),
            distance: Float64Array.of(...sources.distance, ...targets.distance),
            places: new Float64Array(0),
          };
          const count = sources.edge.length;
          for (const direction of ['outward', 'inward'] as const) {
            const nearest = nearestSources(new PathSearch(graph, direction), sources, targets, limit / 10);
            for (let target = 0; target < targets.edge.length; target++) {
              const ways = Array.from({ length: count }, (_, source) =>
                direction === 'outward'
                  ? plainCost(graph, costs, both, source, count + target)
                  : plainCost(graph, costs, both, count + target, source),
              );
              const least = Math.min(...ways);
              if (least <= limit / 10 - 1e-9) {
                expect(nearest.cost[target]).toBeCloseTo(least, 6);
                expect(ways[nearest.source[target]!]).toBeCloseTo(least, 6);
              } else if (least > limit / 10 + 1e-9) {
                expect(nearest.cost[target]).toBe(Infinity);
                expect(nearest.source[target]).toBe(-1);
              }
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('list what each source reaches', () => {
    fc.assert(
      fc.property(wildStreets, wildPoints, fc.integer({ min: 1, max: 900 }), (geometry, points, limit) => {
        const graph = wildGraph(geometry, false);
        const found = snapPoints(new EdgeIndex(graph), points, 300);
        const search = new PathSearch(graph);
        const table = reachTable(search, found, found, limit);
        for (let source = 0; source < found.edge.length; source++) {
          const all = costsToAll(search, found, source, found, limit);
          const expected = [...all.keys()].filter((target) => all[target]! <= limit);
          const [start, end] = [table.offsets[source]!, table.offsets[source + 1]!];
          expect([...table.target.subarray(start, end)]).toEqual(expected);
          expect([...table.cost.subarray(start, end)]).toEqual(expected.map((target) => all[target]));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('count the limit in', () => {
    const graph = buildStreetGraph(streets([0, 0, 100, 0], [100, 0, 200, 0]));
    const points = snapped(graph, 0, 0, 150, 0);
    const search = new PathSearch(graph);
    expect([...costsToAll(search, points, 0, points, 150)]).toEqual([0, 150]);
    expect([...costsToAll(search, points, 0, points, 149.99)]).toEqual([0, Infinity]);
  });

  it('touch only what is near: the nodes of a small catchment in a large network', () => {
    const graph = buildStreetGraph(blockStreets(60, 100));
    const search = new PathSearch(graph);
    const points = snapped(graph, 3000, 3000);
    expect(catchment(search, points, [0], 250).edge.length).toBe(36);
    expect(search.reached().length).toBe(13);
    expect(search.limit).toBe(250);
  });

  it('reach nothing from a point that is tied to no edge', () => {
    const graph = buildStreetGraph(streets([0, 0, 100, 0]));
    const points = snapped(graph, 5, 5, 9000, 9000);
    const search = new PathSearch(graph);
    expect([...costsToAll(search, points, 1, points)]).toEqual([Infinity, Infinity]);
    expect([...reachTable(search, points, points, 50).offsets]).toEqual([0, 1, 1]);
    expect(catchment(search, points, [1], 100).lengthMetres).toBe(0);
  });
});

describe('catchments', () => {
  it('DEV-11: partial edges', () => {
    // 0-1-2-3 of 300 m each, and 0-4-3 of 400 and 200 m.
    const graph = buildStreetGraph(
      streets(
        [0, 0, 300, 0],
        [300, 0, 300, 300],
        [300, 300, 0, 300],
        [0, 0, -100, 0, -100, 300],
        [-100, 300, -50, 300, -50, 350, 0, 350, 0, 300],
      ),
    );
    expect([...graph.length]).toEqual([300, 300, 300, 400, 200]);
    const search = new PathSearch(graph);
    const points = snapped(graph, 0, 0, 300, 0, 300, 300, 0, 300, -100, 300);
    expect([...costsToAll(search, points, 0, points)]).toEqual([0, 300, 600, 600, 400]);
    const reached = catchment(search, points, [0], 500);
    expect(search.reached()).toHaveLength(3);
    expect(reached.lengthMetres).toBeCloseTo(1000, 6);
    expect(featureLengths(catchmentLines(graph, reached)).reduce((sum, length) => sum + length, 0)).toBeCloseTo(
      1000,
      6,
    );
  });

  it('grow from a point in the middle of an edge both ways, and meet from both ends', () => {
    const graph = buildStreetGraph(streets([0, 0, 100, 0]));
    const points = snapped(graph, 40, 30);
    const search = new PathSearch(graph);
    const near = catchment(search, points, [0], 50);
    expect(near.lengthMetres).toBeCloseTo(40, 9);
    const [ax, ay, bx, by] = catchmentLines(graph, near).coordinates;
    expect([ax, ay, by]).toEqual([20, 0, 0]);
    expect(bx).toBeCloseTo(60, 9);
    const ring = buildStreetGraph(streets([0, 0, 100, 0], [100, 0, 100, 100, 0, 100, 0, 0]));
    const around = catchment(new PathSearch(ring), snapped(ring, 50, 0), [0], 160);
    expect(around.lengthMetres).toBeCloseTo(320, 9);
    expect([...around.edge]).toEqual([0, 1, 1]);
    expect(catchment(new PathSearch(ring), snapped(ring, 50, 0), [0], 201).lengthMetres).toBeCloseTo(400, 9);
  });

  it('count once what several sources reach', () => {
    const graph = buildStreetGraph(streets([0, 0, 100, 0], [100, 0, 200, 0]));
    const points = snapped(graph, 40, 0, 60, 0, 190, 0);
    const both = catchment(new PathSearch(graph), points, [0, 1, 2], 30);
    expect(both.lengthMetres).toBeCloseTo(80 + 40, 9);
  });

  it('keep to one-way streets, outward and inward', () => {
    const graph = buildStreetGraph(
      streets([0, 0, 100, 0], [100, 0, 200, 0]),
      { oneway: Float64Array.of(1, 1) },
      { mode: 'drive' },
    );
    const points = snapped(graph, 150, 0);
    const out = catchment(new PathSearch(graph), points, [0], 80);
    expect([...out.edge, ...out.start, ...out.end]).toEqual([1, 0.5, 1]);
    const inward = catchment(new PathSearch(graph, 'inward'), points, [0], 80);
    expect([...inward.edge]).toEqual([0, 1]);
    expect([...inward.start, ...inward.end]).toEqual([0.7, 0, 1, 0.5]);
  });

  it('agree with the formula edge by edge', () => {
    fc.assert(
      fc.property(wildStreets, wildPoints, fc.integer({ min: 0, max: 900 }), (geometry, points, limit) => {
        const graph = wildGraph(geometry, false);
        const found = snapPoints(new EdgeIndex(graph), points, 300);
        const search = new PathSearch(graph);
        const reached = catchment(search, found, [0], limit);
        const lengths = new Float64Array(graph.from.length);
        for (let piece = 0; piece < reached.edge.length; piece++) {
          lengths[reached.edge[piece]!]! +=
            (reached.end[piece]! - reached.start[piece]!) * graph.length[reached.edge[piece]!]!;
        }
        for (let edge = 0; edge < lengths.length; edge++) {
          if (edge === found.edge[0]) continue;
          const rest = (node: number) => Math.max(0, limit - search.cost(node));
          const expected = Math.min(graph.length[edge]!, rest(graph.from[edge]!) + rest(graph.to[edge]!));
          expect(lengths[edge]).toBeCloseTo(expected, 6);
        }
        const lines = featureLengths(catchmentLines(graph, reached));
        expect(lines.reduce((sum, length) => sum + length, 0)).toBeCloseTo(reached.lengthMetres, 6);
      }),
      { numRuns: 100 },
    );
  });

  it('become an area around the streets that are reached', () => {
    const graph = buildStreetGraph(blockStreets(6, 100));
    const points = snapped(graph, 300, 300);
    const lines = catchmentLines(graph, catchment(new PathSearch(graph), points, [0], 250));
    const area = catchmentArea(createJstsEngine(), lines, 30);
    expect(area.featureOffsets.length).toBe(2);
    expect(locateInFeature(area, 0, 300, 540)).toBe(1);
    expect(locateInFeature(area, 0, 300, 590)).toBe(-1);
    expect(locateInFeature(area, 0, 350, 350)).toBe(-1);
  });
});
