import { evennessOf, mixEntropy, mixedUseIndex } from '#core/methods/mix.ts';
import { jobPopulationBalance } from '#core/methods/mix-balance.ts';
import { insufficient, type MethodValue, ok, ratio } from '#core/methods/outcome.ts';
import { floorUses } from '#core/model/role.ts';
import { ExactSums } from './exact-sums.ts';
import type { GreenNetwork } from './live-green.ts';
import { type CellMix, group, type LiveSums } from './live-sums.ts';
import type { LiveView } from './live-view.ts';

/** What an indicator is worked out from: the scenario, and the baseline under the same assumptions. */
export interface Measured {
  readonly view: LiveView;
  readonly baseline: LiveView;
  readonly sums: LiveSums;
}

/** How a live indicator is worked out, and what one parcel has to do with it. */
export interface LiveMeasure {
  /** Assumptions that the value depends on. */
  readonly assumptions: readonly string[];
  readonly measure: (measured: Measured) => MethodValue;
  /**
   * The part of one parcel in the value, in its unit: the parts of all parcels add up to it, save where `part` of the
   * definition says otherwise. `before` is the parcel in the baseline.
   */
  readonly part: (parcel: LiveView, whole: Measured, before: LiveView | undefined) => number;
  /** Whether working it out now takes longer than a stroke may: whoever answers a stroke says so and gives the value later. */
  readonly isSlow?: (sums: LiveSums) => boolean;
  /** Where its place decides what a feature adds: its part by slot, in place of `part`; features without one are missing. */
  readonly parts?: (whole: Measured) => GreenNetwork['parts'];
}

type Amount = (view: LiveView) => number;
type Reason = readonly [zh: string, en: string];

const noLand: Reason = ['没有建设用地', 'there is no developed land'];
const noPeople: Reason = ['没有居住人口', 'there are no residents'];
const noJobs: Reason = ['没有就业岗位', 'there are no jobs'];
const noArea: Reason = ['没有地块', 'there are no parcels'];
const noFloor: Reason = ['没有建筑面积', 'there is no floor area'];
const noStops: Reason = ['没有大运量公交站点', 'there is no rapid-transit stop'];

const perUse = (prefix: string) => floorUses.map((use) => `${prefix}-${use}`);
const people = ['floor-area-per-resident', 'mixed-share-residential'];
const jobs = [...perUse('floor-area-per-job').slice(1), 'mixed-share-residential'];
const both = [...new Set([...people, ...jobs])];
const mixed = ['mixed-share-residential'];

function sum(amount: Amount, assumptions: readonly string[] = []): LiveMeasure {
  return { assumptions, measure: ({ view }) => ok(amount(view)), part: amount };
}

/** `needs` gives the reason for which there is no value, where there is one. */
function share(
  amount: Amount,
  per: Amount,
  reason: Reason,
  options: {
    readonly factor?: number;
    readonly assumptions?: readonly string[];
    readonly needs?: (sums: LiveSums) => Reason | undefined;
  } = {},
): LiveMeasure {
  const { factor = 1, assumptions = [], needs } = options;
  return {
    assumptions,
    measure: ({ view, sums }) => {
      const missing = needs?.(sums);
      if (missing) return insufficient(...missing);
      const value = ratio(amount(view), per(view), ...reason);
      return value.status === 'ok' ? ok(factor * value.value) : value;
    },
    part: (parcel, { view }) => (factor * amount(parcel)) / per(view),
  };
}

const hasRapid = ({ rapidStops }: LiveSums) => (rapidStops === 0 ? noStops : undefined);
const ringDensity = (of: number): LiveMeasure =>
  share(
    (view) => view.residents(of) + view.jobs(of),
    (view) => view.sum('area', of) / 10_000,
    ['圈层内没有地块', 'there are no parcels in the ring'],
    { assumptions: both, needs: hasRapid },
  );

/** Classes of the mix: the uses but the last, as the evaluator of mixed use counts them. */
const classes = floorUses.length - 1;
const mixOf = (view: LiveView) => Array.from({ length: classes }, (_, use) => view.floorOf(use));
const totalOf = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const entropy: LiveMeasure = {
  assumptions: mixed,
  measure: ({ view }) => mixEntropy(mixOf(view), classes),
  part: (parcel, { view }) => {
    const whole = mixOf(view);
    const total = totalOf(whole);
    const own = mixOf(parcel).map((amount, use) =>
      amount > 0 ? (-(amount / total) * Math.log(whole[use]! / total)) / Math.log(classes) : 0,
    );
    return totalOf(own);
  },
};

function mixOfCell(cell: readonly number[], residential: number): CellMix {
  const mixedFloor = cell[classes]!;
  const amounts = cell.slice(0, classes);
  amounts[0]! += residential * mixedFloor;
  amounts[1]! += (1 - residential) * mixedFloor;
  const floor = totalOf(amounts);
  return { floor, weighted: floor > 0 ? floor * evennessOf(amounts, classes) : 0 };
}

/** Mean entropy of squares, each weighted by its floor area. */
function localMix({ view, sums }: Measured): MethodValue {
  const totals = new ExactSums(2);
  for (const { floor, weighted } of sums.cellMixes(view.assumptions['mixed-share-residential'] ?? 0.7, mixOfCell)) {
    if (!(floor > 0)) continue;
    totals.add(0, floor);
    totals.add(1, weighted);
  }
  return ratio(totals.value(1), totals.value(0), ...noFloor);
}

const jobBalance: LiveMeasure = {
  assumptions: both,
  measure: ({ view }) => jobPopulationBalance(view.jobs(), view.residents()),
  part: (parcel) => parcel.jobs() - 0.2 * parcel.residents(),
};

