import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureCount, GeometryPacker, type PackedGeometry, plainGeometry } from '#core/model/packed-geometry.ts';
import { connectivity } from '#core/network/connectivity.ts';
import { EdgeIndex } from '#core/network/edge-index.ts';
import { editStreets } from '#core/network/edit-streets.ts';
import { edgeCount } from '#core/network/graph.ts';
import { PathSearch } from '#core/network/shortest-paths.ts';
import { resnapPoints, snapPoints } from '#core/network/snap.ts';
import { buildStreetGraph } from '#core/network/street-graph.ts';
import { costsToAll } from '#core/network/travel.ts';
import { blockStreets, streets, wildStreets } from './network-streets.ts';

/** Some features of several layers as one. */
function together(...layers: readonly (readonly [PackedGeometry, readonly number[]])[]): PackedGeometry {
  const packer = new GeometryPacker('line');
  for (const [geometry, features] of layers) {
    for (const feature of features) packer.addFeature(plainGeometry(geometry, feature));
  }
  return packer.finish();
}

const all = (geometry: PackedGeometry) => Array.from({ length: featureCount(geometry) }, (_, feature) => feature);

describe('editing streets', () => {
  it('gives the distances of a network built from scratch', () => {
    const points = Float64Array.from([...Array(18).keys()].flatMap((k) => [(k % 5) * 190 + 13, (k % 7) * 120 + 7]));
    fc.assert(
      fc.property(
        wildStreets,
        wildStreets,
        wildStreets,
        fc.array(fc.nat(13), { maxLength: 5 }),
        (base, first, second, closing) => {
          const options = { crossings: 'connect', toleranceMetres: 0.001 } as const;
          const built = buildStreetGraph(base, {}, options);
          const index = new EdgeIndex(built);
          const once = editStreets(built, index, {
            add: { geometry: first, features: all(first).map((feature) => 100 + feature) },
          });
          const closed = new Set(closing.flatMap((feature) => [feature, 100 + feature]));
          const twice = editStreets(once.graph, once.index, {
            closeFeatures: closed,
            add: { geometry: second, features: all(second).map((feature) => 200 + feature) },
          });
          const left = together(
            [base, all(base).filter((feature) => !closed.has(feature))],
            [first, all(first).filter((feature) => !closed.has(100 + feature))],
            [second, all(second)],
          );
          const scratch = buildStreetGraph(left, {}, options);
          const edited = snapPoints(twice.index, points, 500);
          const fresh = snapPoints(new EdgeIndex(scratch), points, 500);
          for (let point = 0; point < edited.edge.length; point++) {
            if (fresh.edge[point]! < 0) expect(edited.edge[point]).toBe(-1);
            else expect(edited.distance[point]).toBeCloseTo(fresh.distance[point]!, 6);
          }
          const [one, other] = [new PathSearch(twice.graph), new PathSearch(scratch)];
          for (let source = 0; source < edited.edge.length; source += 5) {
            const costs = costsToAll(one, edited, source, edited);
            const expected = costsToAll(other, fresh, source, fresh);
            // Where two streets are equally near, either may have been taken: only distances from the same place compare.
            for (let target = 0; target < costs.length; target++) {
              if (!samePlaces(edited, fresh, source) || !samePlaces(edited, fresh, target)) continue;
              if (Number.isFinite(expected[target]!)) expect(costs[target]).toBeCloseTo(expected[target]!, 6);
              else expect(costs[target]).toBe(Infinity);
            }
          }
          const lengths = [twice.graph, scratch].map((graph) =>
            connectivity(graph).components.map(({ lengthMetres }) => Math.round(lengthMetres)),
          );
          expect(lengths[0]).toEqual(lengths[1]);
        },
      ),
      { numRuns: 80 },
    );
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
