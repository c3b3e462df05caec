import { isUtf8 } from './encoding.ts';
import { guessEncoding } from './guess-encoding.ts';
import { weighEncoding } from './weigh-encodings.ts';

/** Fewest bytes beyond ASCII by which a statement can be found to be wrong. */
const tellingBytes = 6;
/** Below this what a file says about itself is doubted, where another reading is this much better. */
const doubtBelow = 0.65;
const betterBy = 0.25;

/**
 * Whether bytes beyond ASCII contradict the encoding that their file states: they break its rules, or read like noise so and
 * like writing in another. Many programs state the code page of a template, or of the machine, or always the same.
 */
export function isContradicted(sample: Uint8Array, stated: string): boolean {
  if (stated === 'utf-8') return !isUtf8(sample);
  // Bytes that can be looked at one by one are no pairs.
  if (stated.startsWith('utf-16')) return false;
  let beyond = 0;
  for (const byte of sample) if (byte >= 0x80) beyond++;
  if (beyond < tellingBytes) return false;
  if (isUtf8(sample)) return true;
  const guess = guessEncoding(sample);
  if (guess.certainty !== 'likely' || guess.encoding === stated) return false;
  const own = weighEncoding(sample, stated).plausibility;
  return own < doubtBelow && weighEncoding(sample, guess.encoding).plausibility >= own + betterBy;
}
