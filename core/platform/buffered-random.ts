import type { Random } from './platform.ts';

const wordsAtOnce = 8192;

/** Random numbers from `fill`, which fills an array with random words: asking it for many at once costs far less. */
export function bufferedRandom(fill: (words: Uint32Array<ArrayBuffer>) => unknown): Random {
  const words = new Uint32Array(wordsAtOnce);
  let next = wordsAtOnce;
  return {
    next() {
      if (next === wordsAtOnce) {
        fill(words);
        next = 0;
      }
      return words[next++]! / 4_294_967_296;
    },
  };
}
