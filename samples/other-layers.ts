import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LocalText } from '#core/model/text.ts';
import type { Comment } from './comments.ts';
import { Dice } from './dice.ts';
import type { Facility } from './facilities.ts';
import type { Network, Street } from './network.ts';
import type { Observation } from './observations.ts';
import { pointAlong } from './plane.ts';
import type { RainDay } from './rainfall.ts';
import { extra, known, type Shape, tableOf } from './tables.ts';
import type { TransitLine, TransitStop } from './transit.ts';
import type { Tree } from './trees.ts';

const speeds: Readonly<Record<Street['line']['kind'], number>> = {
  motorway: 80,
  arterial: 60,
  secondary: 40,
  local: 30,
  path: 5,
  footbridge: 5,
};

/** The ring road has a name for each quarter of the compass. */
function streetName({ line, points, length }: Street): LocalText {
  if (line.kind !== 'motorway') return line.name;
  const [x, y] = pointAlong(points, length / 2).point;
  if (Math.abs(y + 50) > 0.82 * Math.abs(x)) {
    return y > -50 ? { zh: '环城北路', en: 'North Ring Road' } : { zh: '环城南路', en: 'South Ring Road' };
  }
  return x > 0 ? { zh: '环城东路', en: 'East Ring Road' } : { zh: '环城西路', en: 'West Ring Road' };
}

function isForCars({ line }: Street): boolean {
  return line.kind !== 'path' && line.kind !== 'footbridge';
}

export function streetTable(network: Network, seed: number): FeatureTable {
  const dice = new Dice(seed, 'one-way streets');
  // Narrow side streets only, by name: the whole street runs one way.
  const oneway = new Map<string, boolean>();
  for (const { line } of network.streets) {
    if (line.kind === 'local' && !oneway.has(line.name.zh))
      oneway.set(line.name.zh, line.width <= 12 && dice.chance(0.14));
  }
  return tableOf<Street>(
    'streets',
    'line',
    network.streets,
    ({ points }) => [[points]],
    [
      known('street', 'name', (street) => streetName(street).zh),
      extra('name_en', 'text', (street) => streetName(street).en),
      known('street', 'class', ({ line }) => line.kind),
      known('street', 'speed', ({ line }) => (line.kind === 'local' && line.width < 10 ? 20 : speeds[line.kind])),
      known('street', 'walkable', ({ line }) => line.kind !== 'motorway'),
      known('street', 'cyclable', ({ line }) => line.kind !== 'motorway' && line.kind !== 'footbridge'),
      known('street', 'oneway', (street) => isForCars(street) && (oneway.get(street.line.name.zh) ?? false)),
      known('street', 'width', ({ line }) => line.width),
    ],
    seed,
  );
}

const at = ({ point }: { readonly point: Comment['point'] }): Shape => [[[point]]];

export function stopTable(stops: readonly TransitStop[], seed: number): FeatureTable {
  return tableOf<TransitStop>(
    'transit stops',
    'point',
    stops,
    at,
    [
      known('transit-stop', 'name', ({ name }) => name.zh),
      extra('name_en', 'text', ({ name }) => name.en),
      known('transit-stop', 'mode', ({ mode }) => mode),
      known('transit-stop', 'high_capacity', ({ mode }) => mode === 'metro'),
      known('transit-stop', 'lines', ({ lines }) => lines.join(';')),
      known('transit-stop', 'headway', ({ headway }) => headway),
    ],
    seed,
  );
}

export function lineTable(lines: readonly TransitLine[], seed: number): FeatureTable {
  return tableOf<TransitLine>(
    'transit lines',
    'line',
    lines,
    ({ points }) => [[points]],
    [
      known('transit-line', 'name', ({ name }) => name.zh),
      extra('name_en', 'text', ({ name }) => name.en),
      known('transit-line', 'mode', ({ mode }) => mode),
    ],
    seed,
  );
}

export function facilityTable(facilities: readonly Facility[], seed: number): FeatureTable {
  return tableOf<Facility>(
    'facilities',
    'point',
    facilities,
    at,
    [
      known('facility', 'name', ({ name }) => name.zh),
      extra('name_en', 'text', ({ name }) => name.en),
      known('facility', 'kind', ({ kind }) => kind),
      known('facility', 'capacity', ({ capacity }) => capacity),
      extra('capacity_unit', 'text', ({ unit }) => unit),
    ],
    seed,
  );
}

export function treeTable(trees: readonly Tree[], seed: number): FeatureTable {
  return tableOf<Tree>(
    'trees',
    'point',
    trees,
    at,
    [
      known('tree', 'height', ({ height }) => height),
      known('tree', 'crown_diameter', ({ crown }) => crown),
      extra('species', 'text', ({ species }) => species),
      extra('place', 'text', ({ place }) => place),
    ],
    seed,
  );
}

export function rainTable(days: readonly RainDay[], seed: number): FeatureTable {
  return tableOf<RainDay>(
    'rainfall',
    'none',
    days,
    () => [],
    [
      known('rainfall', 'date', ({ date }) => date),
      known('rainfall', 'depth', ({ depth }) => depth),
      known('rainfall', 'snow', ({ isSnow }) => isSnow),
    ],
    seed,
  );
}

export function observationTable(observations: readonly Observation[], seed: number): FeatureTable {
  return tableOf<Observation>(
    'observations',
    'point',
    observations,
    at,
    [
      known('observation', 'station', ({ station }) => station),
      known('observation', 'time', ({ time }) => time),
      known('observation', 'quantity', ({ quantity }) => quantity),
      known('observation', 'value', ({ value }) => value),
      known('observation', 'unit', ({ unit }) => unit),
    ],
    seed,
  );
}

export function commentTable(comments: readonly Comment[], seed: number): FeatureTable {
  return tableOf<Comment>(
    'comments',
    'point',
    comments,
    at,
    [
      known('comment', 'group', ({ group }) => group),
      known('comment', 'stance', ({ stance }) => stance),
      known('comment', 'text', ({ text }) => text),
      known('comment', 'topic', ({ topic }) => topic),
      known('comment', 'received', ({ received }) => received),
      known('comment', 'answered', ({ answered }) => answered),
      known('comment', 'adopted', ({ adopted }) => adopted),
    ],
    seed,
  );
}
