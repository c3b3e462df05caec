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
}

export function buildingsOf(snapshot: Snapshot): Buildings {
  const parcel = snapshot.layers.parcel!;
  const positive = (name: string) => numbersOf(parcel, name).map((value) => Math.max(0, orZero(value)));
  const areas = positive('area_m2');
  const coverage = numbersOf(parcel, 'building_coverage');
  const total = numbersOf(parcel, 'floor_area');
  return {
    residents: sumOf(positive('residents')),
    floors: Object.fromEntries(floorUses.map((use) => [use, positive(`floor_${use}`)])) as Record<
      FloorUse,
      Float64Array
    >,
    typed: numbersOf(parcel, 'energy_use').map((value) => (value >= 0 ? value : Number.NaN)),
    roofs: areas.map((area, row) => {
      const share = coverage[row]!;
      if (Number.isNaN(share)) return total[row]! > 0 ? Number.NaN : 0;
      return area * Math.min(1, Math.max(0, share));
    }),
  };
}

/** Energy of a year under one set of assumptions. */
export interface EnergyYear {
  /** kWh by parcel and by use. */
  readonly byParcel: Float64Array;
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

export function energyYear(buildings: Buildings, context: EvaluatorContext, assumptions: AssumptionValues): EnergyYear {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const byParcel = new Float64Array(buildings.typed.length);
  const byUse = Object.fromEntries(floorUses.map((use) => [use, 0])) as Record<FloorUse, number>;
  const floorByUse = { ...byUse };
  for (const use of floorUses) {
    const usual = assumed(assumptions, `energy-use-${use}`);
    for (const [row, floor] of buildings.floors[use].entries()) {
      const typed = buildings.typed[row]!;
      const energy = floor * (Number.isNaN(typed) ? usual : typed);
      byParcel[row]! += energy;
      byUse[use] += energy;
      floorByUse[use] += floor;
    }
  }
  const energy = floorUses.reduce((sum, use) => sum + byUse[use], 0);
  const floorArea = floorUses.reduce((sum, use) => sum + floorByUse[use], 0);
  const electricity = energy * assumed(assumptions, 'electric-share');
  const coalPerGasCubicMetre = assumed(assumptions, 'gas-coal-equivalent');
  const gasCubicMetres = (energy - electricity) / (coalPerGasCubicMetre * kilowattHoursPerCoalKilogram);
  const potential = sumOf(buildings.roofs) * yieldOfRoof(context, assumptions);
  const account = energyAccount(electricity, potential * parameter('panelledRoofs'), gasCubicMetres, {
    gridKilogramsPerKilowattHour: assumed(assumptions, 'grid-emission-factor'),
    coalPerKilowattHour: parameter('coalPerKilowattHour'),
    coalPerGasCubicMetre,
    kilogramsPerGasCubicMetre: parameter('gasFactor'),
  });
  return {
    byParcel,
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
