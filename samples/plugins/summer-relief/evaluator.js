import {
  copyFeature,
  countOf,
  featureAreas,
  GeometryPacker,
  insufficient,
  notDefined,
  numberParameter,
  numbersOf,
  ok,
  ratio,
  straightWalking,
  walkingFor,
  walkToAreas,
} from 'cityloom';

/** Green spaces open to the public and water of at least the smallest area, touching ones taken together. */
function coolPlaces({ layers }, context) {
  const green = layers['green-space'];
  const { water } = layers;
  const isPublic = numbersOf(green, 'public');
  const taken = new GeometryPacker('polygon');
  for (let row = 0; row < countOf(green); row++) if (isPublic[row] !== 0) copyFeature(taken, green.geometry, row);
  for (let row = 0; row < countOf(water); row++) copyFeature(taken, water.geometry, row);
  const gathered = taken.finish();
  const places = new GeometryPacker('polygon');
  const hectares = [];
  if (gathered.featureOffsets.length <= 1) return { places: places.finish(), hectares };
  // One feature of many parts; each part is a place of its own.
  const whole = context.geometry.dissolve(gathered);
  const parts = new GeometryPacker('polygon');
  const { coordinates, ringOffsets, partOffsets } = whole;
  for (let part = 0; part + 1 < partOffsets.length; part++) {
    const rings = [];
    for (let ring = partOffsets[part]; ring < partOffsets[part + 1]; ring++) {
      rings.push(coordinates.slice(2 * ringOffsets[ring], 2 * ringOffsets[ring + 1]));
    }
    parts.addFeature([rings]);
  }
  const single = parts.finish();
  const least = numberParameter(context.parameters, 'leastArea');
  for (const [part, squareMetres] of featureAreas(single).entries()) {
    if (squareMetres < 10_000 * least) continue;
    copyFeature(places, single, part);
    hectares.push(squareMetres / 10_000);
  }
  return { places: places.finish(), hectares };
}

/** Reach of parks and water in hot weather. */
export function evaluate(snapshot, context) {
  const { parcel, water } = snapshot.layers;
  const { parameters } = context;
  const residents = numbersOf(parcel, 'residents');
  const points = { x: numbersOf(parcel, 'point_x'), y: numbersOf(parcel, 'point_y') };
  const { places, hectares } = coolPlaces(snapshot, context);
  const layer = { id: 'cool-places', geometry: places, columns: { hectares: Float64Array.from(hectares) } };
  const none = new Float64Array(residents.length).fill(Number.NaN);
  const hasLayers = snapshot.layers['green-space'] !== undefined || water !== undefined;
  if (!hasLayers || hectares.length === 0) {
    const reason = hasLayers
      ? notDefined('没有够大的公园或水域', 'no park or water is large enough')
      : insufficient('没有绿地图层，也没有水域图层', 'there is neither a layer of green spaces nor one of water');
    return {
      indicators: ['within-walk', 'mean-walk', 'cooling'].map((id) => ({ id, ...reason })),
      features: ['walk', 'cooling'].map((id) => ({ id, values: none })),
      layers: [layer],
    };
  }
  context.progress(0.1);
  const walk = numberParameter(parameters, 'walk');
  const furthest = 5 * walk;
  const onFoot = walkToAreas(points, places, walkingFor(snapshot, points, context), furthest);
  context.progress(0.7);
  const straight = walkToAreas(points, places, straightWalking, 20 * numberParameter(parameters, 'coolDistance'));
  const fades = numberParameter(parameters, 'coolDistance');
  const cooling = straight.map((metres) => Math.exp(-metres / fades));

  let all = 0;
  let near = 0;
  let metres = 0;
  let cooled = 0;
  for (let row = 0; row < residents.length; row++) {
    const people = residents[row];
    if (!(people > 0) || Number.isNaN(onFoot[row])) continue;
    all += people;
    if (onFoot[row] <= walk) near += people;
    // Out of reach counts as the furthest walk that was looked at.
    metres += people * Math.min(onFoot[row], furthest);
    cooled += people * cooling[row];
  }
  const nobody = ['没有居民', 'there are no residents'];
  return {
    indicators: [
      { id: 'within-walk', ...ratio(100 * near, all, ...nobody) },
      { id: 'mean-walk', ...(all > 0 ? ok(metres / all) : notDefined(...nobody)) },
      { id: 'cooling', ...ratio(cooled, all, ...nobody) },
    ],
    features: [
      { id: 'walk', values: onFoot.map((value) => (Number.isFinite(value) ? value : Number.NaN)) },
      { id: 'cooling', values: cooling },
    ],
    layers: [layer],
  };
}
