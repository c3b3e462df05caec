import { OutlineIndex } from '#core/geometry/outline-index.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { type CoverageFaults, findCoverageFaults } from './find-coverage.ts';
import { findInvalid } from './find-invalid.ts';
import type { Bench } from './fix-layer.ts';
import { replaceFeatures } from './pick-features.ts';

/** The polygons of a layer that keep the rules, the others empty, with what lies over or between them. */
export interface SoundGround {
  readonly geometry: PackedGeometry;
  readonly index: SpatialIndex;
}

/** The polygons of a layer that keep the rules; the others are empty. */
export function* soundGround({ geometry, input }: Bench): Generator<void, SoundGround> {
  const invalid = yield* findInvalid(geometry, input.engine);
  const sound = replaceFeatures(geometry, new Map(invalid.map((row) => [row, null])));
  return { geometry: sound, index: new SpatialIndex(sound) };
}

/** Overlaps and gaps among them. */
export function* coverageFaultsOf({ input }: Bench, { geometry, index }: SoundGround): Generator<void, CoverageFaults> {
  const outline = input.boundary && new OutlineIndex(input.boundary);
  const isInside = (x: number, y: number) => !outline || outline.contains(x, y);
  return yield* findCoverageFaults(geometry, index, input.engine, input.limits, isInside);
}
