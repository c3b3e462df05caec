/** Half a digit goes away from zero, as numbers are written. */
function rounded(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value)) + 0;
}

/**
 * Parts as they are to be written, in units of the last digit shown: they add up to the difference of the two ends as these are
 * written. Rounded to the nearest, and those that were rounded furthest moved by one digit where the sum needs it.
 */
export function roundedParts(from: number, to: number, parts: readonly number[], decimals: number): number[] {
  const scale = 10 ** decimals;
  const target = rounded(to * scale) - rounded(from * scale);
  const shown = parts.map((part) => rounded(part * scale));
  const error = (at: number) => parts[at]! * scale - shown[at]!;
  for (let left = target - shown.reduce((sum, part) => sum + part, 0); left !== 0; left -= Math.sign(left)) {
    const sign = Math.sign(left);
    let best = -1;
    for (const at of shown.keys()) if (best < 0 || sign * error(at) > sign * error(best)) best = at;
    if (best < 0) break;
    shown[best]! += sign;
  }
  return shown.map((part) => part / scale);
}
