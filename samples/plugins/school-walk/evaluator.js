import {
  countOf,
  fillText,
  insufficient,
  layerPoints,
  notDefined,
  numberParameter,
  numbersOf,
  ok,
  pickFeatures,
  ratio,
  textsOf,
  walkingFor,
} from 'cityloom';

/** How many times the walk is looked at, so that a detour has a number. */
const lookedAt = 4;

/** The streets that children may walk along: those below the least class of a main road. */
function calmStreets(street, mainFrom) {
  const main = mainFrom === 'secondary' ? ['motorway', 'arterial', 'secondary'] : ['motorway', 'arterial'];
  const kinds = textsOf(street, 'class');
  const rows = [...kinds.keys()].filter((row) => !main.includes(kinds[row]));
  const columns = Object.fromEntries(
    Object.entries(street.columns).map(([name, column]) => [
      name,
      column instanceof Float64Array ? Float64Array.from(rows, (row) => column[row]) : rows.map((row) => column[row]),
    ]),
  );
  return { ...street, ids: rows.map((row) => street.ids[row]), geometry: pickFeatures(street.geometry, rows), columns };
}

/** Walks to the nearest primary school with and without main roads. */
export function evaluate(snapshot, context) {
  const { parcel, facility, street } = snapshot.layers;
  const { parameters } = context;
  const kinds = textsOf(facility, 'kind');
  const rows = [...kinds.keys()].filter((row) => kinds[row] === 'primary-school');
  const residents = numbersOf(parcel, 'residents');
  const empty = { id: 'calm-streets', geometry: pickFeatures(street.geometry, []), columns: {} };
  const none = { id: 'calm-walk', values: new Float64Array(residents.length).fill(Number.NaN) };
  if (rows.length === 0) {
    const reason = insufficient('没有小学', 'there is no primary school');
    return {
      indicators: ['calm-share', 'any-share', 'detour'].map((id) => ({ id, ...reason })),
      features: [none],
      layers: [empty],
    };
  }
  const schools = layerPoints(facility, rows);
  const homes = { x: numbersOf(parcel, 'point_x'), y: numbersOf(parcel, 'point_y') };
  const walk = numberParameter(parameters, 'walk');
  const any = walkingFor(snapshot, homes, context).nearest(homes, schools, lookedAt * walk).metres;
  context.progress(0.5);

  const calm = calmStreets(street, parameters.mainFrom);
  let calmWalk = none.values.map(() => Number.POSITIVE_INFINITY);
  let ways = empty;
  if (countOf(calm) > 0) {
    // What it has to say about places far from every street was said for all streets.
    const silent = { parameters, remark: () => undefined };
    const walking = walkingFor({ ...snapshot, layers: { ...snapshot.layers, street: calm } }, homes, silent);
    calmWalk = walking.nearest(homes, schools, lookedAt * walk).metres;
    ways = { ...empty, geometry: walking.reachedStreets(schools, walk).lines };
  }
  context.progress(0.9);

  const sums = { all: 0, any: 0, calm: 0, anyMetres: 0, calmMetres: 0, cutOff: 0 };
  for (let row = 0; row < residents.length; row++) {
    const people = residents[row];
    if (!(people > 0) || Number.isNaN(any[row])) continue;
    sums.all += people;
    if (any[row] <= walk) sums.any += people;
    if (calmWalk[row] <= walk) sums.calm += people;
    if (!Number.isFinite(any[row])) continue;
    if (Number.isFinite(calmWalk[row])) {
      sums.anyMetres += people * any[row];
      sums.calmMetres += people * calmWalk[row];
    } else sums.cutOff += people;
  }
  if (sums.cutOff > 0) {
    const zh = '{people} 名居民只能沿干路到小学。';
    const en = '{people|resident reaches|residents reach} a school along main roads alone.';
    context.remark('warning', fillText(zh, en, { people: Math.round(sums.cutOff) }));
  }
  const nobody = ['没有居民', 'there are no residents'];
  const detour =
    sums.anyMetres > 0
      ? ok(sums.calmMetres / sums.anyMetres)
      : notDefined('没有居民两种走法都能到', 'nobody reaches a school both ways');
  return {
    indicators: [
      { id: 'calm-share', ...ratio(100 * sums.calm, sums.all, ...nobody) },
      { id: 'any-share', ...ratio(100 * sums.any, sums.all, ...nobody) },
      { id: 'detour', ...detour },
    ],
    features: [{ id: 'calm-walk', values: calmWalk.map((metres) => (Number.isFinite(metres) ? metres : Number.NaN)) }],
    layers: [ways],
  };
}
