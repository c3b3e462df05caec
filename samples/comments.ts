import { commentTexts, endings, openings } from './comment-texts.ts';
import { Dice } from './dice.ts';
import type { Facility } from './facilities.ts';
import type { GreenSpace } from './green.ts';
import type { Network } from './network.ts';
import type { Parcel } from './parcels.ts';
import type { Community } from './people.ts';
import { centroid, contains, distance, lineDistance, type Point, snapped } from './plane.ts';
import type { TransitStop } from './transit.ts';

export interface Comment {
  readonly point: Point;
  readonly group: string;
  /** 1 against … 5 in favour. */
  readonly stance: number;
  readonly text: string;
  readonly topic: string;
  /** ISO 8601 dates. */
  readonly received: string;
  readonly answered: string | null;
  /** Null where there is no answer yet. */
  readonly adopted: boolean | null;
}

const wanted = 400;

const authors: readonly (readonly [group: string, weight: number])[] = [
  ['居民', 42],
  ['老年人', 16],
  ['学生家长', 13],
  ['青年', 10],
  ['商户', 8],
  ['企业职工', 6],
  ['村民', 3],
  ['残障人士', 2],
];

/** Days from the first of March 2024, as a date. */
function dateAfter(days: number): string {
  return new Date(Date.UTC(2024, 2, 1) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What there is around a comment, to be named in it. */
interface Surroundings {
  readonly parcels: readonly Parcel[];
  readonly communities: readonly Community[];
  readonly network: Network;
  readonly green: readonly GreenSpace[];
  readonly stops: readonly TransitStop[];
  readonly facilities: readonly Facility[];
}

function nearest<Item extends object>(items: readonly Item[], away: (item: Item) => number): Item {
  let best = items[0]!;
  let least = Infinity;
  for (const item of items) {
    const size = away(item);
    if (size >= least) continue;
    least = size;
    best = item;
  }
  return best;
}

/** Names for the blanks of a sentence, from what is nearest to `point`. */
function namesAround(point: Point, around: Surroundings): Readonly<Record<string, string>> {
  const { communities, network, green, stops, facilities } = around;
  const stations = stops.filter(({ mode }) => mode === 'metro');
  const parks = green.filter(({ kind, parcel }) => kind === 'park' && parcel.lot.area > 6000);
  const schools = facilities.filter(({ kind }) => kind === 'primary-school' || kind === 'middle-school');
  const near = network.streets.filter(
    ({ line: { kind }, points }) =>
      (kind === 'arterial' || kind === 'secondary' || kind === 'local') &&
      Math.min(distance(points[0]!, point), distance(points.at(-1)!, point)) < 700,
  );
  const own = communities.find(({ rings }) => rings.some((ring) => contains(ring, point))) ?? communities[0]!;
  return {
    station: nearest(stations, (stop) => distance(stop.point, point)).name.zh,
    park: nearest(parks, ({ ring }) => distance(centroid(ring), point)).name.zh,
    street: nearest(near, ({ points }) => lineDistance(points, point)).line.name.zh,
    community: own.name.zh,
    school: nearest(schools, (school) => distance(school.point, point)).name.zh,
  };
}

function fill(text: string, names: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, key: string) => names[key] ?? whole);
}

/** Public comments on the plans, located where their authors live or work; no two have the same text. */
export function commentsOf(around: Surroundings, seed: number): Comment[] {
  const dice = new Dice(seed, 'comments');
  const homes = around.parcels.filter(({ residents }) => residents > 20);
  const weights = homes.map((parcel) => [parcel, Math.sqrt(parcel.residents)] as const);
  const texts = new Set<string>();
  const comments: Comment[] = [];
  while (comments.length < wanted) {
    const parcel = dice.weighted(weights);
    const { topic, low, high, text } = dice.pick(commentTexts);
    const isOld = parcel.lot.district === 'old';
    if ((topic === '老街保护') !== isOld && dice.chance(topic === '老街保护' ? 0.85 : 0.3)) continue;
    const middle = centroid(parcel.lot.ring);
    const point = snapped([middle[0] + dice.between(-25, 25), middle[1] + dice.between(-25, 25)]);
    const names = namesAround(point, around);
    const group = parcel.lot.district === 'village' ? '村民' : dice.weighted(authors);
    const opening = dice.pick(openings.filter((choice) => choice.authors?.includes(group) ?? true));
    const whole = fill(opening.text + text + dice.pick(endings), names);
    if (texts.has(whole)) continue;
    texts.add(whole);
    const stance = dice.whole(low, high);
    const received = dice.whole(0, 213);
    const isAnswered = dice.chance(0.83);
    comments.push({
      point,
      group,
      stance,
      text: whole,
      topic,
      received: dateAfter(received),
      answered: isAnswered
        ? dateAfter(received + dice.whole(3, 21) + (dice.chance(0.3) ? dice.whole(5, 40) : 0))
        : null,
      adopted: isAnswered ? dice.chance(0.24 + 0.05 * stance) : null,
    });
  }
  return comments.sort((a, b) => (a.received < b.received ? -1 : a.received > b.received ? 1 : 0));
}
