import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { coverCounts } from './area-arrangement.ts';
import { assembleAreas } from './assemble-areas.ts';
import { Noder } from './noding.ts';
import { openBorders } from './open-borders.ts';
import { findingFaces, outside } from './plane-faces.ts';

/** How the polygons of a layer lie together, each place as one feature. */
export interface Coverage {
  /** Places that nothing covers and that polygons enclose on all sides. */
  readonly holes: PackedGeometry;
  /** Places that more than one polygon covers; one place may be of several pairs. */
  readonly overlaps: PackedGeometry;
}

/**
 * Finds where polygons leave something open between them and where they lie over each other, in one go over the borders that
 * neighbours do not share vertex by vertex. Features keep the rules each by itself. It stops after each stretch of work.
 */
export function* coverageOf(geometry: PackedGeometry): Generator<void, Coverage> {
  const borders = yield* openBorders(geometry);
  yield;
  const noder = new Noder(1);
  yield* noder.addingEdges(borders.x, borders.y, borders.from, borders.to, borders.windings);
  const graph = yield* noder.finishing();
  const faces = yield* findingFaces(graph);
  yield;
  const [counts] = coverCounts(graph, faces);
  yield;
  const placesWhere = (holds: (count: number) => boolean): PackedGeometry => {
    const inside = Uint8Array.from(counts!, (count, face) => (face !== outside && holds(count) ? 1 : 0));
    const packer = new GeometryPacker('polygon');
    for (const rings of assembleAreas(graph, faces, inside)) packer.addFeature([rings]);
    return packer.finish();
  };
  const holes = placesWhere((count) => count === 0);
  yield;
  return { holes, overlaps: placesWhere((count) => count > 1) };
}
