import { type MethodValue, ok, outOfRange } from './outcome.ts';

/** kWh of one kilogram of coal equivalent: 29.3076 MJ (GB/T 2589-2020). */
export const kilowattHoursPerCoalKilogram = 29.3076 / 3.6;

/** Annual energy of floor area, kWh: Σ GFA · EUI. */
export function floorEnergy(squareMetres: ArrayLike<number>, kilowattHoursPerSquareMetre: ArrayLike<number>): number {
  let sum = 0;
  for (let use = 0; use < squareMetres.length; use++) sum += squareMetres[use]! * kilowattHoursPerSquareMetre[use]!;
  return sum;
}

/** What a roof plant is made of. */
export interface RoofPlant {
  readonly roofSquareMetres: number;
  /** Share of the roof that panels can cover. */
  readonly usableShare: number;
  /** Efficiency of the panels. */
  readonly efficiency: number;
  /** Irradiation in the plane of the panels, kWh/m² a year. */
  readonly irradiation: number;
  readonly performanceRatio: number;
}

/** Yield of the first year, kWh: A · usable · η · H · PR. Source: form of GB 50797 (E = H A P / E_s K). */
export function roofYield(plant: RoofPlant): number {
  const { roofSquareMetres, usableShare, efficiency, irradiation, performanceRatio } = plant;
  return roofSquareMetres * usableShare * efficiency * irradiation * performanceRatio;
}

/** Mean yearly yield over a life with a constant loss each year, as a share of the first year. */
export function meanYieldShare(degradationPerYear: number, years: number): number {
  if (degradationPerYear === 0) return 1;
  return (1 - (1 - degradationPerYear) ** years) / (degradationPerYear * years);
}

/**
 * Fuel of district heat or cold, kWh: load / ((1 − network loss) · efficiency) + pumping · load. `efficiency` is that of
 * boilers, or the COP of heat pumps and chillers.
 */
export function districtEnergy(
  loadKilowattHours: number,
  efficiency: number,
  networkLoss: number,
  pumpingShare: number,
): number {
  return loadKilowattHours / ((1 - networkLoss) * efficiency) + pumpingShare * loadKilowattHours;
}

/** Factors that turn energy into coal equivalent and into CO₂: two different things that must not be derived from each other. */
export interface EnergyFactors {
  /** kg CO₂/kWh of grid electricity. */
  readonly gridKilogramsPerKilowattHour: number;
  /** kgce/kWh, 0.1229 as calorific value (当量值); the equivalent value (等价值) is the coal a power station burns for it. */
  readonly coalPerKilowattHour: number;
  /** kgce/m³ of natural gas. */
  readonly coalPerGasCubicMetre: number;
  /** kg CO₂/m³ of natural gas. */
  readonly kilogramsPerGasCubicMetre: number;
}

export interface EnergyAccount {
  readonly electricity: number;
  readonly photovoltaics: number;
  /** Electricity from the grid over the year, kWh; negative where more is fed in than drawn. */
  readonly netElectricity: number;
  /** Coal equivalent of what is consumed, kgce; own photovoltaics are consumption too. */
  readonly coalEquivalent: number;
  /** t CO₂ by source; electricity after photovoltaics. */
  readonly electricityTonnes: MethodValue;
  readonly gasTonnes: number;
  readonly totalTonnes: MethodValue;
}

/**
 * Account of a year: coal equivalent over all that is consumed, CO₂ of electricity over what the grid delivers. Feeding in
 * more than is drawn is out of range: a credit at the grid's mean factor would be counted where the power is used.
 * Source: GB/T 2589-2020 (coal equivalent); grid factor of MEE and NBS.
 */
export function energyAccount(
  electricity: number,
  photovoltaics: number,
  gasCubicMetres: number,
  factors: EnergyFactors,
): EnergyAccount {
  const net = electricity - photovoltaics;
  const gasTonnes = (gasCubicMetres * factors.kilogramsPerGasCubicMetre) / 1000;
  const tonnes = (net * factors.gridKilogramsPerKilowattHour) / 1000;
  const surplus = outOfRange(
    '光伏年发电量超过用电量，余电不能按电网平均因子抵扣',
    'photovoltaics yield more than is used; the surplus cannot be credited at the mean factor of the grid',
  );
  return {
    electricity,
    photovoltaics,
    netElectricity: net,
    coalEquivalent: electricity * factors.coalPerKilowattHour + gasCubicMetres * factors.coalPerGasCubicMetre,
    electricityTonnes: net < 0 ? surplus : ok(tonnes),
    gasTonnes,
    totalTonnes: net < 0 ? surplus : ok(tonnes + gasTonnes),
  };
}
