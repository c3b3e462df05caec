/**
 * Chance that a standard normal variable lies further from 0 than `z` to either side: erfc(|z| / √2). Series near 0, continued
 * fraction further out, both to the precision of the numbers. Source: Abramowitz & Stegun 7.1.6 and 7.1.14.
 */
export function twoSidedChance(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const density = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return Math.min(1, Math.max(0, 1 - 2 * density * sum));
  }
  let fraction = x;
  for (let n = 80; n > 0; n--) fraction = x + n / 2 / fraction;
  return density / fraction;
}

/** z that a standard normal variable exceeds to either side with chance `chance`, by bisection. */
export function twoSidedQuantile(chance: number): number {
  let [low, high] = [0, 40];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (twoSidedChance(middle) > chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
