/** Powers of ten that a double holds exactly. */
const exactPowers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/** Digits of the leading and of the trailing part of a decimal number, each of which a double holds exactly. */
export const leadingDigits = 10;
export const mostDigits = 19;
export const mostDecimals = 22;

/** Splits a double into halves whose products are exact (Dekker 1971). */
const splitter = 2 ** 27 + 1;
/** Far more than the error of the correction below, far less than what would change most roundings. */
const doubt = 2 ** -40;

/** What the product `a * b` loses by rounding to `product`. */
function productError(a: number, b: number, product: number): number {
  const shiftedA = splitter * a;
  const highA = shiftedA - (shiftedA - a);
  const lowA = a - highA;
  const shiftedB = splitter * b;
  const highB = shiftedB - (shiftedB - b);
  const lowB = b - highB;
  return highA * highB - product + highA * lowB + lowA * highB + lowA * lowB;
}

/**
 * The double nearest to a decimal number of up to 19 digits and 22 decimals, as `Number` gives it: most coordinates have 15
 * to 17 digits, for which a text and a general conversion cost five times as much. `leading` are its first ten digits,
 * `trailing` the others, `digits` how many there are in all. NaN in the rare case that rounding is in doubt.
 *
 * Up to 15 digits one exact division rounds correctly (Clinger 1990); above, the quotient is corrected by its remainder in
 * double-double arithmetic (Dekker 1971).
 */
export function decimalNumber(leading: number, trailing: number, digits: number, decimals: number): number {
  const divisor = exactPowers[decimals]!;
  if (digits <= leadingDigits) return leading / divisor;
  const power = exactPowers[digits - leadingDigits]!;
  if (digits <= 15) return (leading * power + trailing) / divisor;
  const shifted = leading * power;
  const whole = shifted + trailing;
  const added = whole - shifted;
  const rest = shifted - (whole - added) + (trailing - added) + productError(leading, power, shifted);
  const quotient = whole / divisor;
  const product = quotient * divisor;
  const correction = (whole - product - productError(quotient, divisor, product) + rest) / divisor;
  const value = quotient + correction;
  const isSure = value === quotient + correction * (1 + doubt) && value === quotient + correction * (1 - doubt);
  return isSure ? value : Number.NaN;
}

const zero = 0x30;
const minus = 0x2d;
const point = 0x2e;
const comma = 0x2c;

/**
 * The number that stands in `bytes` from `start` to `end` as digits, with a minus sign and a decimal point or comma at most;
 * NaN for anything else, which may still be a number in another form.
 */
export function plainDecimal(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === minus;
  let leading = 0;
  let trailing = 0;
  let digits = 0;
  let decimals = 0;
  let isFraction = false;
  const first = isNegative ? start + 1 : start;
  for (let place = first; place < end; place++) {
    const byte = bytes[place]!;
    if (byte >= zero && byte <= zero + 9) {
      if (digits < leadingDigits) leading = leading * 10 + (byte - zero);
      else trailing = trailing * 10 + (byte - zero);
      // Zeros in front do not count.
      if (leading > 0) digits++;
      if (isFraction) decimals++;
    } else if ((byte === point || byte === comma) && !isFraction) isFraction = true;
    else return Number.NaN;
  }
  const hasDigits = end - first > (isFraction ? 1 : 0);
  if (!hasDigits || digits > mostDigits || decimals > mostDecimals) return Number.NaN;
  const value = decimalNumber(leading, trailing, digits, decimals);
  return isNegative ? -value : value;
}
