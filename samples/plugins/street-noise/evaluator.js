import {
  fillText,
  insufficient,
  notDefined,
  numberParameter,
  numbersOf,
  ok,
  PointGrid,
  ratio,
  textsOf,
} from 'cityloom';

/** Classes of streets in the order of the parameter `referenceLevels`. */
const classes = ['motorway', 'arterial', 'secondary', 'local'];

/** Distance for which the reference levels are given, and below which they no longer rise, m. */
const referenceMetres = 10;

/** Streets are looked at as points about this far apart, m: at 10 m the level is right to 0.3 dB. */
const stepMetres = 5;

/** Beyond this distance from every street, buildings stand in between, m. */
const screenedFrom = 30;

/** Points along the streets of one class. */
function pointsAlong(geometry, kinds, wanted) {
  const x = [];
  const y = [];
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let feature = 0; feature + 1 < featureOffsets.length; feature++) {
    if (kinds[feature] !== wanted) continue;
    const last = partOffsets[featureOffsets[feature + 1]];
    for (let line = partOffsets[featureOffsets[feature]]; line < last; line++) {
      for (let at = 2 * ringOffsets[line]; at + 3 < 2 * ringOffsets[line + 1]; at += 2) {
        const dx = coordinates[at + 2] - coordinates[at];
        const dy = coordinates[at + 3] - coordinates[at + 1];
        const pieces = Math.max(1, Math.ceil(Math.hypot(dx, dy) / stepMetres));
        for (let piece = 0; piece <= pieces; piece++) {
          x.push(coordinates[at] + (dx * piece) / pieces);
          y.push(coordinates[at + 1] + (dy * piece) / pieces);
        }
      }
    }
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}

/** Level of a line source at a distance: 3 dB less for each doubling, no more than at the reference distance. */
function levelAt(reference, metres) {
  return reference - 10 * Math.log10(Math.max(metres, referenceMetres) / referenceMetres);
}

/** Screening of street noise: the nearest street of each class, added up as energies. */
export function evaluate({ layers }, context) {
  const { parcel, street } = layers;
  const { parameters } = context;
  const reach = numberParameter(parameters, 'reach');
  const screening = numberParameter(parameters, 'screening');
  const levels = parameters.referenceLevels;
  const kinds = textsOf(street, 'class');
  const sources = classes.map((kind, at) => ({
    level: levels[at],
    points: new PointGrid(pointsAlong(street.geometry, kinds, kind), reach / 4),
  }));
  const unknown = kinds.filter((kind) => kind === null).length;
  if (unknown > 0) {
    const zh = '{count} 条道路没有等级，按没有噪声计。';
    const en = 'The class of {count|street|streets} is not known; they count as silent.';
    context.remark('warning', fillText(zh, en, { count: unknown }));
  }

  const residents = numbersOf(parcel, 'residents');
  const [x, y] = [numbersOf(parcel, 'point_x'), numbersOf(parcel, 'point_y')];
  const estimated = new Float64Array(residents.length).fill(Number.NaN);
  for (let row = 0; row < residents.length; row++) {
    if (row % 50 === 0) context.progress(row / residents.length);
    let energy = 0;
    let nearest = Number.POSITIVE_INFINITY;
    for (const { level, points } of sources) {
      const { distance } = points.nearest(x[row], y[row], reach);
      nearest = Math.min(nearest, distance);
      if (Number.isFinite(distance)) energy += 10 ** (levelAt(level, distance) / 10);
    }
    // No street within reach: quiet, by how much is not known.
    if (energy > 0) estimated[row] = 10 * Math.log10(energy) - (nearest > screenedFrom ? screening : 0);
  }

  let all = 0;
  let heard = 0;
  let weighted = 0;
  const above = { quietLimit: 0, streetLimit: 0 };
  for (let row = 0; row < residents.length; row++) {
    const people = residents[row];
    if (!(people > 0) || Number.isNaN(x[row])) continue;
    all += people;
    const level = estimated[row];
    if (Number.isNaN(level)) continue;
    heard += people;
    weighted += people * level;
    for (const limit of Object.keys(above)) if (level > numberParameter(parameters, limit)) above[limit] += people;
  }
  const nobody = ['没有居民', 'there are no residents'];
  const share = (people) =>
    kinds.length === unknown
      ? insufficient('没有道路等级', 'no class of any street is known')
      : ratio(100 * people, all, ...nobody);
  return {
    indicators: [
      { id: 'above-quiet', ...share(above.quietLimit) },
      { id: 'above-street', ...share(above.streetLimit) },
      {
        id: 'mean-level',
        ...(heard > 0 ? ok(weighted / heard) : notDefined('没有居民在道路附近', 'nobody lives near a street')),
      },
    ],
    features: [{ id: 'level', values: estimated }],
  };
}
