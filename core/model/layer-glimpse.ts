import type { PackedGeometry } from './packed-geometry.ts';

/** Layers of fewer areas than this are read as they are about as soon as a glimpse of them. */
export const leastGlimpsed = 20_000;

/** What a map shows, in metres of the project's coordinate system. */
export interface GlimpseView {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  readonly metresPerPixel: number;
}

/** Texts as each different one and which of them stands in each row. */
export interface RepeatedTexts {
  readonly distinct: readonly (string | null)[];
  readonly codes: Uint32Array;
}

/** What a map first shows of a layer of many areas: where they are, the shapes of the larger ones, and what their look depends on. */
export interface LayerGlimpse {
  /** minX, minY, maxX, maxY of every area. */
  readonly boxes: Float64Array;
  /** Shapes of the areas that are more than spots; the others have no parts. */
  readonly geometry: PackedGeometry;
  /** Values of some fields, row by row as the boxes. */
  readonly columns: Readonly<Record<string, Float64Array | RepeatedTexts>>;
}
