const leastRoom = 1024 * 1024;

/** Bytes of room that a database file of `length` bytes wants behind it in its buffer, so that it grows without being moved. */
export function roomBehind(length: number): number {
  return Math.max(length, leastRoom);
}

/**
 * A buffer for a database file of `length` bytes with room behind it, which takes no memory until something is written there;
 * where even that cannot be had, without room.
 */
export function roomyBuffer(length: number): ArrayBuffer {
  try {
    return new ArrayBuffer(length + roomBehind(length));
  } catch {
    return new ArrayBuffer(length);
  }
}
