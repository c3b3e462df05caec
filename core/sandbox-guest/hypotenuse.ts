/**
 * √(Σ x²) as the engines outside work it out: scaled by the largest and summed with the rounding carried along (Kahan 1965), so
 * that a distance measured inside has the very same last digit. Any order of NaN and infinities as the language has it.
 */
export function hypotenuse(...given: readonly number[]): number {
  const sizes = given.map((value) => Math.abs(Number(value)));
  let largest = 0;
  let isUnknown = false;
  for (const size of sizes) {
    if (size > largest) largest = size;
    isUnknown ||= Number.isNaN(size);
  }
  if (largest === Number.POSITIVE_INFINITY) return largest;
  if (isUnknown) return Number.NaN;
  if (largest === 0) return 0;
  let sum = 0;
  let rounding = 0;
  for (const size of sizes) {
    const share = size / largest;
    const summand = share * share - rounding;
    const next = sum + summand;
    rounding = next - sum - summand;
    sum = next;
  }
  return Math.sqrt(sum) * largest;
}
