import type { Dice } from './dice.ts';
import { type BuildingKind, rectangleRing, type Site } from './site.ts';

/** How rows of houses are laid on a site, in metres. */
interface Rows {
  readonly depth: number;
  readonly shortest: number;
  readonly longest: number;
  /** Between houses of a row. */
  readonly gap: number;
  /** Between rows. */
  readonly spacing: number;
  /** Chance that a house is left out. */
  readonly missing: number;
}

/** From which v to which v rows of houses are possible; undefined where no house has room. */
function rowRoom(site: Site, rows: Rows): readonly [number, number] | undefined {
  const box = site.box;
  const isRoom = (v: number): boolean => {
    const stretch = site.stretch(v, v + rows.depth);
    return stretch !== undefined && stretch[1] - stretch[0] >= rows.shortest;
  };
  let from = box.v + 0.1;
  while (from + rows.depth < box.v + box.depth && !isRoom(from)) from += 1.5;
  let to = box.v + box.depth - 0.1;
  while (to - rows.depth > from && !isRoom(to - rows.depth)) to -= 1.5;
  return to - from >= rows.depth && isRoom(from) ? [from, to] : undefined;
}

/** Where else a house may stand when something is in the way, m. */
const nudges = [
  [0, 0],
  [4, 0],
  [-4, 0],
  [0, 4],
  [0, -4],
  [9, 0],
  [-9, 0],
  [15, 0],
  [-15, 0],
] as const;

/** Fills the site with rows of houses; `kindOf` is asked for each. */
export function layRows(site: Site, rows: Rows, dice: Dice, kindOf: (row: number) => BuildingKind): void {
  if (site.isEmpty) return;
  const room = rowRoom(site, rows);
  if (!room) return;
  const [from, to] = room;
  const count = Math.floor((to - from + rows.spacing) / (rows.depth + rows.spacing));
  const step = count === 1 ? 0 : (to - from - rows.depth) / (count - 1);
  const start = count === 1 ? (from + to - rows.depth) / 2 : from;
  for (let row = 0; row < count; row++) {
    const v = start + row * step;
    const stretch = site.stretch(v, v + rows.depth);
    if (!stretch) continue;
    const size = stretch[1] - stretch[0];
    if (size < rows.shortest) continue;
    const wanted = dice.between(rows.shortest, (rows.shortest + rows.longest) / 2);
    const houses = Math.max(1, Math.floor((size + rows.gap) / (wanted + rows.gap)));
    const length = Math.min(rows.longest, (size - rows.gap * (houses - 1)) / houses);
    const gap = houses === 1 ? 0 : (size - houses * length) / (houses - 1);
    const first = houses === 1 ? stretch[0] + (size - length) * dice.between(0.2, 0.8) : stretch[0];
    for (let house = 0; house < houses; house++) {
      if (dice.chance(rows.missing)) continue;
      const width = length * dice.between(0.94, 1);
      const kind = kindOf(row);
      for (const [du, dv] of nudges) {
        const at = { u: first + house * (length + gap) + du, v: v + dv, width, depth: rows.depth };
        if (site.build(rectangleRing(at), kind, Math.min(6, rows.gap))) break;
      }
    }
  }
}

/** Point towers in a loose grid, every second row moved by half. */
export function layTowers(site: Site, size: number, apart: number, dice: Dice, kindOf: () => BuildingKind): void {
  if (site.isEmpty) return;
  const box = site.box;
  const rows = Math.max(1, Math.floor((box.depth - size) / apart) + 1);
  const columns = Math.max(1, Math.floor((box.width - size) / apart) + 1);
  const stepV = rows === 1 ? 0 : (box.depth - size) / (rows - 1);
  const stepU = columns === 1 ? 0 : (box.width - size) / (columns - 1);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const isShifted = row % 2 === 1 && columns > 1;
      if (isShifted && column === columns - 1) continue;
      const width = size * dice.between(1, 1.25);
      const u = columns === 1 ? box.u + (box.width - width) / 2 : box.u + (column + (isShifted ? 0.5 : 0)) * stepU;
      const v = rows === 1 ? box.v + (box.depth - size) / 2 : box.v + row * stepV;
      for (const nudge of [0, 4, -4, 9, -9]) {
        const outline = rectangleRing({
          u: Math.min(u + nudge, box.u + box.width - width),
          v,
          width,
          depth: size * 0.88,
        });
        if (site.build(outline, kindOf(), 16)) break;
      }
    }
  }
}

