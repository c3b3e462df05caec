const bits = new Float64Array(2);
const words = new Int32Array(bits.buffer);

/** A number for a pair of numbers, almost always different for different pairs: whoever must be sure compares the pairs. */
export function pairHash(first: number, second: number): number {
  // Adding zero makes one zero of two.
  bits[0] = first + 0;
  bits[1] = second + 0;
  let hash = Math.imul(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1), 0x85ebca6b) ^ words[2]!;
  hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(words[3]!, 0xc2b2ae35), 0x27d4eb2f);
  return hash ^ (hash >>> 13);
}
