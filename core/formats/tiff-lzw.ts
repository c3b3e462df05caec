const clearCode = 256;
const endCode = 257;
const tableSize = 4096;
const firstBits = 9;
const lastBits = 12;
/** No strip or tile of a file that can be read is larger than this, bytes. */
const mostBytes = 2 ** 29;

/**
 * Unpacks LZW as TIFF has it (TIFF 6.0, section 13): codes of 9 to 12 bits, the first bit the highest, wider by one code early. At
 * most `wanted` bytes, 512 MiB in any case; fewer where the data end early. Plain errors for codes that no table can hold: every
 * entry goes back to an earlier one, so damaged data end instead of running in circles.
 */
export function unpackLzw(packed: Uint8Array, wanted: number): Uint8Array {
  const limit = Math.min(wanted, mostBytes);
  const before = new Uint16Array(tableSize);
  const last = new Uint8Array(tableSize);
  const lengths = new Uint16Array(tableSize);
  for (let code = 0; code < clearCode; code++) {
    last[code] = code;
    lengths[code] = 1;
  }
  let bytes = new Uint8Array(Math.min(limit, Math.max(1024, 4 * packed.length)));
  const out = { length: 0 };
  let next = endCode + 1;
  let bits = firstBits;
  let previous = -1;
  let kept = 0;
  let keptBits = 0;
  let at = 0;

  /** Appends the text of a code, and returns its first byte. */
  const append = (code: number, extra: number): number => {
    const length = lengths[code]!;
    const filled = out.length;
    const end = filled + length + extra;
    if (end > bytes.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(end, 2 * bytes.length)));
      larger.set(bytes.subarray(0, out.length));
      bytes = larger;
    }
    let entry = code;
    for (let place = filled + length - 1; place > filled; place--) {
      if (place < limit) bytes[place] = last[entry]!;
      entry = before[entry]!;
    }
    const first = last[entry]!;
    if (filled < limit) bytes[filled] = first;
    if (extra === 1 && end - 1 < limit) bytes[end - 1] = first;
    out.length = Math.min(end, limit);
    return first;
  };

  while (out.length < limit) {
    while (keptBits < bits && at < packed.length) {
      kept = ((kept << 8) | packed[at++]!) & 0xff_ffff;
      keptBits += 8;
    }
    if (keptBits < bits) break;
    keptBits -= bits;
    const code = (kept >>> keptBits) & ((1 << bits) - 1);
    if (code === endCode) break;
    if (code === clearCode) {
      next = endCode + 1;
      bits = firstBits;
      previous = -1;
      continue;
    }
    if (previous < 0 ? code > clearCode : code > next || (code === next && next >= tableSize)) {
      throw new Error(`LZW code ${code} before its entry`);
    }
    if (previous < 0) {
      append(code, 0);
    } else {
      const first = code < next ? append(code, 0) : append(previous, 1);
      if (next < tableSize) {
        before[next] = previous;
        last[next] = first;
        lengths[next] = Math.min(lengths[previous]! + 1, 65_535);
        next++;
        if (next + 1 >= 1 << bits && bits < lastBits) bits++;
      }
    }
    previous = code;
  }
  return bytes.subarray(0, out.length);
}
