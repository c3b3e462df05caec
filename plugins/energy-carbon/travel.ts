import {
  countOf,
  type EvaluatorContext,
  evennessOf,
  jobPopulationBalance,
  junctionsOf,
  type LocalText,
  numberParameter,
  numbersOf,
  orZero,
  PointGrid,
  type Points,
  Remembered,
  type Snapshot,
  type StreetGraph,
  streetGraphOf,
  type VktVariable,
  valueOrNaN,
} from '#sdk';

/** Features of a place that driving depends on and that a plan shows. */
const dVariableIds = [
  'populationDensity',
  'jobDensity',
  'landUseMix',
  'jobsHousingBalance',
  'intersectionDensity',
  'fourWayShare',
  'transitProximity',
] as const satisfies readonly VktVariable[];
type DVariableId = (typeof dVariableIds)[number];

const labels: Readonly<Record<DVariableId, LocalText>> = {
  populationDensity: { zh: '人口密度', en: 'Population density' },
  jobDensity: { zh: '岗位密度', en: 'Job density' },
  landUseMix: { zh: '用地混合熵', en: 'Land-use mix (entropy)' },
  jobsHousingBalance: { zh: '职住平衡', en: 'Jobs-housing balance' },
  intersectionDensity: { zh: '交叉口密度', en: 'Intersection density' },
  fourWayShare: { zh: '四路交叉口占比', en: 'Share of four-way intersections' },
  transitProximity: { zh: '距公交站（邻近度）', en: 'Distance to transit (proximity)' },
};

/** Values of the D variables as the mean resident has them around home; NaN where a plan does not show one. */
export type DValues = Readonly<Record<DVariableId, number>>;

/** Mean over people; values that are not known are left out. */
class PeopleMean {
  #people = 0;
  #sum = 0;

  add(people: number, value: number): void {
    if (Number.isNaN(value)) return;
    this.#people += people;
    this.#sum += people * value;
  }

  get value(): number {
    return this.#people === 0 ? Number.NaN : this.#sum / this.#people;
  }
}

const mixedUses = ['residential', 'commercial', 'office', 'industrial', 'civic'] as const;

function stopPoints(snapshot: Snapshot): Points {
  const layer = snapshot.layers['transit-stop'];
  const x = new Float64Array(countOf(layer)).fill(Number.NaN);
  const y = x.slice();
  for (let row = 0; row < x.length; row++) {
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = layer!.geometry;
    if (featureOffsets[row] === featureOffsets[row + 1]) continue;
    const point = 2 * ringOffsets[partOffsets[featureOffsets[row]!]!]!;
    x[row] = coordinates[point]!;
    y[row] = coordinates[point + 1]!;
  }
  return { x, y };
}

/** Furthest stop that is looked for, m. */
const furthestStop = 20_000;

/** Values of the baseline come again with every scenario. */
const known = new Remembered<DValues>();

const parcelFields = [
  'point_x',
  'point_y',
  'residents',
  'jobs',
  'developed',
  'area_m2',
  ...mixedUses.map((use) => `floor_${use}`),
];

/** What lies within the radius of every home, averaged over the residents. */
export function dValuesOf(snapshot: Snapshot, context: EvaluatorContext): DValues {
  const { parcel, street } = snapshot.layers;
  const radius = numberParameter(context.parameters, 'neighbourhood');
  const hasStreets = street !== undefined && countOf(street) > 0;
  const graph = hasStreets ? streetGraphOf(street, { mode: 'drive' }) : undefined;
  const stops = snapshot.layers['transit-stop'];
  const read = [radius, graph, stops?.geometry, ...parcelFields.map((name) => parcel!.columns[name])];
  return known.of(parcel!.geometry, read, () => measured(snapshot, radius, graph));
}

