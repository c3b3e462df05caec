import type { Point } from './overlay-canvas.ts';

/** What a person types while drawing. */
export interface TypedPlace {
  /** Metres of the next section. */
  readonly length?: number;
  /** Direction from north, clockwise, degrees. */
  readonly bearing?: number;
  /** The place itself, metres. */
  readonly point?: Point;
}

/** Signs of lengths, directions and coordinates. */
export const typedSigns = /^[\d.,<-]$/;

function numberOf(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

/**
 * Reads `12.5` as a length, `<30` as a direction from north, `12.5<30` as both, `500120,3320040` as a place. Undefined while it
 * is none of them.
 */
export function readTyped(text: string): TypedPlace | undefined {
  const coordinates = text.split(',');
  if (coordinates.length === 2) {
    const [x, y] = coordinates.map(numberOf);
    return x === undefined || y === undefined ? undefined : { point: [x, y] };
  }
  const [first, second, ...more] = text.split('<');
  if (more.length > 0 || coordinates.length > 2) return undefined;
  const length = numberOf(first!);
  if (second === undefined) return length !== undefined && length > 0 ? { length } : undefined;
  const bearing = numberOf(second);
  if (bearing === undefined || (first !== '' && !(length! > 0))) return undefined;
  return length === undefined ? { bearing } : { length, bearing };
}

/**
 * Where a typed length and direction lead from `last`; what was not typed is taken from where the pointer aims. A direction
 * alone goes as far as the pointer is in it.
 */
export function typedTarget({ length, bearing, point }: TypedPlace, last: Point | undefined, aim: Point): Point | null {
  if (point) return point;
  if (!last) return null;
  const [ax, ay] = [aim[0] - last[0], aim[1] - last[1]];
  if (bearing === undefined) {
    const distance = Math.hypot(ax, ay) || 1;
    return [last[0] + (ax * length!) / distance, last[1] + (ay * length!) / distance];
  }
  const angle = (bearing * Math.PI) / 180;
  const [dx, dy] = [Math.sin(angle), Math.cos(angle)];
  const way = length ?? Math.max(0, ax * dx + ay * dy);
  return [last[0] + dx * way, last[1] + dy * way];
}
