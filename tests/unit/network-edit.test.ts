import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureCount, GeometryPacker, type PackedGeometry, plainGeometry } from '#core/model/packed-geometry.ts';
import { connectivity } from '#core/network/connectivity.ts';
import { EdgeIndex } from '#core/network/edge-index.ts';
import { editStreets } from '#core/network/edit-streets.ts';
import { edgeCount, type StreetGraph } from '#core/network/graph.ts';
import { PathSearch } from '#core/network/shortest-paths.ts';
import { resnapPoints, snapPoints } from '#core/network/snap.ts';
import { buildStreetGraph } from '#core/network/street-graph.ts';
import { costsToAll } from '#core/network/travel.ts';
import { blockStreets, streets, tangledStreets, wildStreets } from './network-streets.ts';

/** Some features of several layers as one. */
function together(...layers: readonly (readonly [PackedGeometry, readonly number[]])[]): PackedGeometry {
  const packer = new GeometryPacker('line');
  for (const [geometry, features] of layers) {
    for (const feature of features) packer.addFeature(plainGeometry(geometry, feature));
  }
  return packer.finish();
}

const all = (geometry: PackedGeometry) => Array.from({ length: featureCount(geometry) }, (_, feature) => feature);

/** What differs between streets edited twice, and then partly closed, and a network of what is left built from scratch. */
function differences(
  base: PackedGeometry,
  first: PackedGeometry,
  second: PackedGeometry,
  closing: readonly number[],
  toleranceMetres = 0.001,
): string[] {
  const options = { crossings: 'connect', toleranceMetres } as const;
  const built = buildStreetGraph(base, {}, options);
  const once = editStreets(built, new EdgeIndex(built), {
    add: { geometry: first, features: all(first).map((feature) => 100 + feature) },
  });
  const closed = new Set(closing.flatMap((feature) => [feature, 100 + feature]));
  const edited = editStreets(once.graph, once.index, {
    closeFeatures: closed,
    add: { geometry: second, features: all(second).map((feature) => 200 + feature) },
  });
  const left = together(
    [base, all(base).filter((feature) => !closed.has(feature))],
    [first, all(first).filter((feature) => !closed.has(100 + feature))],
    [second, all(second)],
  );
  const scratch = buildStreetGraph(left, {}, options);
  const lengths = [edited.graph, scratch].map((graph) =>
    connectivity(graph)
      .components.map(({ lengthMetres }) => Math.round(lengthMetres))
      .join(' '),
  );
  return [
    ...(lengths[0] === lengths[1] ? [] : [`components of ${lengths[0]} for ${lengths[1]} m`]),
    ...differentCosts(edited, { graph: scratch, index: new EdgeIndex(scratch) }),
  ];
}

interface Indexed {
  readonly graph: StreetGraph;
  readonly index: EdgeIndex;
}

function differentCosts(edited: Indexed, scratch: Indexed): string[] {
  const found: string[] = [];
  const [own, expected] = [edited, scratch].map(({ index }) => snapPoints(index, somePoints, 500));
  const [ownSearch, search] = [edited, scratch].map(({ graph }) => new PathSearch(graph));
  const differ = (a: number, b: number) => a !== b && !(Math.abs(a - b) < 1e-6);
  for (const [point, edge] of expected!.edge.entries()) {
    if (edge < 0 !== own!.edge[point]! < 0 || (edge >= 0 && differ(own!.distance[point]!, expected!.distance[point]!)))
      found.push(`point ${point} tied at ${own!.distance[point]} for ${expected!.distance[point]} m`);
  }
  for (let source = 0; source < own!.edge.length; source += 2) {
    const ownCosts = costsToAll(ownSearch!, own!, source, own!);
    const costs = costsToAll(search!, expected!, source, expected!);
    // Where two streets are equally near, either may have been taken: only distances from the same place compare.
    for (const [target, cost] of costs.entries()) {
      if (!samePlaces(own!, expected!, source) || !samePlaces(own!, expected!, target)) continue;
      if (differ(ownCosts[target]!, cost)) found.push(`${ownCosts[target]} for ${cost} m from ${source} to ${target}`);
    }
  }
  return found;
}

/** All over the lattices that random streets are drawn on. */
const somePoints = Float64Array.from([...Array(24).keys()].flatMap((k) => [(k % 5) * 190 + 13, (k % 7) * 120 + 7]));

