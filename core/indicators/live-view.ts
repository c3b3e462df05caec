import { energyAccount, kilowattHoursPerCoalKilogram, roofYield } from '#core/methods/building-energy.ts';
import type { AssumptionValues } from '#core/model/assumption.ts';
import { floorUses } from '#core/model/role.ts';
import { group, type TermSource } from './live-sums.ts';
import { type ParcelRates, parcelRates } from './parcel-rates.ts';
import { term } from './parcel-terms.ts';

/** What the energy evaluator takes by default besides the assumptions: a test holds the two together. */
const panelEfficiency = 0.21;
const panelledRoofs = 0.3;
const coalPerKilowattHour = 0.1229;
const gasKilogramsPerCubicMetre = 2.162;

/** Volumetric runoff coefficients of hard ground, of ground that takes water, and of green (GB 50014-2021). */
const runoffOf = { hard: 0.85, permeable: 0.3, soil: 0.3, green: 0.15 } as const;

/** A scenario, or one parcel of it, under one set of assumptions: amounts that the indicators are made of. */
export class LiveView {
  readonly assumptions: AssumptionValues;
  readonly #of: TermSource;
  readonly #rates: ParcelRates;
  /** Parcels within reach of rapid transit at the walking speed of these assumptions. */
  readonly walkGroup: number;

  constructor(of: TermSource, assumptions: AssumptionValues, walkGroup: number = group.walk) {
    this.walkGroup = walkGroup;
    this.#of = of;
    this.assumptions = assumptions;
    this.#rates = parcelRates(assumptions);
  }

  /** Sum of a term that no assumption is in. */
  sum(name: keyof typeof term, of: number = group.all): number {
    return this.#of.value(term[name]!, of);
  }

  get parkArea(): number {
    return this.#of.parkArea;
  }

  /** Floor area of a use, by its place in `floorUses`, m2. */
  floorOf(use: number, of: number = group.all): number {
    return this.#ofUse(term.floor0!, term.mixedFloor!, use, of);
  }

  #ofUse(first: number, mixed: number, use: number, of: number = group.all): number {
    const own = this.#of.value(first + use, of);
    const { mixedResidential } = this.#rates;
    if (use === 0) return own + mixedResidential * this.#of.value(mixed, of);
    return use === 1 ? own + (1 - mixedResidential) * this.#of.value(mixed, of) : own;
  }

  residents(of: number = group.all): number {
    const { mixedResidential, perResident } = this.#rates;
    const known = this.sum('people', of) + mixedResidential * this.sum('mixedPeople', of);
    return known + (this.sum('homeFloor', of) + mixedResidential * this.sum('mixedHomeFloor', of)) / perResident;
  }

  jobs(of: number = group.all): number {
    const { mixedResidential, perJob } = this.#rates;
    const shops = 1 - mixedResidential;
    let jobs = this.sum('work', of) + shops * this.sum('mixedWork', of);
    for (let use = 1; use < floorUses.length; use++) {
      const mixed = use === 1 ? shops * this.sum('mixedWorkFloor', of) : 0;
      jobs += (this.#of.value(term.workFloor1! + use - 1, of) + mixed) / perJob[use]!;
    }
    return jobs;
  }

  dwellings(of: number = group.all): number {
    return this.residents(of) / this.#rates.householdSize;
  }

  /** Σ over uses of floor area times what the assumption `prefix-use` says of a square metre. */
  #assumed(prefix: string, first: number, mixed: number): number {
    let sum = 0;
    for (const [use, name] of floorUses.entries()) {
      const floor = this.#ofUse(first, mixed, use);
      if (floor !== 0) sum += floor * (this.assumptions[`${prefix}-${name}`] ?? Number.NaN);
    }
    return sum;
  }

  /** Energy of buildings in a year, kWh. */
  energy(): number {
    return this.sum('typedEnergy') + this.#assumed('energy-use', term.energyFloor0!, term.mixedEnergyFloor!);
  }

  /** CO2 of buildings in a year, t: electricity less what panels on roofs yield, and gas. */
  carbon() {
    const { assumptions } = this;
    const value = (id: string) => assumptions[id] ?? Number.NaN;
    const energy = this.energy();
    const electricity = energy * value('electric-share');
    const coalPerGasCubicMetre = value('gas-coal-equivalent');
    const gas = (energy - electricity) / (coalPerGasCubicMetre * kilowattHoursPerCoalKilogram);
    const potential = roofYield({
      roofSquareMetres: this.sum('roof'),
      usableShare: value('pv-usable-roof'),
      efficiency: panelEfficiency,
      irradiation: value('solar-irradiation'),
      performanceRatio: value('pv-performance-ratio'),
    });
    return energyAccount(electricity, potential * panelledRoofs, gas, {
      gridKilogramsPerKilowattHour: value('grid-emission-factor'),
      coalPerKilowattHour,
      coalPerGasCubicMetre,
      kilogramsPerGasCubicMetre: gasKilogramsPerCubicMetre,
    }).totalTonnes;
  }

  parkingSpaces(): number {
    return this.sum('typedParking') + this.#assumed('parking', term.parkingFloor0!, term.mixedParkingFloor!) / 100;
  }

  /** Ground that is neither planted nor open country nor water, m2. */
  #hard(): number {
    return this.sum('dry') - this.sum('open') - (this.sum('dryPlanted') - this.sum('openPlanted'));
  }

  /** m2 that take no water. */
  impervious(): number {
    return this.#hard() * (this.assumptions['impervious-roof-and-road'] ?? 0.85);
  }

  /** Σ area times volumetric runoff coefficient, m2. */
  runoff(): number {
    const impervious = this.impervious();
    return (
      runoffOf.hard * impervious +
      runoffOf.permeable * (this.#hard() - impervious) +
      runoffOf.soil * (this.sum('open') - this.sum('openPlanted')) +
      runoffOf.green * this.sum('dryPlanted')
    );
  }

  /** Cost of floor area beyond that of `before`, CNY. */
  constructionCost(before: LiveView): number {
    let cost = 0;
    for (const [use, name] of floorUses.entries()) {
      const more = Math.max(0, this.floorOf(use) - before.floorOf(use));
      if (more > 0) cost += more * (this.assumptions[`construction-cost-${name}`] ?? Number.NaN);
    }
    return cost;
  }

  /** Cost of built-up land beyond that of `before`, CNY. */
  landCost(before: LiveView): number {
    const more = Math.max(0, this.sum('developed') - before.sum('developed'));
    return more === 0 ? 0 : more * (this.assumptions['land-acquisition'] ?? Number.NaN);
  }
}
