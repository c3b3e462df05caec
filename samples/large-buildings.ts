import type { Dice } from './dice.ts';
import { cosine, sine } from './exact-math.ts';
import type { Point } from './plane.ts';
import { type BuildingKind, type Rectangle, rectangleRing, type Site } from './site.ts';

const shares = [1, 0.94, 0.88, 0.8, 0.72, 0.64, 0.56, 0.48, 0.4];

/** About the largest free rectangle inside `frame`, no larger than `width` × `depth` and not thinner than one to four. */
function roomIn(site: Site, frame: Rectangle, width: number, depth: number, margin: number): Rectangle | undefined {
  let best: Rectangle | undefined;
  for (const share of shares) {
    const size = Math.min(frame.depth, depth) * share;
    for (let step = 0; step <= 8; step++) {
      const v = frame.v + (frame.depth - size) * (0.5 + (step % 2 === 0 ? step : -step - 1) / 16);
      const stretch = site.stretch(v, v + size);
      if (!stretch) continue;
      const low = Math.max(stretch[0], frame.u);
      const high = Math.min(stretch[1], frame.u + frame.width);
      const wide = Math.min(width, high - low);
      if (wide < size / 4 || size < wide / 4.5 || (best && wide * size <= 1.01 * best.width * best.depth)) continue;
      const rectangle = { u: (low + high - wide) / 2, v, width: wide, depth: size };
      if (site.fits(rectangleRing(rectangle), margin)) best = rectangle;
    }
  }
  return best;
}

/** Divides the site into `columns` × `rows` fields and puts a hall on each that has room for one. */
export function layHalls(
  site: Site,
  columns: number,
  rows: number,
  gap: number,
  smallest: number,
  kindOf: () => BuildingKind,
): void {
  if (site.isEmpty) return;
  const box = site.box;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const field = {
        u: box.u + (column * box.width) / columns + (column > 0 ? gap / 2 : 0),
        v: box.v + (row * box.depth) / rows + (row > 0 ? gap / 2 : 0),
        width: box.width / columns - (columns > 1 ? (gap * (columns - 1)) / columns : 0),
        depth: box.depth / rows - (rows > 1 ? (gap * (rows - 1)) / rows : 0),
      };
      const room = roomIn(site, field, Infinity, Infinity, gap * 0.8);
      if (room && room.width > smallest && room.depth > smallest * 0.6)
        site.build(rectangleRing(room), kindOf(), gap * 0.8);
    }
  }
}

interface PodiumPlan {
  /** Share of the building field that the podium covers in each direction. */
  readonly share: number;
  readonly podium: BuildingKind;
  readonly towers: readonly BuildingKind[];
  readonly towerWidth: number;
  readonly towerDepth: number;
}

/** A podium with towers standing in it: the podium has a hole where a tower stands, so that no floor is counted twice. */
export function layPodium(site: Site, plan: PodiumPlan): boolean {
  if (site.isEmpty) return false;
  const box = site.box;
  const room = roomIn(site, box, box.width * plan.share, box.depth * plan.share, 4);
  if (!room) return false;
  const holes: Point[][] = [];
  const count = plan.towers.length;
  const isAlong = room.width >= room.depth;
  for (let tower = 0; tower < count; tower++) {
    const width = Math.min(plan.towerWidth, (isAlong ? room.width / count : room.width) - 7);
    const depth = Math.min(plan.towerDepth, (isAlong ? room.depth : room.depth / count) - 7);
    if (width < 13 || depth < 13) break;
    const u = isAlong
      ? room.u + (room.width * (tower + 0.5)) / count - width / 2
      : room.u + 3.5 + (room.width - width - 7) * (tower % 2);
    const v = isAlong
      ? room.v + 3.5 + (room.depth - depth - 7) * (tower % 2)
      : room.v + (room.depth * (tower + 0.5)) / count - depth / 2;
    holes.push(rectangleRing({ u, v, width, depth }));
  }
  if (!site.build(rectangleRing(room), plan.podium, 4, holes)) return false;
  for (const [tower, hole] of holes.entries()) site.addBuilding(hole, plan.towers[tower]!);
  return true;
}

/** A spine with wings at right angles, as schools and hospitals have them: `wings` 1 is an L, 2 a U, 3 an E. */
function combRing(at: Rectangle, spine: number, wing: number, wings: number): Point[] {
  const { u, v, width, depth } = at;
  const points: Point[] = [
    [u, v + depth],
    [u, v],
  ];
  for (let index = 0; index < wings; index++) {
    const from = wings === 1 ? u : u + ((width - wing) * index) / (wings - 1);
    if (index > 0) points.push([from, v + depth - spine], [from, v]);
    points.push([from + wing, v], [from + wing, v + depth - spine]);
  }
  if (wings === 1) points.push([u + width, v + depth - spine]);
  else points.pop();
  points.push([u + width, v + depth]);
  return points;
}

/** A comb-shaped house in the northern (or, `isSouth`, southern) part of the site. */
export function layComb(
  site: Site,
  width: number,
  depth: number,
  wings: number,
  kind: BuildingKind,
  share = 0.6,
): boolean {
  if (site.isEmpty) return false;
  const box = site.box;
  const part = { u: box.u, v: box.v + box.depth * (1 - share), width: box.width, depth: box.depth * share };
  const room = roomIn(site, part, width, depth, 5);
  if (!room || room.width < 24 || room.depth < 20) return false;
  const wing = Math.min(14, room.width / (wings + 1.2));
  return site.build(combRing(room, Math.min(13, room.depth * 0.42), wing, wings), kind, 5);
}

/** A ring of stands around a field. */
export function layStadium(site: Site, kind: BuildingKind): boolean {
  if (site.isEmpty) return false;
  const box = site.box;
  const room = roomIn(site, { ...box, width: box.width * 0.7 }, 150, 110, 8);
  if (!room || room.width < 60 || room.depth < 45) return false;
  const oval = (shrink: number): Point[] =>
    Array.from({ length: 28 }, (_, index) => {
      const angle = (index * Math.PI) / 14;
      return [
        room.u + room.width / 2 + (room.width / 2 - shrink) * cosine(angle),
        room.v + room.depth / 2 + (room.depth / 2 - shrink) * sine(angle),
      ];
    });
  return site.build(oval(0), kind, 8, [oval(Math.min(16, room.depth * 0.2))]);
}

/** Free-standing blocks of a park of offices or a campus, in a loose grid. */
export function layPavilions(
  site: Site,
  width: number,
  depth: number,
  apart: number,
  dice: Dice,
  kindOf: () => BuildingKind,
): void {
  if (site.isEmpty) return;
  const box = site.box;
  const columns = Math.max(1, Math.floor((box.width + apart) / (width + apart)));
  const rows = Math.max(1, Math.floor((box.depth + apart) / (depth + apart)));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (dice.chance(0.16)) continue;
      const [fieldWidth, fieldDepth] = [box.width / columns, box.depth / rows];
      const isL = dice.chance(0.34);
      const size = { width: width * dice.between(0.72, 1), depth: depth * (isL ? 1 : dice.between(0.5, 0.75)) };
      const at = {
        u: box.u + column * fieldWidth + (fieldWidth - size.width) * dice.between(0.3, 0.7),
        v: box.v + row * fieldDepth + (fieldDepth - size.depth) * dice.between(0.3, 0.7),
        ...size,
      };
      const outline = isL ? combRing(at, at.depth * 0.4, at.width * 0.34, 1) : rectangleRing(at);
      site.build(outline, kindOf(), apart * 0.6);
    }
  }
}
