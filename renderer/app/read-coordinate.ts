/**
 * The easting and northing a person typed, in metres: two numbers with a comma, semicolon or letters between them, digits
 * grouped or not, in this order unless letters say otherwise. Undefined when it is not two numbers.
 */
export function readCoordinate(text: string): readonly [x: number, y: number] | undefined {
  const plain = text.normalize('NFKC').replaceAll('−', '-').trim();
  const north = /N\s*:?\s*(-?[\d\s.]+)/i.exec(plain)?.[1];
  const east = /E\s*:?\s*(-?[\d\s.]+)/i.exec(plain)?.[1];
  const parts = north && east ? [east, north] : plain.split(/[,;，；、]/);
  // Without a separator a single space is one, as long as it cannot be a grouping of digits.
  const pair = parts.length === 1 ? plain.split(/\s+/) : parts;
  if (pair.length !== 2) return undefined;
  const [x, y] = pair.map((part) => {
    const digits = part.replaceAll(/\s/g, '');
    return /^-?\d+(?:\.\d+)?$/.test(digits) ? Number(digits) : Number.NaN;
  });
  return Number.isFinite(x) && Number.isFinite(y) ? [x!, y!] : undefined;
}
