import type { ReportInput } from './report-input.ts';

const rounds = Uint32Array.from(fractions(64, 3));
const start = Uint32Array.from(fractions(8, 2));

/** First 32 bits of the fractional parts of the roots of the first primes, as FIPS 180-4 defines its constants. */
function fractions(count: number, root: 2 | 3): number[] {
  const values: number[] = [];
  for (let candidate = 2; values.length < count; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false;
    if (isPrime) values.push(rootFraction(candidate, root));
  }
  return values;
}

/** floor(frac(value^(1/root)) · 2^32), in whole numbers so that every machine gets the same. */
function rootFraction(value: number, root: 2 | 3): number {
  const target = BigInt(value) << BigInt(32 * root);
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(root) <= target) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

function turn(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}

/** SHA-256 (FIPS 180-4) of a text in UTF-8. */
export function sha256(text: string): Uint8Array {
  const message = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor((message.length * 8) / 2 ** 32));
  view.setUint32(padded.length - 4, (message.length * 8) >>> 0);
  const state = start.slice();
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 16; at++) words[at] = view.getUint32(block + 4 * at);
    for (let at = 16; at < 64; at++) {
      const before = words[at - 15]!;
      const last = words[at - 2]!;
      const small = turn(before, 7) ^ turn(before, 18) ^ (before >>> 3);
      const large = turn(last, 17) ^ turn(last, 19) ^ (last >>> 10);
      words[at] = words[at - 16]! + small + words[at - 7]! + large;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let at = 0; at < 64; at++) {
      const large = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const first = (h + large + ((e & f) ^ (~e & g)) + rounds[at]! + words[at]!) | 0;
      const small = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const second = (small + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => {
      state[at] = state[at]! + value;
    });
  }
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  state.forEach((value, at) => out.setUint32(4 * at, value));
  return digest;
}

/** Digits and capitals without those that are mistaken for one another (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The code of a report: 60 bits of the SHA-256 over the program's version, the hashes of all source files and of all
 * evaluations. Language and date do not enter, so the same data and results have the same code.
 */
export function reportCode(input: ReportInput): string {
  const files = input.layers.flatMap(({ layer }) => (layer.source ? [layer.source.sha256] : [])).sort();
  const evaluations = input.scenarios.flatMap(({ evaluations }) =>
    evaluations.map((record) =>
      [record.scenario, record.evaluator, record.version, record.inputsHash, record.resultHash].join(' '),
    ),
  );
  const digest = sha256(['cityloom-report/1', input.programVersion, ...files, ...evaluations.sort()].join('\n'));
  let bits = 0n;
  for (const byte of digest.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let place = 0; place < 12; place++)
    code += (place > 0 && place % 4 === 0 ? '-' : '') + letters[Number((bits >> BigInt(59 - 5 * place)) & 31n)]!;
  return code;
}