/** One storey-stepped row of shops along the edge of the site that looks towards `front` (u and v of a point outside). */
export function layShops(site: Site, front: readonly [number, number], depth: number, kind: BuildingKind): void {
  if (site.isEmpty) return;
  const box = site.box;
  const [u, v] = front;
  const isAcross = Math.abs(v) / box.depth > Math.abs(u) / box.width;
  if (isAcross) {
    for (const offset of [0, 3, 7, 12]) {
      const at = v > 0 ? box.v + box.depth - depth - offset : box.v + offset;
      const stretch = site.stretch(at, at + depth);
      if (!stretch || stretch[1] - stretch[0] < 0.55 * box.width) continue;
      if (site.build(rectangleRing({ u: stretch[0], v: at, width: stretch[1] - stretch[0], depth }), kind, 4)) return;
    }
    return;
  }
  for (const offset of [0, 3, 7, 12]) {
    for (const share of [0.96, 0.84, 0.7, 0.55]) {
      const at = u > 0 ? box.u + box.width - depth - offset : box.u + offset;
      const size = share * box.depth;
      const outline = rectangleRing({ u: at, v: box.v + (box.depth - size) / 2, width: depth, depth: size });
      if (site.build(outline, kind, 4)) return;
    }
  }
}

/** Small houses wherever the rows have left room, at most `most` of them. */
export function fillRoom(
  site: Site,
  width: number,
  depth: number,
  margin: number,
  most: number,
  kindOf: () => BuildingKind,
): void {
  if (site.isEmpty) return;
  const box = site.box;
  let built = 0;
  for (let v = box.v; v + depth <= box.v + box.depth && built < most; v += 3.5) {
    for (let u = box.u; u + width <= box.u + box.width && built < most; u += 4) {
      if (site.build(rectangleRing({ u, v, width, depth }), kindOf(), margin)) {
        built++;
        u += width;
      }
    }
  }
}

/** Low houses side by side in short rows with lanes between, some around a courtyard. */
export function layOldHouses(site: Site, dice: Dice, kindOf: () => BuildingKind): void {
  if (site.isEmpty) return;
  const box = site.box;
  const courts = box.width > 44 && box.depth > 34 && dice.chance(0.4) ? 1 : 0;
  for (let court = 0; court < courts; court++) {
    const [width, depth] = [dice.between(21, 27), dice.between(19, 24)];
    const u = box.u + (box.width - width) * dice.between(0.1, 0.9);
    const v = box.v + (box.depth - depth) * dice.between(0.2, 0.8);
    const hole = rectangleRing({ u: u + 6.5, v: v + 6, width: width - 13, depth: depth - 12 });
    site.build(rectangleRing({ u, v, width, depth }), { ...kindOf(), floors: dice.whole(1, 2) }, 3, [hole]);
  }
  const rows = { depth: 10, shortest: 12, longest: 26, gap: 3, spacing: 5.2, missing: 0.07 };
  layRows(site, rows, dice, kindOf);
  fillRoom(site, dice.between(11, 15), 9.5, 3.2, 6, kindOf);
}

/** Detached houses in a loose grid. */
export function layHouses(
  site: Site,
  size: number,
  apartU: number,
  apartV: number,
  dice: Dice,
  kindOf: () => BuildingKind,
): void {
  if (site.isEmpty) return;
  const box = site.box;
  for (let v = box.v; v + size <= box.v + box.depth; v += size + apartV) {
    const stretch = site.stretch(v, v + size);
    if (!stretch) continue;
    for (let u = stretch[0]; u + size <= stretch[1]; u += size + apartU) {
      if (dice.chance(0.06)) continue;
      const width = size * dice.between(0.86, 1.08);
      site.build(
        rectangleRing({ u, v: v + dice.between(0, 0.8), width, depth: size * dice.between(0.84, 0.93) }),
        kindOf(),
        1.6,
      );
    }
  }
}
