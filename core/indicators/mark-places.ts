import { featureDistance } from '#core/geometry/feature-distance.ts';
import type { Box } from '#core/geometry/measure.ts';
import type { FeatureSlots, Shape } from './feature-slots.ts';
import { type LiveContext, nearGreenMetres, ringBounds } from './live-context.ts';
import { isOpenGreen, isRapid, type LiveFeatures, type ParcelPlace } from './live-features.ts';
import { noRing, type ParcelMarks } from './parcel-marks.ts';
import { boxAround, walkMetres, widened } from './walk-reach.ts';

/** What finds the parcels of a scenario by place. */
export interface PlaceFinder {
  readonly parcels: FeatureSlots;
  readonly marks: ParcelMarks;
  readonly place: (slot: number) => ParcelPlace;
}

/** Called before a mark of a parcel changes. */
type Opening = (slot: number) => void;

function isIn({ x, y }: ParcelPlace, box: Box): boolean {
  return x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY;
}

/** Parcels whose inner point is at most `metres` beyond one of the boxes, and `more`. */
export function parcelsNear(
  { parcels, place }: PlaceFinder,
  boxes: readonly Box[],
  metres: number,
  more: Iterable<number>,
): Set<number> {
  const found = new Set<number>();
  for (const slot of more) if (parcels.exists(slot)) found.add(slot);
  for (const box of boxes) {
    const wide = widened(box, metres);
    for (const slot of parcels.search(wide)) if (!found.has(slot) && isIn(place(slot), wide)) found.add(slot);
  }
  return found;
}

function boxOf({ geometry, feature }: Shape): Box {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const first = ringOffsets[partOffsets[featureOffsets[feature]!]!]!;
  const last = ringOffsets[partOffsets[featureOffsets[feature + 1]!]!]!;
  return boxAround(coordinates.subarray(2 * first, 2 * last));
}

/** Of more lost green than this share of the parcels it is cheaper to look at all green again. */
const manyShare = 1 / 8;

/**
 * Marks parcels near public green: those near what was gained; those near what was lost, and `moved` ones, are looked at
 * again. The answer depends on the green there is alone, not on how it came.
 */
export function markNearGreen(
  finder: PlaceFinder,
  features: LiveFeatures,
  gained: readonly Shape[],
  lost: readonly Box[],
  open: Opening,
  moved: ReadonlySet<number> = new Set(),
): void {
  const { parcels, marks, place } = finder;
  const doubtful = new Set<number>();
  for (const slot of moved) if (parcels.exists(slot)) doubtful.add(slot);
  for (const square of bySquares(lost)) {
    const wide = widened(square, nearGreenMetres);
    for (const slot of parcels.search(wide)) if (marks.nearGreen[slot] === 1) doubtful.add(slot);
  }
  if (doubtful.size > manyShare * parcels.count) {
    for (const slot of doubtful) {
      open(slot);
      marks.nearGreen[slot] = 0;
    }
    markGained(finder, allGreen(features, marks), open);
    return;
  }
  for (const slot of doubtful) {
    const near = isNearGreen(features, marks, place(slot)) ? 1 : 0;
    if (near === marks.nearGreen[slot]) continue;
    open(slot);
    marks.nearGreen[slot] = near;
  }
  markGained(finder, gained, open);
}

