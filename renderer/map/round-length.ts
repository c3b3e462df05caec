/** A round length close to `metres` from below: 1, 2 or 5 times a power of ten. */
export function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  const factor = [5, 2, 1].find((one) => one * power <= metres) ?? 1;
  return factor * power;
}
