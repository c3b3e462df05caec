/** What reading left out or mended; a reader hands the same counts to every feature and tells about them at the end. */
export interface ReadCounts {
  /** Geometries that carried Z or M, which are dropped. */
  droppedOrdinates: number;
  /** Parts of another kind than the layer's, left out. */
  leftOut: number;
  /** Rings whose last pair was not the first, closed. */
  closedRings: number;
}

export function noCounts(): ReadCounts {
  return { droppedOrdinates: 0, leftOut: 0, closedRings: 0 };
}