describe('editing streets', () => {
  const nothing = [[0, 0, 0, 0]];
  it.each([
    [
      'a line out and back over itself',
      [[0, 100, 0, 0]],
      [
        [0, 0, 200, 200],
        [200, 100, 0, 400, 200, 100, 0, 0],
      ],
      nothing,
      [0],
    ],
    [
      'lines doubled from a corner',
      [[100, 100, 0, 0]],
      [
        [0, 0, 100, 0, 0, 400],
        [0, 0, 0, 400, 0, 0],
      ],
      nothing,
      [0],
    ],
    [
      'a line that comes to its end again and again',
      [
        [0, 100, 100, 0, 200, 200, 100, 0],
        [100, 100, 0, 0, 100, 100, 0, 0, 200, 200],
      ],
      nothing,
      nothing,
      [0],
    ],
    [
      'a corner that a line goes back over',
      [[100, 100, 100, 0, 0, 0, 200, 0]],
      [[100, 0, 100, -100]],
      [[200, 0, 300, 0]],
      [100],
    ],
    ['a street drawn twice, one of them longer', [[0, 100, 200, 200]], [[200, 200, 0, 100, 0, 0]], nothing, []],
    [
      'a line on itself and another',
      [nothing[0]!, [0, 200, 200, 100], [100, 200, 200, 0, 100, 200, 0, 0, 0, 0]],
      nothing,
      nothing,
      [1],
    ],
  ])('gives the distances of a network built from scratch: %s', (_, base, first, second, closing) => {
    const layers = [base, first, second].map((lines) => streets(...lines)) as [
      PackedGeometry,
      PackedGeometry,
      PackedGeometry,
    ];
    for (const tolerance of [0, 0.001, 0.5]) expect(differences(...layers, closing, tolerance)).toEqual([]);
  });

  it('gives the distances of a network built from scratch, whatever is drawn', () => {
    for (const [lines, numRuns] of [
      [wildStreets, 25],
      [tangledStreets, 150],
    ] as const) {
      fc.assert(
        fc.property(lines, lines, lines, fc.array(fc.nat(13), { maxLength: 5 }), (base, first, second, closing) => {
          expect(differences(base, first, second, closing)).toEqual([]);
        }),
        { numRuns },
      );
    }
  });

  it('says which edges it closed and opened, and leaves the others alone', () => {
    const graph = buildStreetGraph(blockStreets(4, 100));
    const index = new EdgeIndex(graph);
    const edit = editStreets(graph, index, {
      closeFeatures: [0],
      add: { geometry: streets([50, 0, 50, 100]), features: [900] },
    });
    expect(edit.closed).toHaveLength(3);
    // The new street and two halves of each of the streets it meets.
    expect(edit.opened).toHaveLength(5);
    expect([...edit.closed].map((edge) => edit.graph.ways[edge])).toEqual([0, 0, 0]);
    expect([...edit.opened].map((edge) => edit.graph.feature[edge]).filter((feature) => feature === 900)).toHaveLength(
      1,
    );
    expect(edit.graph.from.subarray(0, edgeCount(graph))).toEqual(graph.from);
    expect(graph.ways.every((ways) => ways === 3)).toBe(true);
    const nothing = editStreets(graph, index, {});
    expect([nothing.closed.length, nothing.opened.length, edgeCount(nothing.graph)]).toEqual([0, 0, edgeCount(graph)]);
  });

  it('joins what a new end lies between, and crosses only where told', () => {
    const graph = buildStreetGraph(streets([0, 0, 99.7, 0], [100.3, 0, 200, 0]), {}, { toleranceMetres: 0.4 });
    expect(connectivity(graph).components).toHaveLength(2);
    const joined = editStreets(graph, new EdgeIndex(graph), {
      add: { geometry: streets([100, 0.1, 100, 80]), features: [2] },
    });
    expect(connectivity(joined.graph).components).toHaveLength(1);
    const points = snapPoints(joined.index, Float64Array.of(0, 0, 200, 0), 10);
    expect(costsToAll(new PathSearch(joined.graph), points, 0, points)[1]).toBeCloseTo(199.4, 6);
    const again = editStreets(joined.graph, joined.index, {
      closeFeatures: [2],
      add: { geometry: streets([100, -0.1, 100, -80], [100, 0, 100, 0.2]), features: [3, 4] },
    });
    expect(connectivity(again.graph).components).toHaveLength(1);
    const islands = ({ graph, index }: Indexed, ...closeFeatures: number[]) =>
      connectivity(editStreets(graph, index, { closeFeatures }).graph).components.length;
    expect([islands(joined, 2), islands(again, 3), islands(again, 4), islands(again, 3, 4)]).toEqual([2, 1, 1, 2]);
    const over = editStreets(graph, new EdgeIndex(graph), {
      add: { geometry: streets([50, -50, 50, 50]), features: [2], crossings: 'separate' },
    });
    expect(connectivity(over.graph).components).toHaveLength(3);
  });

  it('ties anew only the points that the edit concerns', () => {
    const graph = buildStreetGraph(blockStreets(8, 100));
    const index = new EdgeIndex(graph);
    const points = Float64Array.from({ length: 400 }, (_, k) => (k * 7919 + ((k * k) % 613)) % 800);
    const before = snapPoints(index, points, 80);
    const edit = editStreets(graph, index, {
      closeFeatures: [10],
      add: { geometry: streets([130, 300, 130, 400]), features: [500] },
    });
    const { snapped, moved } = resnapPoints(edit.index, points, before, edit, 80);
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.length).toBeLessThan(40);
    const fresh = snapPoints(edit.index, points, 80);
    expect([...snapped.distance]).toEqual([...fresh.distance]);
    expect([...snapped.places]).toEqual([...fresh.places]);
  });
});

function samePlaces(a: { places: Float64Array }, b: { places: Float64Array }, point: number): boolean {
  return (
    Math.hypot(a.places[2 * point]! - b.places[2 * point]!, a.places[2 * point + 1]! - b.places[2 * point + 1]!) < 1e-6
  );
}
