import {
  type AssumptionValues,
  assumed,
  type EvaluatorContext,
  type MethodValue,
  notDefined,
  numberParameter,
  ok,
  ratio,
  type WasteEmissions,
  type WasteFlows,
  type WasteRoute,
  wasteBalance,
  wasteEmissions,
  wastePerPersonDay,
  wasteRoutes,
} from '#sdk';

/** People and work places that make waste. */
export interface Sources {
  readonly residents: number;
  readonly jobs: number;
}

/** Parameters that hold the share of each route, in percent. */
export const shareParameters: Readonly<Record<WasteRoute, string>> = {
  recycled: 'recycledShare',
  composted: 'organicShare',
  wasteToEnergy: 'incineratedShare',
  landfill: 'landfillShare',
  uncollected: 'uncollectedShare',
};

/** Waste of a year and where it goes, t. */
export interface YearOfWaste {
  readonly fromResidents: number;
  readonly fromJobs: number;
  readonly generated: number;
  readonly flows: WasteFlows;
  /** kg CO2e/t */
  readonly factors: WasteFlows;
  readonly emissions: WasteEmissions;
  /** Ash and slag of incineration, t. */
  readonly residue: number;
}

/** Waste per resident and per job in a year, t. */
export function yearlyRates(context: EvaluatorContext, assumptions: AssumptionValues) {
  const perJob = numberParameter(context.parameters, 'wastePerJob');
  return { resident: (assumed(assumptions, 'waste-per-resident') * 365) / 1000, job: (perJob * 365) / 1000 };
}

export function yearOfWaste(
  { residents, jobs }: Sources,
  context: EvaluatorContext,
  assumptions: AssumptionValues,
): YearOfWaste {
  const rates = yearlyRates(context, assumptions);
  const fromResidents = residents * rates.resident;
  const fromJobs = jobs * rates.job;
  const generated = fromResidents + fromJobs;
  const share = (route: WasteRoute) => numberParameter(context.parameters, shareParameters[route]) / 100;
  const flows = Object.fromEntries(wasteRoutes.map((route) => [route, generated * share(route)])) as Record<
    WasteRoute,
    number
  >;
  const landfill = assumed(assumptions, 'waste-emission-landfill');
  const factors: WasteFlows = {
    recycled: assumed(assumptions, 'waste-emission-recycling'),
    composted: assumed(assumptions, 'waste-emission-organics'),
    wasteToEnergy: assumed(assumptions, 'waste-emission-incineration'),
    landfill,
    // What nobody collects rots somewhere: no better than a landfill.
    uncollected: landfill,
  };
  return {
    fromResidents,
    fromJobs,
    generated,
    flows,
    factors,
    emissions: wasteEmissions(flows, factors),
    residue: flows.wasteToEnergy * numberParameter(context.parameters, 'residueShare'),
  };
}

function percent(value: MethodValue): MethodValue {
  return value.status === 'ok' ? ok(100 * value.value) : value;
}

/** Indicators of a year of waste. */
export function wasteIndicators(
  sources: Sources,
  context: EvaluatorContext,
  assumptions: AssumptionValues,
): ReadonlyMap<string, MethodValue> {
  const year = yearOfWaste(sources, context, assumptions);
  const balance = wasteBalance(year.flows, year.generated);
  const { emissions, credits, net } = year.emissions;
  const power = numberParameter(context.parameters, 'powerPerTonne');
  const noPeople = ['没有居民', 'there are no residents'] as const;
  // An open balance means that the flows do not belong to the waste: nothing that is summed over them holds.
  const closed = (value: number): MethodValue => (balance.diversion.status === 'ok' ? ok(value) : balance.diversion);
  const perResident = ratio(net, sources.residents, ...noPeople);
  return new Map<string, MethodValue>([
    [
      'generated',
      year.generated === 0 ? notDefined('没有产生垃圾', 'no waste is generated') : ok(year.generated / 365),
    ],
    ['per-person', wastePerPersonDay(year.generated, sources.residents)],
    ['mass-gap', percent(balance.gap)],
    ['diversion', percent(balance.diversion)],
    ['resource-use', percent(balance.resourceUse)],
    ['recycled', closed((year.flows.recycled + year.flows.composted) / 365)],
    ['to-energy', closed(year.flows.wasteToEnergy / 365)],
    ['to-landfill', closed((year.flows.landfill + year.residue) / 365)],
    ['power', closed((year.flows.wasteToEnergy * power) / 1_000_000)],
    ['emissions', closed(emissions / 1000)],
    ['credits', closed(credits / 1000)],
    ['net-emissions', closed(net / 1000)],
    ['net-per-person', balance.diversion.status === 'ok' ? perResident : balance.diversion],
  ]);
}
