/** Decimal digits, grouped or not, or degrees with minutes and seconds: 121°28′15.6″. */
function readNumber(text: string): number {
  const plain = text.replaceAll(/\s/g, '');
  if (/^-?\d+(?:\.\d+)?°?$/.test(plain)) return Number(plain.replace('°', ''));
  const parts = /^(-?)(\d+)°(\d+(?:\.\d+)?)['′](?:(\d+(?:\.\d+)?)(?:["″]|''|′′))?$/.exec(plain);
  if (!parts) return Number.NaN;
  const [, sign, degrees, minutes, seconds = '0'] = parts;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return Number.NaN;
  const size = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  return sign ? -size : size;
}

/** Takes a letter before or behind a number off; S and W are N and E the other way. */
function withoutLetter(text: string): { readonly number: number; readonly axis: 'x' | 'y' | undefined } {
  const letter = /^[NSEW]:?|[NSEW]$/i.exec(text.trim())?.[0]?.[0]?.toUpperCase();
  const number = readNumber(text.trim().replace(/^[NSEW]:?|[NSEW]$/i, ''));
  const axis = letter === undefined ? undefined : letter === 'E' || letter === 'W' ? 'x' : 'y';
  return { number: letter === 'S' || letter === 'W' ? -number : number, axis };
}

/** The parts of what was typed: two when it is a coordinate. */
function halves(plain: string): readonly string[] {
  const parts = plain.split(/[,;，；、]/);
  if (parts.length > 1) return parts;
  const lettered =
    /^([NSEW]:?[^NSEW]+)([NSEW]:?[^NSEW]+)$/i.exec(plain) ?? /^([^NSEW]+[NSEW])([^NSEW]+[NSEW])$/i.exec(plain);
  // Without letters a single space is the border, as long as it cannot be a grouping of digits.
  return lettered ? [lettered[1]!, lettered[2]!] : plain.split(/\s+/);
}

/**
 * The coordinate a person typed, x first: easting and northing in metres or longitude and latitude in degrees. Two numbers with
 * a comma, semicolon or letters between them, digits grouped or not, degrees with minutes and seconds too, in this order
 * unless letters say otherwise. Undefined when it is not two numbers.
 */
export function readCoordinate(text: string): readonly [x: number, y: number] | undefined {
  // Normalising would take the minute and second signs apart into other ones.
  const plain = text
    .replaceAll(/[\uff01-\uff5e]/g, (sign) => sign.normalize('NFKC'))
    .replaceAll('−', '-')
    .trim();
  const parts = halves(plain);
  if (parts.length !== 2) return undefined;
  const [first, second] = [withoutLetter(parts[0]!), withoutLetter(parts[1]!)];
  if (first.axis !== undefined && first.axis === second.axis) return undefined;
  const turned = first.axis === 'y' || second.axis === 'x';
  const [x, y] = turned ? [second.number, first.number] : [first.number, second.number];
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined;
}
