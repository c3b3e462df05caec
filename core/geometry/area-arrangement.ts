import type { GeometryPacker, PackedGeometry } from '#core/model/packed-geometry.ts';
import { assembleAreas } from './assemble-areas.ts';
import { clipRing } from './clip-ring.ts';
import type { OverlayOperation } from './engine.ts';
import { type Box, ringArea } from './measure.ts';
import { Noder, type PlaneGraph } from './noding.ts';
import { findFaces, outside, type PlaneFaces } from './plane-faces.ts';
import { sharedEdgeShare } from './shared-edges.ts';

/** Parts of a polygon feature: shells and holes as closed rings, x and y in turn. */
export type AreaParts = Float64Array[][];

/** Areas as features of a packed polygon geometry. */
export interface AreaSelection {
  readonly geometry: PackedGeometry;
  readonly features: Iterable<number>;
  /** Only what lies in this box matters: rings of many vertices are cut back to it. */
  readonly window?: Box;
}

/** Appends areas as parts of the feature in hand. */
export function packAreas(packer: GeometryPacker, areas: AreaParts): void {
  for (const rings of areas) {
    for (const ring of rings) packer.addRing(ring);
    packer.endPart();
  }
}

/** Rings with fewer vertices than this are not worth cutting back. */
const clippedFrom = 64;

/**
 * The area that the outlines of one polygon part enclose, whatever they break: outlines are split where they meet, and
 * what is an odd number of edges away from the outside counts as inside. For rings that keep the rules this is the polygon
 * itself; a figure of eight gives both loops, a loop inside a loop a hole, a ring run round twice its area. These are the
 * faces that MakeValid of GEOS with its linework method keeps.
 */
export function areaOfOutlines(geometry: PackedGeometry, part: number): AreaParts {
  const noder = new Noder(1);
  const { coordinates, ringOffsets, partOffsets } = geometry;
  for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
    noder.addRing(coordinates, ringOffsets[ring]!, ringOffsets[ring + 1]!, 0);
  }
  const graph = noder.finish();
  const faces = findFaces(graph);
  const inside = stepsFromOutside(faces).map((steps) => steps & 1);
  return assembleAreas(graph, faces, inside);
}

/**
 * All the areas together as one. The features keep the rules each by itself; they may overlap. Borders with the same
 * vertices on both sides drop out before anything is computed, so that merging a layer of parcels costs little more than
 * reading it.
 */
export function unionOfAreas(selection: AreaSelection): AreaParts {
  const noder = new Noder(1);
  addAreas(noder, selection, 0);
  noder.dropSharedBorders();
  return coveredAreas(noder.finish());
}

/** Share of the edges that have to stand twice for joining vertices to be tried: a little less than what is then asked for. */
const leastShared = 0.4;

/** As {@link unionOfAreas}, but undefined unless dropping shared borders is most of the work and leaves no crossing. */
export function unionOfCoverage(selection: AreaSelection): AreaParts | undefined {
  if (sharedEdgeShare(selection.geometry, selection.features) < leastShared) return undefined;
  const noder = new Noder(1);
  addAreas(noder, selection, 0);
  if (noder.dropSharedBorders() > 0.5 || noder.hasCrossings()) return undefined;
  return coveredAreas(noder.finish());
}

function coveredAreas(graph: PlaneGraph): AreaParts {
  const faces = findFaces(graph);
  const [layers] = coverCounts(graph, faces);
  return assembleAreas(
    graph,
    faces,
    Uint8Array.from(layers!, (count) => (count > 0 ? 1 : 0)),
  );
}

const keeps: Readonly<Record<OverlayOperation, (inA: boolean, inB: boolean) => boolean>> = {
  intersection: (inA, inB) => inA && inB,
  union: (inA, inB) => inA || inB,
  difference: (inA, inB) => inA && !inB,
  'symmetric-difference': (inA, inB) => inA !== inB,
};

/** Overlay of two sets of areas; each set counts as the union of its features, which keep the rules each by itself. */
export function overlayAreas(operation: OverlayOperation, a: AreaSelection, b: AreaSelection): AreaParts {
  const noder = new Noder(2);
  addAreas(noder, a, 0);
  addAreas(noder, b, 1);
  const graph = noder.finish();
  const faces = findFaces(graph);
  const [layersA, layersB] = coverCounts(graph, faces);
  const keep = keeps[operation];
  const inside = new Uint8Array(faces.faceCount);
  for (let face = 0; face < inside.length; face++)
    inside[face] = keep(layersA![face]! > 0, layersB![face]! > 0) ? 1 : 0;
  return assembleAreas(graph, faces, inside);
}

/** Adds rings so that the inside is on their left: going round a shell then counts +1, a hole takes it back. */
function addAreas(noder: Noder, { geometry, features, window }: AreaSelection, set: number): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (const feature of features) {
    for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
      const shell = partOffsets[part]!;
      for (let ring = shell; ring < partOffsets[part + 1]!; ring++) {
        const start = ringOffsets[ring]!;
        const end = ringOffsets[ring + 1]!;
        const reversed = ringArea(coordinates, start, end) > 0 !== (ring === shell);
        if (window && end - start > clippedFrom) {
          const clipped = clipRing(coordinates.subarray(2 * start, 2 * end), window);
          if (clipped) noder.addRing(clipped, 0, clipped.length / 2, set, reversed);
        } else noder.addRing(coordinates, start, end, set, reversed);
      }
    }
  }
}

/** For every face how many edges must be crossed at least to reach it from the outside. */
function stepsFromOutside(faces: PlaneFaces): Uint32Array {
  const steps = new Uint32Array(faces.faceCount);
  walkFaces(faces, (_, from, to) => {
    steps[to] = steps[from]! + 1;
  });
  return steps;
}

/** For every ring set how many areas lie over each face. */
export function coverCounts(graph: PlaneGraph, faces: PlaneFaces): Int32Array[] {
  const counts = graph.windings.map(() => new Int32Array(faces.faceCount));
  walkFaces(faces, (half, from, to) => {
    // Crossing the half-edge from its right to its left.
    const sign = (half & 1) === 0 ? 1 : -1;
    for (let set = 0; set < counts.length; set++) {
      counts[set]![to] = counts[set]![from]! + sign * graph.windings[set]![half >> 1]!;
    }
  });
  return counts;
}

/** Visits every face once, nearest to the outside first: `half` has the new face `to` on its left and `from` on its right. */
function walkFaces(faces: PlaneFaces, visit: (half: number, from: number, to: number) => void): void {
  const { faceOf, faceCount } = faces;
  const offsets = new Uint32Array(faceCount + 1);
  for (const face of faceOf) offsets[face + 1]!++;
  for (let face = 0; face < faceCount; face++) offsets[face + 1]! += offsets[face]!;
  const halves = new Uint32Array(faceOf.length);
  const filled = offsets.slice(0, faceCount);
  for (let half = 0; half < faceOf.length; half++) halves[filled[faceOf[half]!]!++] = half;
  const seen = new Uint8Array(faceCount);
  seen[outside] = 1;
  const queue = [outside];
  for (let at = 0; at < queue.length; at++) {
    const from = queue[at]!;
    for (let place = offsets[from]!; place < offsets[from + 1]!; place++) {
      const half = halves[place]! ^ 1;
      const to = faceOf[half]!;
      if (seen[to] === 1) continue;
      seen[to] = 1;
      visit(half, from, to);
      queue.push(to);
    }
  }
}
