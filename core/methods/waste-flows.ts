import { type MethodValue, notDefined, ok, outOfRange } from './outcome.ts';

/** Ways that waste takes. `uncollected` is what no service picks up. */
export const wasteRoutes = ['recycled', 'composted', 'wasteToEnergy', 'landfill', 'uncollected'] as const;
export type WasteRoute = (typeof wasteRoutes)[number];

/** Tonnes by route. */
export type WasteFlows = Readonly<Record<WasteRoute, number>>;

/** Largest gap between what is generated and what the routes take, as a share (0.1 %). */
export const massBalanceLimit = 0.001;

export interface WasteBalance {
  /** t */
  readonly generated: number;
  readonly routed: number;
  /** |generated − routed| / generated. */
  readonly gap: MethodValue;
  /** (recycled + composted) / generated: the American definition, without combustion. */
  readonly diversion: MethodValue;
  /** 回收利用率, (recycled + composted) / generated: the Chinese recycling rate counts the same flows. */
  readonly recycling: MethodValue;
  /** 资源化利用率, (recycled + composted + waste to energy) / generated: counts what is burnt for power. */
  readonly resourceUse: MethodValue;
}

/**
 * Rates of a set of waste flows. `generated` is measured or estimated apart from the flows, or their sum when absent. When
 * the balance does not close to {@link massBalanceLimit} the rates are out of range: their numerator and denominator
 * speak of different waste. `undefined` without waste.
 *
 * Source: US EPA, Advancing Sustainable Materials Management (diversion); GB/T 33356-2022 and 无废城市 practice (rates).
 */
export function wasteBalance(flows: WasteFlows, generatedTonnes?: number): WasteBalance {
  const routed = wasteRoutes.reduce((sum, route) => sum + flows[route], 0);
  const generated = generatedTonnes ?? routed;
  if (generated === 0) {
    const none = notDefined('没有产生垃圾', 'no waste is generated');
    return { generated, routed, gap: none, diversion: none, recycling: none, resourceUse: none };
  }
  const difference = Math.abs(generated - routed) / generated;
  // What rounding leaves of a balance that closes is no gap.
  const gap = difference < 1e-12 ? 0 : difference;
  const open = outOfRange(
    `物料平衡差 ${(100 * gap).toFixed(2)} %，超过 0.1 %`,
    `the mass balance is open by ${(100 * gap).toFixed(2)} %, more than 0.1 %`,
  );
  const share = (tonnes: number) => (gap <= massBalanceLimit * (1 + 1e-9) ? ok(tonnes / generated) : open);
  const materials = flows.recycled + flows.composted;
  return {
    generated,
    routed,
    gap: ok(gap),
    diversion: share(materials),
    recycling: share(materials),
    resourceUse: share(materials + flows.wasteToEnergy),
  };
}

/** Greenhouse gas of waste, kg CO₂e. Credits (avoided emissions) are negative and kept apart. */
export interface WasteEmissions {
  readonly emissions: number;
  readonly credits: number;
  readonly net: number;
  readonly byRoute: Readonly<Record<WasteRoute, number>>;
}

/**
 * Σ t · EF by route, kg CO₂e, from factors in kg CO₂e/t. A negative factor is a credit for what the route avoids elsewhere.
 * Source: form of US EPA WARM.
 */
export function wasteEmissions(flows: WasteFlows, factors: WasteFlows): WasteEmissions {
  const byRoute = Object.fromEntries(wasteRoutes.map((route) => [route, flows[route] * factors[route]])) as Record<
    WasteRoute,
    number
  >;
  let emissions = 0;
  let credits = 0;
  for (const route of wasteRoutes) {
    emissions += Math.max(0, byRoute[route]);
    credits += Math.min(0, byRoute[route]);
  }
  return { emissions, credits, net: emissions + credits, byRoute };
}

/** Waste per person and day, kg, from tonnes a year; `undefined` without people. */
export function wastePerPersonDay(tonnesPerYear: number, people: number): MethodValue {
  return people === 0 ? notDefined('没有居民', 'there are no residents') : ok((1000 * tonnesPerYear) / people / 365);
}
