import type { LocalText } from '#core/model/text.ts';
import { Dice } from './dice.ts';
import { cosine, sine } from './exact-math.ts';
import type { Lot } from './lots.ts';
import { outlineOf } from './outline.ts';
import { add, boxOf, centroid, contains, edgeDistance, type Point, type Ring, ringArea, snapped } from './plane.ts';
import type { TownPlan } from './town-plan.ts';

export interface WaterBody {
  readonly name: LocalText;
  readonly kind: 'river' | 'creek' | 'pond' | 'fishpond';
  readonly ring: Ring;
}

/** The point of a grid over the ring that lies deepest inside. */
export function deepestPoint(ring: Ring): { readonly point: Point; readonly depth: number } {
  const box = boxOf(ring);
  let best = { point: centroid(ring), depth: 0 };
  for (let row = 1; row < 14; row++) {
    for (let column = 1; column < 14; column++) {
      const x = box.left + ((box.right - box.left) * column) / 14;
      const y = box.bottom + ((box.top - box.bottom) * row) / 14;
      if (!contains(ring, [x, y])) continue;
      const depth = edgeDistance(ring, [x, y]);
      if (depth > best.depth) best = { point: [x, y], depth };
    }
  }
  return best;
}

/** A pond with a soft outline of about `area` m2 around `centre`, longer along `turn` (radians). */
function pondRing(centre: Point, area: number, turn: number, dice: Dice): Point[] {
  const radius = Math.sqrt(area / 3.3);
  const phases = [dice.between(0, 6), dice.between(0, 6), dice.between(0, 6)] as const;
  const points: Point[] = [];
  for (let step = 0; step < 36; step++) {
    const angle = (Math.PI * step) / 18;
    const size =
      radius *
      (1 + 0.2 * sine(2 * angle + phases[0]) + 0.13 * sine(3 * angle + phases[1]) + 0.06 * sine(5 * angle + phases[2]));
    const [u, v] = [1.25 * size * cosine(angle), 0.8 * size * sine(angle)];
    points.push(snapped(add(centre, [u * cosine(turn) - v * sine(turn), u * sine(turn) + v * cosine(turn)])));
  }
  return points;
}

function pondIn(ring: Ring, area: number, margin: number, dice: Dice, centre?: Point): Ring | undefined {
  const point = centre ?? deepestPoint(ring).point;
  for (let share = 1; share > 0.15; share *= 0.8) {
    const pond = pondRing(point, area * share, dice.between(0, 3.1), dice);
    if (pond.every((corner) => contains(ring, corner) && edgeDistance(ring, corner) > margin)) return pond;
  }
  return undefined;
}

/** River, creek, and the ponds in parks, wetland and fields. */
export function waterBodies(plan: TownPlan, lots: readonly Lot[], seed: number): WaterBody[] {
  const dice = new Dice(seed, 'water');
  const bodies: WaterBody[] = [];
  const riverFaces = plan.faces.filter(({ kind }) => kind === 'river');
  const creekFaces = plan.faces.filter(({ kind }) => kind === 'creek');
  for (const ring of outlineOf(riverFaces, plan))
    bodies.push({ name: { zh: '临江', en: 'Lin River' }, kind: 'river', ring });
  for (const ring of outlineOf(creekFaces, plan))
    bodies.push({ name: { zh: '青溪', en: 'Qing Creek' }, kind: 'creek', ring });
  for (const lot of lots) {
    const { park, kind } = lot.block.plan;
    if (park) {
      // In the middle, where the loop of the park's paths leaves room.
      const pond = pondIn(lot.ring, park.pond * lot.area, 22, dice, centroid(lot.ring));
      const isLake = park.pond > 0.2;
      const name = isLake
        ? { zh: park.name.zh.replace('公园', ''), en: `${park.name.en.replace(' Park', '')} Lake` }
        : { zh: `${park.name.zh}水面`, en: `${park.name.en} Pond` };
      if (pond && ringArea(pond) > 400) bodies.push({ name, kind: 'pond', ring: pond });
    } else if (kind === 'bank' && lot.block.middle[1] < -750 && deepestPoint(lot.ring).depth > 62) {
      const pond = pondIn(lot.ring, 0.3 * lot.area, 20, dice);
      if (pond) bodies.push({ name: { zh: '江湾湿地水面', en: 'Jiangwan Wetland Pond' }, kind: 'pond', ring: pond });
    } else if (lot.code === 'E2' && lot.area > 15_000 && dice.chance(0.08)) {
      const pond = pondIn(lot.ring, 0.14 * lot.area, 18, dice);
      if (pond) bodies.push({ name: { zh: '鱼塘', en: 'Fishpond' }, kind: 'fishpond', ring: pond });
    }
  }
  return bodies;
}
