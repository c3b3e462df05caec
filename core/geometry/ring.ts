/** The ring itself when its last pair is its first, else a closed copy. An empty ring is closed. */
export function closedRing(ring: Float64Array): Float64Array {
  const { length } = ring;
  if (length === 0 || (ring[0] === ring[length - 2] && ring[1] === ring[length - 1])) return ring;
  const closed = new Float64Array(length + 2);
  closed.set(ring);
  closed[length] = ring[0]!;
  closed[length + 1] = ring[1]!;
  return closed;
}
