import { insufficient, type MethodValue, notDefined, ok } from './outcome.ts';

export interface LandConsumption {
  /** (V₁ − V₀) / V₀ / T, per year. */
  readonly landConsumptionRate: MethodValue;
  /** ln(P₁ / P₀) / T, per year. */
  readonly populationGrowthRate: MethodValue;
  readonly ratio: MethodValue;
  /** The same with ln(V₁ / V₀) / T, as before 2021: for comparison with older figures. */
  readonly formerRatio: MethodValue;
  /** Built-up land per person at the beginning and the end, m². */
  readonly builtPerPerson: readonly [MethodValue, MethodValue];
}

/**
 * SDG 11.3.1, land consumption rate to population growth rate, over `years`; areas in m². The ratio is undefined when the
 * population does not change and hard to read when it falls: the two rates and the land per person stand beside it.
 * Source: UN-Habitat, metadata of indicator 11.3.1 (2021).
 */
export function landConsumption(
  built: readonly [number, number],
  population: readonly [number, number],
  years: number,
): LandConsumption {
  const noLand = notDefined('期初没有建成区', 'there is no built-up land at the beginning');
  const noPeople = notDefined('期初或期末没有人口', 'there is no population at the beginning or the end');
  const land = built[0] > 0 ? ok((built[1] - built[0]) / built[0] / years) : noLand;
  const growth =
    population[0] > 0 && population[1] > 0 ? ok(Math.log(population[1] / population[0]) / years) : noPeople;
  const over = (rate: MethodValue): MethodValue => {
    if (rate.status !== 'ok') return rate;
    if (growth.status !== 'ok') return growth;
    if (growth.value === 0) return notDefined('人口没有变化', 'the population does not change');
    return ok(rate.value / growth.value);
  };
  const former =
    built[0] > 0 && built[1] > 0
      ? ok(Math.log(built[1] / built[0]) / years)
      : insufficient('期初或期末没有建成区', 'there is no built-up land at the beginning or the end');
  const perPerson = (at: 0 | 1): MethodValue => (population[at] > 0 ? ok(built[at] / population[at]) : noPeople);
  return {
    landConsumptionRate: land,
    populationGrowthRate: growth,
    ratio: over(land),
    formerRatio: over(former),
    builtPerPerson: [perPerson(0), perPerson(1)],
  };
}
