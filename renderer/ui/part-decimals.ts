/** Decimals of the part of a parcel: small numbers beside the whole, save where the whole is a count. */
export function partDecimals(decimals: number): number {
  return decimals === 0 ? 1 : decimals + 3;
}
