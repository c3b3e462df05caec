import {
  type AssumptionValues,
  assumed,
  type EnergyAccount,
  type EvaluatorContext,
  energyAccount,
  type FloorUse,
  floorUses,
  kilowattHoursPerCoalKilogram,
  numberParameter,
  numbersOf,
  orZero,
  roofYield,
  type Snapshot,
  sumOf,
} from '#sdk';

/** Floor area and roofs of a scenario. */
export interface Buildings {
  readonly residents: number;
  /** m2 by use and parcel. */
  readonly floors: Readonly<Record<FloorUse, Float64Array>>;
  /** Energy use of painted parcels by their development type, kWh/m2; NaN where the use decides. */
  readonly typed: Float64Array;
  /** Roof of each parcel, m2; NaN where there is floor area but its coverage is not known. */
  readonly roofs: Float64Array;
  /** Sum of the roofs that are known, m2. */
  readonly roofArea: number;
}

export function buildingsOf(snapshot: Snapshot): Buildings {
  const parcel = snapshot.layers.parcel!;
  const positive = (name: string) => numbersOf(parcel, name).map((value) => Math.max(0, orZero(value)));
  const areas = positive('area_m2');
  const coverage = numbersOf(parcel, 'building_coverage');
  const total = numbersOf(parcel, 'floor_area');
  const roofs = areas.map((area, row) => {
    const share = coverage[row]!;
    if (Number.isNaN(share)) return total[row]! > 0 ? Number.NaN : 0;
    return area * Math.min(1, Math.max(0, share));
  });
  return {
    residents: sumOf(positive('residents')),
    floors: Object.fromEntries(floorUses.map((use) => [use, positive(`floor_${use}`)])) as Record<
      FloorUse,
      Float64Array
    >,
    typed: numbersOf(parcel, 'energy_use').map((value) => (value >= 0 ? value : Number.NaN)),
    roofs,
    roofArea: sumOf(roofs),
  };
}

/** Energy of a year under one set of assumptions. */
export interface EnergyYear {
  /** kWh by use. */
  readonly byUse: Readonly<Record<FloorUse, number>>;
  readonly floorByUse: Readonly<Record<FloorUse, number>>;
  readonly energy: number;
  readonly floorArea: number;
  readonly electricity: number;
  readonly gasCubicMetres: number;
  /** What all usable roofs would yield, and what the share of roofs with panels yields, kWh. */
  readonly potential: number;
  readonly account: EnergyAccount;
  /** Coal that power stations burn for the electricity (等价值), besides the gas, kgce. */
  readonly coalAtPowerStations: number;
}

/** Yield of one square metre of roof, kWh. */
export function yieldOfRoof(context: EvaluatorContext, assumptions: AssumptionValues): number {
  return roofYield({
    roofSquareMetres: 1,
    usableShare: assumed(assumptions, 'pv-usable-roof'),
    efficiency: numberParameter(context.parameters, 'panelEfficiency'),
    irradiation: assumed(assumptions, 'solar-irradiation'),
    performanceRatio: assumed(assumptions, 'pv-performance-ratio'),
  });
}

/** Energy and floor area of one use. */
interface UseSums {
  readonly energy: number;
  readonly floorArea: number;
}

/** Sums by use and usual energy per square metre: assumptions vary one at a time, so that most of them come again. */
const knownSums = new WeakMap<Buildings, Map<string, UseSums>>();

function sumsOfUse(buildings: Buildings, use: FloorUse, usual: number): UseSums {
  const known = knownSums.get(buildings) ?? new Map<string, UseSums>();
  knownSums.set(buildings, known);
  const key = `${use} ${usual}`;
  const before = known.get(key);
  if (before) return before;
  const { typed } = buildings;
  const floors = buildings.floors[use];
  let energy = 0;
  let floorArea = 0;
  for (let row = 0; row < floors.length; row++) {
    const floor = floors[row]!;
    energy += floor * (Number.isNaN(typed[row]!) ? usual : typed[row]!);
    floorArea += floor;
  }
  const sums = { energy, floorArea };
  known.set(key, sums);
  return sums;
}

/** Energy of every parcel, kWh a year. */
export function energyByParcel(buildings: Buildings, assumptions: AssumptionValues): Float64Array {
  const { typed } = buildings;
  const byParcel = new Float64Array(typed.length);
  for (const use of floorUses) {
    const usual = assumed(assumptions, `energy-use-${use}`);
    const floors = buildings.floors[use];
    for (let row = 0; row < floors.length; row++) {
      byParcel[row]! += floors[row]! * (Number.isNaN(typed[row]!) ? usual : typed[row]!);
    }
  }
  return byParcel;
}

export function energyYear(buildings: Buildings, context: EvaluatorContext, assumptions: AssumptionValues): EnergyYear {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const sums = floorUses.map(
    (use) => [use, sumsOfUse(buildings, use, assumed(assumptions, `energy-use-${use}`))] as const,
  );
  const byUse = Object.fromEntries(sums.map(([use, { energy }]) => [use, energy])) as Record<FloorUse, number>;
  const floorByUse = Object.fromEntries(sums.map(([use, { floorArea }]) => [use, floorArea])) as typeof byUse;
  const energy = floorUses.reduce((sum, use) => sum + byUse[use], 0);
  const floorArea = floorUses.reduce((sum, use) => sum + floorByUse[use], 0);
  const electricity = energy * assumed(assumptions, 'electric-share');
  const coalPerGasCubicMetre = assumed(assumptions, 'gas-coal-equivalent');
  const gasCubicMetres = (energy - electricity) / (coalPerGasCubicMetre * kilowattHoursPerCoalKilogram);
  const potential = buildings.roofArea * yieldOfRoof(context, assumptions);
  const account = energyAccount(electricity, potential * parameter('panelledRoofs'), gasCubicMetres, {
    gridKilogramsPerKilowattHour: assumed(assumptions, 'grid-emission-factor'),
    coalPerKilowattHour: parameter('coalPerKilowattHour'),
    coalPerGasCubicMetre,
    kilogramsPerGasCubicMetre: parameter('gasFactor'),
  });
  return {
    byUse,
    floorByUse,
    energy,
    floorArea,
    electricity,
    gasCubicMetres,
    potential,
    account,
    coalAtPowerStations: electricity * parameter('coalOfPowerStations') + gasCubicMetres * coalPerGasCubicMetre,
  };
}