function measured(snapshot: Snapshot, radius: number, graph: StreetGraph | undefined): DValues {
  const parcel = snapshot.layers.parcel!;
  const positive = (name: string) => numbersOf(parcel, name).map((value) => Math.max(0, orZero(value)));
  const places: Points = { x: numbersOf(parcel, 'point_x'), y: numbersOf(parcel, 'point_y') };
  const residents = positive('residents');
  const jobs = positive('jobs');
  const developed = positive('developed');
  const land = positive('area_m2').map((area, row) => (developed[row]! > 0 ? area : 0));
  const floors = mixedUses.map((use) => positive(`floor_${use}`));
  const around = new PointGrid(places, radius);
  const nowhere: Points = { x: new Float64Array(0), y: new Float64Array(0) };
  const junctions = new PointGrid(graph ? junctionsOf(graph) : nowhere, radius);
  const crossings = new PointGrid(graph ? junctionsOf(graph, 4) : nowhere, radius);
  const stops = new PointGrid(stopPoints(snapshot), 500);
  const count = (grid: PointGrid, x: number, y: number) => {
    let found = 0;
    grid.within(x, y, radius, () => found++);
    return found;
  };
  const means = Object.fromEntries(dVariableIds.map((id) => [id, new PeopleMean()])) as Record<DVariableId, PeopleMean>;
  const distance = new PeopleMean();
  const mix = new Float64Array(mixedUses.length);
  for (let row = 0; row < residents.length; row++) {
    const people = residents[row]!;
    const [x, y] = [places.x[row]!, places.y[row]!];
    if (people === 0 || Number.isNaN(x) || Number.isNaN(y)) continue;
    let [nearPeople, nearJobs, nearLand] = [0, 0, 0];
    mix.fill(0);
    around.within(x, y, radius, (other) => {
      nearPeople += residents[other]!;
      nearJobs += jobs[other]!;
      nearLand += land[other]!;
      for (let use = 0; use < mix.length; use++) mix[use]! += floors[use]![other]!;
    });
    const hectares = nearLand > 0 ? nearLand / 10_000 : Number.NaN;
    means.populationDensity.add(people, nearPeople / hectares);
    means.jobDensity.add(people, nearJobs / hectares);
    means.landUseMix.add(people, evennessOf(mix, mix.length));
    means.jobsHousingBalance.add(people, valueOrNaN(jobPopulationBalance(nearJobs, nearPeople)));
    if (graph) {
      const nearJunctions = count(junctions, x, y);
      means.intersectionDensity.add(people, nearJunctions / ((Math.PI * radius ** 2) / 1_000_000));
      means.fourWayShare.add(people, nearJunctions === 0 ? Number.NaN : count(crossings, x, y) / nearJunctions);
    }
    const stop = stops.nearest(x, y, furthestStop).distance;
    distance.add(people, Number.isFinite(stop) ? stop : Number.NaN);
  }
  const values = Object.fromEntries(dVariableIds.map((id) => [id, means[id].value])) as Record<DVariableId, number>;
  // Proximity per kilometre: its ratio is the inverse of the ratio of distances.
  return { ...values, transitProximity: 1000 / distance.value };
}

/** Parameter that holds the elasticity of a variable: `elasticityLandUseMix`. */
function elasticityParameter(id: DVariableId): string {
  return `elasticity${id[0]!.toUpperCase()}${id.slice(1)}`;
}

/** One D variable of the scenario beside the baseline. */
export interface DChange {
  readonly id: DVariableId;
  readonly label: LocalText;
  readonly elasticity: number;
  readonly before: number;
  readonly after: number;
  readonly ratio: number;
}

/** The variables that are known in both. */
export function dChanges(before: DValues, after: DValues, context: EvaluatorContext): readonly DChange[] {
  return dVariableIds
    .filter((id) => Number.isFinite(before[id]) && Number.isFinite(after[id]))
    .map((id) => ({
      id,
      label: labels[id],
      elasticity: numberParameter(context.parameters, elasticityParameter(id)),
      before: before[id],
      after: after[id],
      // Nothing before and nothing after is no change.
      ratio: before[id] === after[id] ? 1 : after[id] / before[id],
    }));
}
