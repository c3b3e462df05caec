import { Sha256 } from '#core/formats/sha256.ts';
import { type MethodValue, notDefined, ok } from './outcome.ts';

export interface Displacement {
  readonly dx: number;
  readonly dy: number;
}

/** Two numbers in [0, 1) that belong to a record and a secret, of 52 bits each. */
function drawsOf(secret: string, record: string): readonly [number, number] {
  const hash = new Sha256();
  hash.update(new TextEncoder().encode(JSON.stringify([secret, record])));
  const digits = hash.finish();
  const draw = (from: number) => Number.parseInt(digits.slice(from, from + 13), 16) / 2 ** 52;
  return [draw(0), draw(16)];
}

/**
 * Displacement that hides where a record belongs: uniform over the ring between two radii, r = √(U (R² − r₀²) + r₀²), any
 * direction. Secret and record fix it, so that releasing the record again tells nothing new (fresh noise could be averaged
 * away). Metres. Source: Hampton et al. 2010. Pitfall: whoever has the secret can undo it; never release the two together.
 */
export function donutDisplacement(
  secret: string,
  record: string,
  innerMetres: number,
  outerMetres: number,
): Displacement {
  const [first, second] = drawsOf(secret, record);
  const radius = Math.sqrt(first * (outerMetres ** 2 - innerMetres ** 2) + innerMetres ** 2);
  const angle = 2 * Math.PI * second;
  return { dx: radius * Math.cos(angle), dy: radius * Math.sin(angle) };
}

/** People within a distance at an even density: density × π r². The estimated spatial k of a point moved by r. */
export function spatialAnonymity(peoplePerSquareMetre: number, metres: number): number {
  return peoplePerSquareMetre * Math.PI * metres * metres;
}

/** The smallest inner radius at which the estimated spatial k reaches `k`. `undefined` where nobody lives. */
export function innerRadiusFor(k: number, peoplePerSquareMetre: number): MethodValue {
  if (!(peoplePerSquareMetre > 0)) return notDefined('附近无人居住', 'nobody lives nearby');
  return ok(Math.sqrt(k / (Math.PI * peoplePerSquareMetre)));
}
