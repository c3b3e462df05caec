import { ringArea } from '#core/geometry/measure.ts';
import { locateInRing } from '#core/geometry/point-in-polygon.ts';

/** One polygon out of a bag of rings: the place of its shell and of its holes in the list of rings. */
export interface RingGroup {
  readonly shell: number;
  readonly holes: number[];
}

interface Ring {
  readonly index: number;
  /** First and one past the last point. */
  readonly start: number;
  readonly end: number;
  readonly area: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

function describe(coordinates: Float64Array, index: number, start: number, end: number): Ring {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let point = start; point < end; point++) {
    const x = coordinates[2 * point]!;
    const y = coordinates[2 * point + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { index, start, end, area: Math.abs(ringArea(coordinates, start, end)), minX, minY, maxX, maxY };
}

/** Whether `hole` lies in `shell`, by the first of its points that is not on the shell's line. */
function contains(coordinates: Float64Array, shell: Ring, hole: Ring): boolean {
  if (hole.minX < shell.minX || hole.maxX > shell.maxX || hole.minY < shell.minY || hole.maxY > shell.maxY)
    return false;
  for (let point = hole.start; point < hole.end; point++) {
    const location = locateInRing(
      coordinates,
      shell.start,
      shell.end,
      coordinates[2 * point]!,
      coordinates[2 * point + 1]!,
    );
    if (location !== 0) return location > 0;
  }
  return hole.area < shell.area;
}

/**
 * For each of `holes` the smallest of `shells` it lies in. Sweeps from left to right and only looks at shells that reach
 * over the place, so that thousands of islands with lakes do not take millions of comparisons.
 */
function matchHoles(coordinates: Float64Array, shells: readonly Ring[], holes: readonly Ring[]): (Ring | undefined)[] {
  const order = [...holes.keys()].sort((a, b) => holes[a]!.minX - holes[b]!.minX);
  const waiting = [...shells].sort((a, b) => a.minX - b.minX);
  const found: (Ring | undefined)[] = holes.map(() => undefined);
  let active: Ring[] = [];
  let next = 0;
  for (const place of order) {
    const hole = holes[place]!;
    while (next < waiting.length && waiting[next]!.minX <= hole.minX) active.push(waiting[next++]!);
    active = active.filter((shell) => shell.maxX >= hole.minX);
    for (const shell of active) {
      const best = found[place];
      if ((!best || shell.area < best.area) && contains(coordinates, shell, hole)) found[place] = shell;
    }
  }
  return found;
}

/**
 * Sorts the rings of a shapefile's polygon into polygons. Clockwise rings are shells, the others holes of the smallest
 * shell around them. Holes in no shell are rings that run the wrong way: they become shells, and holes of each other where
 * one lies in the other; `turned` counts them.
 *
 * `ringStarts` has the first point of each ring and, at its end, the number of points.
 */
export function groupRings(
  coordinates: Float64Array,
  ringStarts: ArrayLike<number>,
): { readonly groups: readonly RingGroup[]; readonly turned: number } {
  const count = ringStarts.length - 1;
  if (count === 1) return { groups: [{ shell: 0, holes: [] }], turned: 0 };
  const shells: Ring[] = [];
  const holes: Ring[] = [];
  for (let index = 0; index < count; index++) {
    const start = ringStarts[index]!;
    const end = ringStarts[index + 1]!;
    const ring = describe(coordinates, index, start, end);
    (ringArea(coordinates, start, end) <= 0 ? shells : holes).push(ring);
  }
  const groups = new Map(shells.map(({ index }) => [index, { shell: index, holes: [] as number[] }]));
  const orphans: Ring[] = [];
  for (const [place, shell] of matchHoles(coordinates, shells, holes).entries()) {
    const hole = holes[place]!;
    if (shell) groups.get(shell.index)!.holes.push(hole.index);
    else orphans.push(hole);
  }
  // The larger first, so that a ring inside another finds it.
  const roots: Ring[] = [];
  for (const ring of orphans.sort((a, b) => b.area - a.area)) {
    const around = roots.find((root) => contains(coordinates, root, ring));
    if (around) groups.get(around.index)!.holes.push(ring.index);
    else {
      roots.push(ring);
      groups.set(ring.index, { shell: ring.index, holes: [] });
    }
  }
  return { groups: [...groups.values()].sort((a, b) => a.shell - b.shell), turned: orphans.length };
}
