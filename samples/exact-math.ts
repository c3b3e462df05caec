/**
 * Sine, logarithm and exponential from additions and multiplications alone. The built-in ones may differ in the last digit from one
 * engine to another; the sample city has to be the same bytes everywhere.
 */

const tau = 6.283185307179586;
const ln2 = Math.LN2;

/** Sine of `angle` in radians, by its Taylor series; error below 1e-11. */
export function sine(angle: number): number {
  let reduced = angle - tau * Math.floor(angle / tau + 0.5);
  if (reduced > tau / 4) reduced = tau / 2 - reduced;
  else if (reduced < -tau / 4) reduced = -tau / 2 - reduced;
  const square = reduced * reduced;
  let term = reduced;
  let sum = reduced;
  for (let order = 3; order <= 17; order += 2) {
    term *= -square / ((order - 1) * order);
    sum += term;
  }
  return sum;
}

/** Cosine of `angle` in radians. */
export function cosine(angle: number): number {
  return sine(angle + tau / 4);
}

/** Natural logarithm of a positive number. */
export function naturalLog(value: number): number {
  let mantissa = value;
  let exponent = 0;
  while (mantissa > 1.5) {
    mantissa /= 2;
    exponent++;
  }
  while (mantissa < 0.75) {
    mantissa *= 2;
    exponent--;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  let power = ratio;
  let sum = 0;
  for (let order = 1; order <= 27; order += 2) {
    sum += power / order;
    power *= ratio * ratio;
  }
  return 2 * sum + exponent * ln2;
}

/** e to the power of `value`. */
function exponential(value: number): number {
  if (value < -60) return 0;
  const halvings = Math.round(value / ln2);
  const rest = value - halvings * ln2;
  let term = 1;
  let sum = 1;
  for (let order = 1; order <= 16; order++) {
    term *= rest / order;
    sum += term;
  }
  for (let step = 0; step < halvings; step++) sum *= 2;
  for (let step = 0; step > halvings; step--) sum /= 2;
  return sum;
}

/** A bell around 0 with height 1: what hills, bends and catchment effects are made of. */
export function bell(distance: number, width: number): number {
  const ratio = distance / width;
  return exponential(-0.5 * ratio * ratio);
}

/** `value` rounded to `decimals` places. */
export function rounded(value: number, decimals: number): number {
  let factor = 1;
  for (let step = 0; step < decimals; step++) factor *= 10;
  return Math.round(value * factor) / factor;
}