/** Equivalent connected area of the green network; what a parcel adds to it depends on the green around it. */
const greenConnectivity: LiveMeasure = {
  assumptions: [],
  measure: ({ sums }) => sums.green!.network.equivalentArea,
  part: () => Number.NaN,
  isSlow: ({ green }) => green!.isSlow,
  parts: ({ sums }) => sums.green!.network.parts,
};

const energyUses = [...perUse('energy-use'), ...mixed];
const carbonFactors = ['electric-share', 'grid-emission-factor', 'gas-coal-equivalent'];
const roofFactors = ['pv-usable-roof', 'solar-irradiation', 'pv-performance-ratio'];
const millions = 1e6;

const carbon: LiveMeasure = {
  assumptions: [...energyUses, ...carbonFactors, ...roofFactors],
  measure: ({ view }) => view.carbon(),
  // Roofs are netted over the whole: a parcel that feeds in more than it draws takes away from what the others emit.
  part: (parcel) => {
    const own = parcel.carbon();
    return own.status === 'ok' ? own.value : Number.NaN;
  },
};

const walkTo = (amount: (view: LiveView, of?: number) => number, ids: readonly string[], reason: Reason): LiveMeasure =>
  share((view) => amount(view, view.walkGroup), amount, reason, {
    factor: 100,
    assumptions: [...ids, 'walking-speed'],
    needs: hasRapid,
  });

const measures = {
  residents: sum((view) => view.residents(), people),
  jobs: sum((view) => view.jobs(), jobs),
  dwellings: sum((view) => view.dwellings(), [...people, 'household-size']),
  'floor-area': sum((view) => view.sum('floor')),
  'floor-residential': sum((view) => view.floorOf(0), mixed),
  'floor-commercial': sum((view) => view.floorOf(1), mixed),
  'floor-office': sum((view) => view.floorOf(2)),
  'floor-industrial': sum((view) => view.floorOf(3)),
  'floor-civic': sum((view) => view.floorOf(4)),
  'gross-far': share(
    (view) => view.sum('developedFloor'),
    (view) => view.sum('developed'),
    noLand,
  ),
  'building-coverage': share(
    (view) => view.sum('footprint'),
    (view) => view.sum('footprintLand'),
    ['没有地块填写建筑密度', 'no parcel has a building coverage'],
    { factor: 100 },
  ),
  'activity-density': share(
    (view) => view.residents() + view.jobs(),
    (view) => view.sum('developed') / 10_000,
    noLand,
    { assumptions: both },
  ),
  'transit-access': walkTo((view, of) => view.residents(of), people, noPeople),
  'jobs-transit-access': walkTo((view, of) => view.jobs(of), jobs, noJobs),
  'density-ring-300': ringDensity(group.ring0),
  'density-ring-500': ringDensity(group.ring1),
  'density-ring-800': ringDensity(group.ring2),
  'park-access': share(
    (view) => view.residents(group.nearGreen),
    (view) => view.residents(),
    noPeople,
    {
      factor: 100,
      assumptions: people,
      needs: ({ publicGreens }) => (publicGreens === 0 ? ['没有公园绿地', 'there is no public green'] : undefined),
    },
  ),
  'park-green-per-resident': share(
    (view) => view.parkArea,
    (view) => view.residents(),
    noPeople,
    {
      assumptions: people,
    },
  ),
  'green-land-share': share(
    (view) => view.sum('greenLand'),
    (view) => view.sum('area'),
    noArea,
    { factor: 100 },
  ),
  'green-connectivity': greenConnectivity,
  'planted-share': share(
    (view) => view.sum('planted'),
    (view) => view.sum('area'),
    noArea,
    { factor: 100 },
  ),
  'mix-entropy': entropy,
  'local-mix': {
    assumptions: mixed,
    measure: localMix,
    part: (parcel) => evennessOf(mixOf(parcel), classes),
  },
  mxi: {
    assumptions: mixed,
    measure: ({ view }) => mixedUseIndex(view.floorOf(0), totalOf(mixOf(view))),
    part: (parcel, { view }) => (100 * parcel.floorOf(0)) / totalOf(mixOf(view)),
  },
  'job-balance': jobBalance,
  'land-take': sum((view) => view.sum('developed') / 10_000),
  'impervious-share': share(
    (view) => view.impervious(),
    (view) => view.sum('dry'),
    noArea,
    {
      factor: 100,
      assumptions: ['impervious-roof-and-road'],
    },
  ),
  'runoff-coefficient': share(
    (view) => view.runoff(),
    (view) => view.sum('dry'),
    noArea,
    {
      assumptions: ['impervious-roof-and-road'],
    },
  ),
  'building-energy': sum((view) => view.energy() / millions, energyUses),
  'energy-intensity': share(
    (view) => view.energy(),
    (view) => view.sum('floor'),
    noFloor,
    {
      assumptions: energyUses,
    },
  ),
  'building-carbon': carbon,
  'parking-spaces': sum((view) => view.parkingSpaces(), [...perUse('parking'), ...mixed]),
  'construction-cost': {
    assumptions: [...perUse('construction-cost'), ...mixed],
    measure: ({ view, baseline }) => ok(view.constructionCost(baseline) / millions),
    part: (parcel, _, before) => (before ? parcel.constructionCost(before) / millions : Number.NaN),
  },
  'land-cost': {
    assumptions: ['land-acquisition'],
    measure: ({ view, baseline }) => ok(view.landCost(baseline) / millions),
    part: (parcel, _, before) => (before ? parcel.landCost(before) / millions : Number.NaN),
  },
} as const satisfies Readonly<Record<string, LiveMeasure>>;

export type LiveIndicatorId = keyof typeof measures;

/** How each live indicator is worked out, by its id. */
export const liveMeasures: Readonly<Record<LiveIndicatorId, LiveMeasure>> = measures;
