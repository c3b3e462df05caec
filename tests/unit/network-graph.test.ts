import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureLengths } from '#core/geometry/measure.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { streetClasses } from '#core/model/role.ts';
import { connectivity, noComponent } from '#core/network/connectivity.ts';
import { EdgeIndex } from '#core/network/edge-index.ts';
import { edgeCount, nodeCount, type StreetGraph } from '#core/network/graph.ts';
import { assumedSpeedsKmh, streetColumns } from '#core/network/street-columns.ts';
import { buildStreetGraph } from '#core/network/street-graph.ts';
import { blockStreets, streets, wildStreets } from './network-streets.ts';

/** Nodes by place, and how many edges end at each. */
function degrees(graph: StreetGraph): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let edge = 0; edge < edgeCount(graph); edge++) {
    for (const node of [graph.from[edge]!, graph.to[edge]!]) {
      const place = `${Math.round(graph.nodeX[node]!)} ${Math.round(graph.nodeY[node]!)}`;
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return counts;
}

const total = (numbers: Float64Array) => numbers.reduce((sum, number) => sum + number, 0);

describe('street graph', () => {
  it('joins ends within the tolerance, step by step, in any order', () => {
    const chain = [
      [0, 0, 100, 0],
      [100.4, 0, 200, 0],
      [100.8, 0, 100, 100],
      [102, 0, 300, -100],
    ];
    for (const order of [chain, chain.toReversed()]) {
      const graph = buildStreetGraph(streets(...order));
      expect(nodeCount(graph)).toBe(6);
      expect(Math.max(...Object.values(degrees(graph)))).toBe(3);
    }
    expect(nodeCount(buildStreetGraph(streets(...chain), {}, { toleranceMetres: 2 }))).toBe(5);
    expect(nodeCount(buildStreetGraph(streets(...chain), {}, { toleranceMetres: 0 }))).toBe(8);
  });

  it('splits a line where an end touches it, also when it falls short or goes too far', () => {
    for (const y of [0, 0.4, -0.4]) {
      const graph = buildStreetGraph(streets([0, 0, 100, 0], [30, y, 30, 100]));
      expect(degrees(graph)).toEqual({ '0 0': 1, '100 0': 1, '30 0': 3, '30 100': 1 });
    }
    const apart = buildStreetGraph(streets([0, 0, 100, 0], [30, 0.6, 30, 100]));
    expect(edgeCount(apart)).toBe(2);
  });

  it('splits at vertices that lines have in common, and not where they only cross', () => {
    const common = streets([0, 0, 50, 0, 100, 0], [50, -50, 50, 0, 50, 50], [75, -50, 75, 50]);
    const graph = buildStreetGraph(common, {}, { crossings: 'separate' });
    expect(degrees(graph)['50 0']).toBe(4);
    expect(degrees(graph)['75 0']).toBeUndefined();
    expect(graph).toMatchObject({ junctionCount: 1, crossingCount: 1 });
    expect(degrees(buildStreetGraph(common, {}, { crossings: 'connect' }))['75 0']).toBe(4);
  });

  it('tells drawings whose lines just cross from layers that are cut at junctions', () => {
    const long = Array.from({ length: 6 }, (_, k) => [
      [0, 10 + 20 * k, 120, 10 + 20 * k],
      [10 + 20 * k, 0, 10 + 20 * k, 120],
    ]).flat();
    const drawing = buildStreetGraph(streets(...long));
    expect(drawing.settings.crossings).toBe('connect');
    expect(connectivity(drawing).components).toHaveLength(1);
    const cut = blockStreets(6, 20);
    const flyover = buildStreetGraph(streets(...lines(cut), [-10, 33, 130, 33]));
    expect(flyover.settings.crossings).toBe('separate');
    expect(flyover.crossingCount).toBe(7);
    expect(connectivity(flyover).components).toHaveLength(2);
  });

  it('never joins motorways and footbridges to what they cross', () => {
    const cross = streets([0, 0, 100, 0], [50, -50, 50, 50]);
    const built = (upper: string) =>
      edgeCount(buildStreetGraph(cross, { class: ['arterial', upper] }, { crossings: 'connect', mode: 'walk' }));
    expect(built('local')).toBe(4);
    expect(built('footbridge')).toBe(2);
    expect(built('motorway')).toBe(1);
    expect(
      edgeCount(buildStreetGraph(cross, { class: ['arterial', 'motorway'] }, { crossings: 'connect', mode: 'drive' })),
    ).toBe(2);
  });

  it('keeps to what may be travelled: by column, else by class', () => {
    const three = streets([0, 0, 1, 0], [0, 5, 1, 5], [0, 9, 1, 9]);
    const features = (mode: 'walk' | 'cycle' | 'drive', columns: Parameters<typeof buildStreetGraph>[1]) => [
      ...buildStreetGraph(three, columns, { mode }).feature,
    ];
    const classes = { class: ['motorway', 'footbridge', null] };
    expect(features('walk', classes)).toEqual([1, 2]);
    expect(features('cycle', classes)).toEqual([2]);
    expect(features('drive', classes)).toEqual([0, 2]);
    expect(features('walk', { ...classes, walkable: Float64Array.of(1, 0, Number.NaN) })).toEqual([0, 2]);
  });

  it('costs metres, or seconds by speed', () => {
    const line = streets([0, 0, 300, 400], [0, 0, 0, 1000]);
    const columns = {
      class: ['arterial', 'arterial'],
      speed: Float64Array.of(36, Number.NaN),
      oneway: Float64Array.of(1, 0),
    };
    const driving = buildStreetGraph(line, columns, { mode: 'drive', cost: 'seconds' });
    expect([...driving.cost]).toEqual([50, (3.6 / assumedSpeedsKmh.arterial) * 1000]);
    expect([...driving.ways]).toEqual([1, 3]);
    const walking = buildStreetGraph(line, columns);
    expect([...walking.cost]).toEqual([500, 1000]);
    expect([...walking.ways]).toEqual([3, 3]);
    for (const name of streetClasses) expect(assumedSpeedsKmh[name]).toBeGreaterThan(0);
  });

  it('reads the columns of a street layer', () => {
    const table: FeatureTable = {
      ids: [],
      geometry: streets(),
      fields: [],
      columns: { class: ['local'], oneway: Float64Array.of(1), name: ['x'], walkable: ['yes'] },
    };
    expect(streetColumns(table)).toEqual({ class: ['local'], oneway: Float64Array.of(1) });
  });

  it('leaves out what has no length, and takes loops, doubled lines and nothing at all', () => {
    expect(edgeCount(buildStreetGraph(streets()))).toBe(0);
    expect(edgeCount(buildStreetGraph(streets([5, 5, 5, 5], [0, 0])))).toBe(0);
    const loop = buildStreetGraph(streets([0, 0, 50, 0, 50, 50, 0, 50, 0, 0], [0, 0, -50, 0]));
    expect(degrees(loop)).toEqual({ '0 0': 3, '-50 0': 1 });
    const lollipop = buildStreetGraph(streets([-50, 0, 0, 0, 50, 0, 50, 50, 0, 50, 0, 0]));
    expect(degrees(lollipop)).toEqual({ '0 0': 3, '-50 0': 1 });
    const twice = buildStreetGraph(streets([0, 0, 100, 0], [40, 0, 60, 0]));
    expect(degrees(twice)).toEqual({ '0 0': 1, '40 0': 3, '60 0': 3, '100 0': 1 });
  });

  it('cuts a line each time it comes back to an end or a corner, its own too', () => {
    const overItself = streets([100, 0, 0, 0, 100, 0, 0, 0, 200, 0]);
    expect(degrees(buildStreetGraph(overItself))).toEqual({ '0 0': 4, '100 0': 5, '200 0': 1 });
    const overItsCorner = streets([100, 100, 100, 0, 0, 0, 200, 0]);
    expect(degrees(buildStreetGraph(overItsCorner))).toEqual({ '100 100': 1, '100 0': 4, '200 0': 1 });
    const pastAnEnd = streets([0, 0, 300, 0, 300, 0.2, 0, 0.2], [100, 0.1, 100, 90]);
    expect(degrees(buildStreetGraph(pastAnEnd))['100 0']).toBe(5);
    // What only goes on is not cut, however short its segments.
    const fine = streets([0, 0, 50, 0, 50.0004, 0, 50.0004, 0, 50, 0.0004, 100, 0]);
    expect(edgeCount(buildStreetGraph(fine))).toBe(1);
  });

  it('keeps the length of what it is built of, and every edge on its line', () => {
    fc.assert(
      fc.property(wildStreets, fc.constantFrom('connect' as const, 'separate' as const), (geometry, crossings) => {
        const graph = buildStreetGraph(geometry, {}, { crossings });
        expect(total(graph.length)).toBeCloseTo(total(featureLengths(geometry)), 6);
        expect([...featureLengths(graph.paths)]).toEqual([...graph.length]);
        for (let edge = 0; edge < edgeCount(graph); edge++) {
          const { coordinates, ringOffsets } = graph.paths;
          const ends = [ringOffsets[edge]!, ringOffsets[edge + 1]! - 1];
          for (const [side, pair] of ends.entries()) {
            const node = (side === 0 ? graph.from : graph.to)[edge]!;
            const away = Math.hypot(
              coordinates[2 * pair]! - graph.nodeX[node]!,
              coordinates[2 * pair + 1]! - graph.nodeY[node]!,
            );
            expect(away).toBeLessThan(1);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('cuts lines that lie on each other at a vertex of either', () => {
    const [one, other] = [
      [0, 100, 200, 100, 0, 0],
      [300, 100, 100, 100, 0, 0],
    ] as const;
    const turned = [
      [0, 0, 100, 100, 300, 100],
      [0, 0, 200, 100, 0, 100],
    ] as const;
    const options = { crossings: 'connect', toleranceMetres: 0.001 } as const;
    const [graph, same] = [streets(one, other), streets(...turned)].map((lines) =>
      buildStreetGraph(lines, {}, options),
    );
    expect(same!.length.length).toBe(graph!.length.length);
    expect(same!.arcs.offsets.length).toBe(6);
  });

  it('is the same network whatever way and order lines are drawn in', () => {
    // Less than a millimetre apart is the same place; within the usual tolerance it would be a matter of order.
    const options = { crossings: 'connect', toleranceMetres: 0.001 } as const;
    const byNumber = (a: number, b: number) => a - b;
    fc.assert(
      fc.property(wildStreets, (geometry) => {
        const graph = buildStreetGraph(geometry, {}, options);
        const turned = lines(geometry).map((path) => {
          const pairs = Array.from({ length: path.length / 2 }, (_, k) => [path[2 * k]!, path[2 * k + 1]!]);
          return pairs.toReversed().flat();
        });
        const other = buildStreetGraph(streets(...turned.toReversed()), {}, options);
        const degreeList = ({ arcs }: StreetGraph) =>
          [...arcs.offsets.subarray(1)].map((end, node) => end - arcs.offsets[node]!).toSorted(byNumber);
        expect(degreeList(other)).toEqual(degreeList(graph));
        const lengths = [...graph.length].toSorted(byNumber);
        for (const [k, length] of [...other.length].toSorted(byNumber).entries())
          expect(length).toBeCloseTo(lengths[k]!, 6);
      }),
      { numRuns: 100 },
    );
  });
});

describe('connectivity', () => {
  it('finds islands, dead ends and their share', () => {
    const graph = buildStreetGraph(streets([0, 0, 100, 0], [100, 0, 100, 100], [100, 0, 200, 0], [0, 500, 100, 500]));
    const found = connectivity(graph);
    expect(found.components).toMatchObject([
      { nodes: 4, edges: 3, lengthMetres: 300 },
      { nodes: 2, edges: 1, lengthMetres: 100 },
    ]);
    expect(found.danglingNodes).toHaveLength(5);
    expect(found.islandShare).toBeCloseTo(0.25, 12);
    expect([...found.componentOf].toSorted()).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it('does not count closed edges', () => {
    const graph = buildStreetGraph(streets([0, 0, 100, 0], [100, 0, 200, 0]));
    const found = connectivity({ ...graph, ways: Uint8Array.of(3, 0) });
    expect(found.components).toHaveLength(1);
    expect([...found.componentOf]).toContain(noComponent);
    expect(connectivity(buildStreetGraph(streets()))).toMatchObject({ components: [], islandShare: 0 });
  });
});

function lines(geometry: ReturnType<typeof streets>): number[][] {
  return Array.from(geometry.ringOffsets.subarray(1), (end, ring) => [
    ...geometry.coordinates.subarray(2 * geometry.ringOffsets[ring]!, 2 * end),
  ]);
}

it('points are tied to a footbridge at its ends alone, however near its middle they are', () => {
  const lines = streets([0, 0, 0, 200], [400, 0, 400, 200], [0, 100, 400, 100]);
  const classes = ['local', 'local', 'footbridge'];
  const index = new EdgeIndex(buildStreetGraph(lines, { class: classes }));
  expect(index.nearest(190, 101, 500)).toMatchObject({ x: 0, y: 101 });
  expect(index.nearest(210, 101, 500)).toMatchObject({ x: 400, y: 101 });
  expect(index.nearest(200, 99, 150)).toBeUndefined();
  const flat = new EdgeIndex(buildStreetGraph(lines, { class: classes.map(() => 'local') }));
  expect(flat.nearest(190, 101, 500)).toMatchObject({ x: 190, y: 100, distance: 1 });
});
