import type { Random } from './platform.ts';

/**
 * Random numbers that are the same for the same seed on every machine: SplitMix32 on 32-bit integers.
 * Source: Steele, Lea & Flood 2014 (SplitMix), 32-bit finaliser constants of MurmurHash3.
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return {
    next() {
      state = (state + 0x9e3779b9) | 0;
      let mixed = state ^ (state >>> 16);
      mixed = Math.imul(mixed, 0x85ebca6b);
      mixed ^= mixed >>> 13;
      mixed = Math.imul(mixed, 0xc2b2ae35);
      return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
    },
  };
}

const hexDigits = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const dash = 0x2d;
/** The characters of the UUID in the making. */
const characters = Array.from({ length: 36 }, () => dash);

/** A version 4 UUID from `random`. */
export function randomUuid(random: Random): string {
  let at = 0;
  for (let digit = 0; digit < 32; digit++) {
    const value = digit === 12 ? 4 : digit === 16 ? 8 + Math.floor(random.next() * 4) : Math.floor(random.next() * 16);
    if (digit === 8 || digit === 12 || digit === 16 || digit === 20) at++;
    characters[at++] = hexDigits[value]!;
  }
  return String.fromCharCode(...characters);
}
