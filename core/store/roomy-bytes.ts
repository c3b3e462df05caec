import { roomBehind, roomyBuffer } from '#core/platform/roomy-buffer.ts';

/**
 * Bytes of a database file, the same bytes, as sql.js has to be given them so that the file grows without being moved.
 * SQLite's file in memory is a copy that is taken by `slice` and moved as a whole whenever it is an eighth longer: a step on
 * all of a large city moved it again and again. This copy has as much room behind it as the file is long, which takes no
 * memory until something is written there; where even that cannot be had, it has none.
 */
export function roomyBytes(bytes: Uint8Array): Uint8Array {
  const slice = (start = 0, end = bytes.length) => copyWithRoom(bytes.subarray(start, end));
  return Object.defineProperty(bytes.subarray(), 'slice', { value: slice, configurable: true });
}

function copyWithRoom(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(roomyBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/**
 * Whether `bytes` stand at the beginning of a buffer of theirs alone that has room for them to grow: as much as `roomyBytes`
 * would leave them.
 */
export function haveRoom({ buffer, byteOffset, length }: Uint8Array): boolean {
  return byteOffset === 0 && buffer.byteLength - length >= roomBehind(length);
}

/**
 * The first `length` bytes of `buffer` as a database file that sql.js takes over as it is, with what stands behind them as its
 * room: nothing is copied, and nobody else may use the buffer any more.
 */
export function givenBytes(buffer: Uint8Array, length: number): Uint8Array {
  return Object.defineProperty(buffer.subarray(0, length), 'slice', { value: () => buffer, configurable: true });
}
