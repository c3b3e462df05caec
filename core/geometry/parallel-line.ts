/** How far a corner may reach, in distances, before it is cut off. */
const cornerLimit = 4;

interface Section {
  readonly x: number;
  readonly y: number;
  /** Direction of length 1. */
  readonly dx: number;
  readonly dy: number;
  readonly length: number;
}

function sectionsOf(path: ArrayLike<number>, distance: number): Section[] {
  const sections: Section[] = [];
  for (let at = 0; at + 3 < path.length; at += 2) {
    const [x, y] = [path[at]!, path[at + 1]!];
    const [ux, uy] = [path[at + 2]! - x, path[at + 3]! - y];
    const length = Math.hypot(ux, uy);
    if (length === 0) continue;
    const [dx, dy] = [ux / length, uy / length];
    // To the left of the direction.
    sections.push({ x: x - dy * distance, y: y + dx * distance, dx, dy, length });
  }
  return sections;
}

/** Where two sections meet when they are prolonged, as the way along the first; undefined when they run the same way. */
function meeting(a: Section, b: Section): number | undefined {
  const cross = a.dx * b.dy - a.dy * b.dx;
  if (Math.abs(cross) < 1e-9) return undefined;
  return ((b.x - a.x) * b.dy - (b.y - a.y) * b.dx) / cross;
}

/** Corners between neighbouring sections: where they meet, or two points where that is too far away. */
function corners(a: Section, b: Section, distance: number): number[] {
  const way = meeting(a, b);
  if (way === undefined) return [b.x, b.y];
  const [x, y] = [a.x + a.dx * way, a.y + a.dy * way];
  const reach = Math.hypot(x - b.x, y - b.y);
  if (reach <= cornerLimit * Math.abs(distance)) return [x, y];
  return [a.x + a.dx * a.length, a.y + a.dy * a.length, b.x, b.y];
}

/**
 * The line beside `path` at a distance in metres, to the left of its direction or, below 0, to its right. Sections for which
 * there is no room inside a bend are left out. Null when nothing is left.
 */
export function parallelLine(path: ArrayLike<number>, distance: number): Float64Array | null {
  const sections = sectionsOf(path, distance);
  for (let at = 1; at + 1 < sections.length; ) {
    const [before, here, after] = [sections[at - 1]!, sections[at]!, sections[at + 1]!];
    const [start, end] = [meeting(here, before), meeting(here, after)];
    // The section would run backwards.
    if (start !== undefined && end !== undefined && end < start) {
      sections.splice(at, 1);
      if (at > 1) at--;
    } else at++;
  }
  const [first] = sections;
  const last = sections.at(-1);
  if (!first || !last) return null;
  const line = [first.x, first.y];
  for (let at = 0; at + 1 < sections.length; at++) line.push(...corners(sections[at]!, sections[at + 1]!, distance));
  line.push(last.x + last.dx * last.length, last.y + last.dy * last.length);
  return Float64Array.from(line);
}
