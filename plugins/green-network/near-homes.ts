import {
  countOf,
  type EvaluatorContext,
  IndicatorList,
  insufficient,
  numberParameter,
  numbersOf,
  type Points,
  publicGreen,
  representativePoints,
  ruleOfThree,
  type Snapshot,
  textsOf,
  visibleTrees,
  type Walking,
  walkToAreas,
} from '#sdk';
import { type Canopy, coverAround } from './canopy.ts';
import { asPercent } from './percent.ts';
import { selectGreen } from './public-green.ts';
import type { Trees } from './trees.ts';

/** Where people live: residential buildings, or, where there are none, parcels with residents. */
function homesOf(snapshot: Snapshot): {
  readonly role: 'building' | 'parcel';
  readonly rows: readonly number[];
  readonly places: Points;
} {
  const { building, parcel } = snapshot.layers;
  const uses = textsOf(building, 'use');
  if (building && countOf(building) > 0) {
    const points = representativePoints(building.geometry);
    const rows: number[] = [];
    for (let row = 0; row < countOf(building); row++) {
      if (uses[row] === 'residential' || uses[row] === null) rows.push(row);
    }
    if (rows.length > 0) {
      const x = Float64Array.from(rows, (row) => points[2 * row]!);
      return { role: 'building', rows, places: { x, y: Float64Array.from(rows, (row) => points[2 * row + 1]!) } };
    }
  }
  const residents = numbersOf(parcel, 'residents');
  const rows = Array.from({ length: countOf(parcel!) }, (_, row) => row).filter((row) => residents[row]! > 0);
  const [x, y] = [numbersOf(parcel, 'point_x'), numbersOf(parcel, 'point_y')];
  return {
    role: 'parcel',
    rows,
    places: { x: Float64Array.from(rows, (row) => x[row]!), y: Float64Array.from(rows, (row) => y[row]!) },
  };
}

/** 3-30-300: scores by building, and the shares of homes that pass. Without trees only the 300 m are known. */
export function measureNearHomes(
  snapshot: Snapshot,
  trees: Trees | undefined,
  canopy: Canopy | undefined,
  walking: Walking,
  list: IndicatorList,
  context: EvaluatorContext,
): Float64Array {
  const { parameters } = context;
  const parameter = (name: string) => numberParameter(parameters, name);
  const { role, rows, places } = homesOf(snapshot);
  const unknown = () => new Float64Array(rows.length).fill(Number.NaN);
  const open = publicGreen(snapshot.layers['green-space'], snapshot.layers.parcel!);
  const wanted = parameter('accessMinimumArea');
  const large = selectGreen(open, (row) => open.areas[row]! >= wanted);
  const limit = parameter('accessDistance');
  const result = ruleOfThree(
    {
      visibleTrees: trees
        ? visibleTrees(
            places,
            { x: trees.x, y: trees.y, crownSquareMetres: trees.crownAreas },
            parameter('viewRadius'),
            parameter('crownArea'),
          )
        : unknown(),
      canopyShare: canopy ? coverAround(canopy, places, parameter('canopyRadius')) : unknown(),
      greenMetres: walkToAreas(places, large.geometry, walking, limit),
    },
    undefined,
    { trees: parameter('visibleTrees'), canopy: parameter('canopyShare') / 100, metres: limit },
  );
  const noTrees = insufficient('没有树木图层', 'there is no layer of trees');
  list.set('homes-3-trees', trees ? asPercent(result.trees) : noTrees);
  list.set('homes-30-canopy', trees ? asPercent(result.canopy) : noTrees);
  list.set('homes-300-green', asPercent(result.green));
  list.set('homes-3-30-300', trees ? asPercent(result.all) : noTrees);
  if (trees) {
    context.remark('info', {
      zh: '“看得见三棵树”按半径内大树的棵数近似，没有做视线检验。',
      en: 'The three visible trees are approximated by counting large trees within a radius; no line of sight was tested.',
    });
  }
  const scores = new Float64Array(countOf(snapshot.layers.building)).fill(Number.NaN);
  if (role === 'building') for (const [place, row] of rows.entries()) scores[row] = result.scores[place]!;
  return scores;
}