/** Boxes that begin in one square, by their place in the list, and the box around them. */
interface Square {
  readonly members: number[];
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** More squares than any city has from south to north. */
const squaresInRow = 2 ** 22;

/** Boxes by squares as wide as the distance that counts: what lies around them is looked for once for each square. */
function bySquares(boxes: readonly Box[]): Iterable<Square> {
  const squares = new Map<number, Square>();
  for (let at = 0; at < boxes.length; at++) {
    const { minX, minY, maxX, maxY } = boxes[at]!;
    const key = Math.floor(minX / nearGreenMetres) * squaresInRow + Math.floor(minY / nearGreenMetres);
    const square = squares.get(key);
    if (!square) {
      squares.set(key, { members: [at], minX, minY, maxX, maxY });
      continue;
    }
    square.members.push(at);
    if (minX < square.minX) square.minX = minX;
    if (minY < square.minY) square.minY = minY;
    if (maxX > square.maxX) square.maxX = maxX;
    if (maxY > square.maxY) square.maxY = maxY;
  }
  return squares.values();
}

function markGained({ parcels, marks, place }: PlaceFinder, gained: readonly Shape[], open: Opening): void {
  const boxes = gained.map((shape) => widened(boxOf(shape), nearGreenMetres));
  for (const square of bySquares(boxes)) {
    for (const slot of parcels.search(square)) {
      if (marks.nearGreen[slot] === 1) continue;
      const at = place(slot);
      const isNear = (member: number) => {
        if (!isIn(at, boxes[member]!)) return false;
        const { geometry, feature } = gained[member]!;
        return featureDistance(geometry, feature, at.x, at.y) <= nearGreenMetres;
      };
      if (!square.members.some(isNear)) continue;
      open(slot);
      marks.nearGreen[slot] = 1;
    }
  }
}

function allGreen({ parcels, greens }: LiveFeatures, marks: ParcelMarks): Shape[] {
  const shapes: Shape[] = [];
  for (let slot = 0; slot < parcels.count; slot++) if (marks.parkLand[slot] !== 0) shapes.push(parcels.shape(slot));
  for (let slot = 0; slot < (greens?.count ?? 0); slot++) {
    if (isOpenGreen(greens!, slot)) shapes.push(greens!.shape(slot));
  }
  return shapes;
}

function isNearGreen({ parcels, greens }: LiveFeatures, marks: ParcelMarks, { x, y }: ParcelPlace): boolean {
  if (Number.isNaN(x)) return false;
  const wide = widened({ minX: x, minY: y, maxX: x, maxY: y }, nearGreenMetres);
  const isNear = (features: FeatureSlots, slot: number) => {
    const { geometry, feature } = features.shape(slot);
    return featureDistance(geometry, feature, x, y) <= nearGreenMetres;
  };
  return (
    parcels.search(wide).some((slot) => marks.parkLand[slot] !== 0 && isNear(parcels, slot)) ||
    (greens?.search(wide).some((slot) => isOpenGreen(greens, slot) && isNear(greens, slot)) ?? false)
  );
}

/** Places of rapid transit, x and y in turn: all, or those whose box meets a box. */
function rapidPlaces(stops: FeatureSlots, box?: Box): Float64Array {
  const slots = box ? stops.search(box) : Array.from({ length: stops.count }, (_, slot) => slot);
  const places: number[] = [];
  // In their order, so that the same stops give the same walks.
  for (const slot of slots.sort((a, b) => a - b)) {
    if (!isRapid(stops, slot)) continue;
    const own = stops.box(slot);
    if (own) places.push((own.minX + own.maxX) / 2, (own.minY + own.maxY) / 2);
  }
  return Float64Array.from(places);
}

function boxOfParcels(slots: ReadonlySet<number>, place: PlaceFinder['place']): Box {
  const places = new Float64Array(2 * slots.size);
  let at = 0;
  for (const slot of slots) {
    const { x, y } = place(slot);
    places[at++] = x;
    places[at++] = y;
  }
  return boxAround(places);
}

/** Marks the rings that some parcels lie in: by their straight distance to the nearest stop of rapid transit. */
export function markRings(finder: PlaceFinder, stops: FeatureSlots, slots: ReadonlySet<number>, open: Opening): void {
  if (slots.size === 0) return;
  const { parcels, marks, place } = finder;
  const furthest = ringBounds.at(-1)!;
  const targets = rapidPlaces(stops, widened(boxOfParcels(slots, place), furthest));
  const rings = new Map<number, number>();
  for (let target = 0; target < targets.length; target += 2) {
    const [x, y] = [targets[target]!, targets[target + 1]!];
    for (const slot of parcels.search(widened({ minX: x, minY: y, maxX: x, maxY: y }, furthest))) {
      if (!slots.has(slot)) continue;
      const at = place(slot);
      const metres = Math.hypot(at.x - x, at.y - y);
      const ring = ringBounds.findIndex((bound) => metres <= bound);
      if (ring >= 0 && ring < (rings.get(slot) ?? noRing)) rings.set(slot, ring);
    }
  }
  for (const slot of slots) {
    const ring = rings.get(slot) ?? noRing;
    if (ring === marks.ring[slot]) continue;
    open(slot);
    marks.ring[slot] = ring;
  }
}

/** Parcels in squares this wide are walked from together, so that what lies apart costs no walks in between. */
const districtMetres = 4000;
/** Of more parcels than this the whole network is walked at once. */
const wholeNetwork = 20_000;

function districtsOf(slots: ReadonlySet<number>, place: PlaceFinder['place']): number[][] {
  if (slots.size > wholeNetwork) return [[...slots]];
  const districts = new Map<string, number[]>();
  for (const slot of slots) {
    const { x, y } = place(slot);
    const key = `${Math.floor(x / districtMetres)} ${Math.floor(y / districtMetres)}`;
    const district = districts.get(key);
    if (district) district.push(slot);
    else districts.set(key, [slot]);
  }
  return [...districts.values()];
}

/** Marks how far some parcels are on foot from rapid transit. */
export function markWalks(
  { marks, place }: PlaceFinder,
  features: LiveFeatures,
  slots: ReadonlySet<number>,
  context: LiveContext,
  open: Opening,
): void {
  const { stops, streets } = features;
  const { walkReach, crossings } = context;
  const hasStreets = streets !== undefined && streets.existing > 0;
  for (const district of districtsOf(slots, place)) {
    const points = new Float64Array(2 * district.length);
    for (const [at, slot] of district.entries()) {
      const { x, y } = place(slot);
      points[2 * at] = x;
      points[2 * at + 1] = y;
    }
    const targets = rapidPlaces(stops!, widened(boxAround(points), walkReach));
    const metres = walkMetres(points, targets, hasStreets ? streets : undefined, walkReach, crossings);
    for (const [at, slot] of district.entries()) {
      if (metres[at] === marks.walk[slot]) continue;
      open(slot);
      marks.walk[slot] = metres[at]!;
    }
  }
}
