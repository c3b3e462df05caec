import { seededRandom } from '#core/platform/seeded-random.ts';

/**
 * Bytes changed here and there, counts made huge, runs copied over others, pieces repeated and now and then the end cut off;
 * by a seed, so that a case can be run again.
 */
export function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const upTo = (limit: number) => Math.floor(random.next() * limit);
  let damaged: Uint8Array = bytes.slice();
  // Heads are what readers trust most.
  const place = () => upTo(random.next() < 0.4 ? Math.min(512, damaged.length) : damaged.length);
  for (let change = 1 + upTo(8); change > 0; change--) {
    const at = place();
    const kind = upTo(7);
    if (kind === 0) damaged[at] = upTo(256);
    else if (kind === 1) damaged[at] = damaged[at]! ^ (1 << upTo(8));
    // Counts of 2^31 and more, and of nothing.
    else if (kind === 2) damaged.fill(random.next() < 0.5 ? 0xff : 0x7f, at, at + 4);
    else if (kind === 3) damaged.fill(0, at, at + 1 + upTo(8));
    else if (kind === 4) damaged.copyWithin(at, place(), place());
    else if (kind === 5) damaged = repeated(damaged, at, Math.min(damaged.length, at + 1 + upTo(40)), 1 + upTo(20));
    else damaged.set(numbers[upTo(numbers.length)]!.subarray(0, damaged.length - at), at);
  }
  return random.next() < 0.2 ? damaged.slice(0, upTo(damaged.length)) : damaged;
}

/** Numbers and marks that text formats stumble over. */
const numbers = ['1e999', '-0', 'NaN', '99999999999999999999', '"', '[[', '</', '\\', '\u0000', '2147483648'].map(
  (text) => new TextEncoder().encode(text),
);

function repeated(bytes: Uint8Array, start: number, end: number, times: number): Uint8Array {
  const piece = bytes.subarray(start, end);
  const longer = new Uint8Array(bytes.length + piece.length * times);
  longer.set(bytes.subarray(0, end));
  for (let copy = 0; copy < times; copy++) longer.set(piece, end + copy * piece.length);
  longer.set(bytes.subarray(end), end + piece.length * times);
  return longer;
}
