import type { LocalText } from '#core/model/text.ts';
import { Dice } from './dice.ts';
import { cosine, sine } from './exact-math.ts';
import type { NetworkBuilder } from './network.ts';
import {
  add,
  centroid,
  contains,
  crossing,
  direction,
  distance,
  edgeDistance,
  left,
  mix,
  type Point,
  snapped,
} from './plane.ts';
import type { PlanLine } from './skeleton.ts';
import type { PlanFace, TownPlan } from './town-plan.ts';

function path(name: LocalText): PlanLine {
  return { kind: 'path', width: 3.5, name };
}

/** Directions in which the loop of a park is drawn. */
const loopDirections = 26;

/** How far the border of `ring` is from `centre` in direction `angle`. */
function reach(ring: readonly Point[], centre: Point, angle: number): number {
  const far = add(centre, [cosine(angle), sine(angle)], 5000);
  let nearest = 5000;
  for (let index = 0; index < ring.length; index++) {
    const shares = crossing(centre, far, ring[index]!, ring[(index + 1) % ring.length]!);
    if (shares) nearest = Math.min(nearest, shares[0] * 5000);
  }
  return nearest;
}

/** A loop through a park and ways from it to the streets around. */
function parkPaths(plan: TownPlan, builder: NetworkBuilder, face: PlanFace, dice: Dice): void {
  const ring = face.nodes.map((node) => plan.places[node]!);
  const centre = centroid(ring);
  if (!contains(ring, centre)) return;
  const name = face.park!.name;
  const line = path({ zh: `${name.zh}园路`, en: `${name.en} Path` });
  const phase = dice.between(0, 6);
  const loop: number[] = [];
  for (let step = 0; step < loopDirections; step++) {
    const angle = (2 * Math.PI * step) / loopDirections;
    const share = 0.68 + 0.07 * sine(3 * angle + phase) + 0.04 * sine(5 * angle + 2 * phase);
    const size = Math.min(420, reach(ring, centre, angle)) * share;
    loop.push(builder.addPlace(snapped(add(centre, [cosine(angle), sine(angle)], size))));
  }
  for (const [index, place] of loop.entries()) builder.join(place, loop[(index + 1) % loop.length]!, line);
  const gates: number[] = [];
  for (const isJunction of [true, false]) {
    for (const node of face.nodes) {
      if (gates.length >= 7 || !builder.isWalkable(node)) continue;
      if (isJunction && builder.links[node]!.size < 3) continue;
      const point = builder.places[node]!;
      if (gates.some((gate) => distance(builder.places[gate]!, point) < 170)) continue;
      gates.push(node);
      const nearest = loop.reduce((best, place) =>
        distance(builder.places[place]!, point) < distance(builder.places[best]!, point) ? place : best,
      );
      builder.join(node, nearest, line);
    }
  }
}

/** A promenade along the water's edge of a river bank, with ways up to the riverside road. */
function promenade(plan: TownPlan, builder: NetworkBuilder, face: PlanFace): void {
  const { graph, places } = plan;
  const count = face.nodes.length;
  const isShore = (index: number): boolean =>
    graph.lineOf(face.nodes[index % count]!, face.nodes[(index + 1) % count]!).kind === 'shore';
  const ring = face.nodes.map((node) => places[node]!);
  const start = face.nodes.findIndex((_, index) => isShore(index) && !isShore(index + count - 1));
  if (start < 0) return;
  const isNorth = graph.points[face.nodes[start]!]![1] > -750;
  const line = path(
    isNorth ? { zh: '北岸江堤步道', en: 'North Bank Promenade' } : { zh: '南岸江堤步道', en: 'South Bank Promenade' },
  );
  const walk: number[] = [];
  for (let step = 1; isShore(start + step); step++) {
    const index = (start + step) % count;
    const inward = left(direction(ring[(index + count - 1) % count]!, ring[(index + 1) % count]!));
    const point = snapped(add(ring[index]!, inward, 15));
    if (!contains(ring, point) || edgeDistance(ring, point) < 12) continue;
    if (walk.length > 0 && distance(builder.places[walk.at(-1)!]!, point) < 45) continue;
    walk.push(builder.addPlace(point));
  }
  if (walk.length < 2) return;
  for (let index = 0; index + 1 < walk.length; index++) builder.join(walk[index]!, walk[index + 1]!, line);
  const gates = face.nodes.filter((node) => builder.isWalkable(node) && builder.links[node]!.size > 0);
  let last: Point | undefined;
  for (const [index, place] of walk.entries()) {
    const point = builder.places[place]!;
    const isEnd = index === 0 || index === walk.length - 1;
    if (!isEnd && last && distance(last, point) < 260) continue;
    let best = -1;
    let least = Infinity;
    for (const node of gates) {
      const junction = builder.links[node]!.size > 2 ? 0.75 : 1;
      const away = distance(builder.places[node]!, point) * junction;
      if (away >= least || !contains(ring, mix(builder.places[node]!, point, 0.5))) continue;
      least = away;
      best = node;
    }
    if (best < 0 || least > 330) continue;
    builder.join(place, best, line);
    last = point;
  }
}

/** Footbridges over the ring road, between streets on its two sides, away from its crossings and from each other. */
function ringBridges(plan: TownPlan, builder: NetworkBuilder): void {
  const { graph, places } = plan;
  const isAt = (node: number, kind: string): boolean =>
    [...graph.links[node]!.values()].some((line) => graph.lines[line]!.kind === kind);
  const onRing = places.map((_, node) => node).filter((node) => isAt(node, 'motorway'));
  const crossings = onRing.filter((node) => graph.degree(node) > 2).map((node) => places[node]!);
  const local = places.map((_, node) => node).filter((node) => isAt(node, 'local') && graph.degree(node) > 2);
  const built: Point[] = [];
  for (const node of onRing) {
    const point = places[node]!;
    if (built.length >= 4 || crossings.some((other) => distance(other, point) < 240)) continue;
    if (built.some((other) => distance(other, point) < 1500)) continue;
    const near = local.filter((other) => distance(places[other]!, point) < 105);
    const side = (other: number): boolean => contains(plan.ring, graph.points[other]!);
    const inner = near.find(side);
    const outer = near.find((other) => !side(other));
    if (inner === undefined || outer === undefined || distance(places[inner]!, places[outer]!) > 165) continue;
    const number = built.push(point);
    builder.join(inner, outer, {
      kind: 'footbridge',
      width: 5,
      name: { zh: `环城${number}号天桥`, en: `Ring Footbridge ${number}` },
    });
  }
}

/** Adds the ways for walking alone: in parks, along the river and over the ring road. */
export function addPaths(plan: TownPlan, builder: NetworkBuilder, seed: number): void {
  const dice = new Dice(seed, 'paths');
  for (const face of plan.faces) {
    if (face.kind === 'park' && face.park) parkPaths(plan, builder, face, dice);
    else if (face.kind === 'bank') promenade(plan, builder, face);
  }
  ringBridges(plan, builder);
}
