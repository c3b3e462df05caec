import type { MapFrame } from '#core/report/map-frame.ts';
import type { OccupiedBox } from '#core/report/map-labels.ts';

/** A stretch of a line that is straight enough to carry a text, in drawing units. */
export interface LinePlace {
  /** Distance of its middle from the start of the line. */
  readonly along: number;
  readonly x: number;
  readonly y: number;
  /** Upright: between -90 and 90. */
  readonly degrees: number;
  readonly boxes: readonly OccupiedBox[];
}

/** How much of its length a stretch keeps as the crow flies. */
const straight = 0.94;

/** Places for a text of this width along a line, those nearest to the middle of the line that is on the map first. */
export function linePlaces(
  points: readonly number[],
  width: number,
  size: number,
  frame: Pick<MapFrame, 'width' | 'height'>,
): readonly LinePlace[] {
  const lengths = [0];
  for (let at = 2; at + 1 < points.length; at += 2) {
    const step = Math.hypot(points[at]! - points[at - 2]!, points[at + 1]! - points[at - 1]!);
    lengths.push(lengths.at(-1)! + step);
  }
  const total = lengths.at(-1)!;
  let segment = 0;
  const pointAt = (distance: number): readonly [number, number] => {
    while (segment > 0 && lengths[segment]! > distance) segment--;
    while (segment < lengths.length - 2 && lengths[segment + 1]! < distance) segment++;
    const step = lengths[segment + 1]! - lengths[segment]!;
    const share = step === 0 ? 0 : (distance - lengths[segment]!) / step;
    const [x, y] = [points[2 * segment]!, points[2 * segment + 1]!];
    return [x + share * (points[2 * segment + 2]! - x), y + share * (points[2 * segment + 3]! - y)];
  };
  const isIn = ([x, y]: readonly [number, number]): boolean =>
    x > size && y > size && x < frame.width - size && y < frame.height - size;
  const found: LinePlace[] = [];
  const stride = Math.max(width / 3, size);
  for (let start = 0; start + width <= total; start += stride) {
    const from = pointAt(start);
    if (!isIn(from)) continue;
    const to = pointAt(start + width);
    if (!isIn(to)) continue;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    if (Math.hypot(dx, dy) < straight * width) continue;
    const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    // The chord must not leave the line: its middle lies on it as well.
    const middle = pointAt(start + width / 2);
    if (Math.hypot(middle[0] - x, middle[1] - y) > 0.6 * size) continue;
    const turned = (Math.atan2(dy, dx) * 180) / Math.PI;
    const degrees = turned > 90 ? turned - 180 : turned < -90 ? turned + 180 : turned;
    const count = Math.max(1, Math.ceil(width / size));
    const half = 0.62 * size;
    const boxes = Array.from({ length: count }, (_, place): OccupiedBox => {
      const share = (place + 0.5) / count;
      const [bx, by] = [from[0] + share * dx, from[1] + share * dy];
      return [bx - half, by - half, bx + half, by + half];
    });
    found.push({ along: start + width / 2, x, y, degrees, boxes });
  }
  if (found.length === 0) return found;
  const centre = (found[0]!.along + found.at(-1)!.along) / 2;
  return found.sort((a, b) => Math.abs(a.along - centre) - Math.abs(b.along - centre));
}
