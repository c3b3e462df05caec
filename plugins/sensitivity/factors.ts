import { fillText, type LocalText, type Others, type ParameterValues, type PlannedRun } from '#sdk';

/** One thing that is changed: an assumption, a parameter, or an item of a list of weights. */
export interface Factor {
  readonly id: string;
  readonly label: LocalText;
  readonly unit: string;
  readonly low: number;
  readonly base: number;
  readonly high: number;
  readonly isWhole: boolean;
  /** Puts a value of the factor into a run. */
  readonly place: { readonly kind: 'assumption' | 'parameter' | 'item'; readonly name: string; readonly item: number };
}

function assumptionFactors(others: Others): Factor[] {
  return others.assumptions
    .filter(({ low, high }) => low < high)
    .map(({ id, label, unit, low, base, high }) => ({
      id,
      label,
      unit,
      low,
      base,
      high,
      isWhole: false,
      place: { kind: 'assumption', name: id, item: 0 },
    }));
}

/** A value and its surroundings, within bounds. */
function around(base: number, share: number, minimum: number, maximum: number) {
  const reach = Math.abs(base) * share;
  return { low: Math.max(minimum, base - reach), base, high: Math.min(maximum, base + reach) };
}

function parameterFactors({ subject }: Others, share: number): Factor[] {
  return Object.entries(subject?.parameters ?? {}).flatMap(([name, parameter]): Factor[] => {
    const base = subject!.values[name];
    if (typeof base !== 'number' || (parameter.type !== 'number' && parameter.type !== 'integer')) return [];
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = parameter;
    const isWhole = parameter.type === 'integer';
    const range = around(base, share, minimum, maximum);
    const [low, high] = isWhole ? [Math.round(range.low), Math.round(range.high)] : [range.low, range.high];
    const place = { kind: 'parameter', name, item: 0 } as const;
    return low < high
      ? [{ id: name, label: parameter.title, unit: parameter.unit ?? '1', low, base, high, isWhole, place }]
      : [];
  });
}

/** Lists of weights: every item moves alone; whoever reads them takes proportions. */
function weightFactors({ subject }: Others, share: number): Factor[] {
  return Object.entries(subject?.parameters ?? {}).flatMap(([name, parameter]): Factor[] => {
    const values = subject!.values[name];
    if (!Array.isArray(values) || !name.endsWith('Weights')) return [];
    const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = parameter.items ?? {};
    return (values as readonly number[]).flatMap((base, item): Factor[] => {
      const range = around(base, share, minimum, maximum);
      if (!(range.low < range.high)) return [];
      const label = fillText('{title}：{item}', '{title}: {item}', {
        title: parameter.title,
        item: parameter.items?.titles?.[item] ?? String(item + 1),
      });
      const place = { kind: 'item', name, item } as const;
      return [{ id: `${name}-${item + 1}`, label, unit: '1', ...range, isWhole: false, place }];
    });
  });
}

/** What is to be changed, in a fixed order. `span` in percent. */
export function factorsOf(others: Others, parameters: ParameterValues): readonly Factor[] {
  const share = (parameters.span as number) / 100;
  const wanted = parameters.factors as string;
  const of = (kind: string) => wanted === kind || wanted === 'all';
  return [
    ...(of('assumptions') ? assumptionFactors(others) : []),
    ...(of('parameters') ? parameterFactors(others, share) : []),
    ...(of('weights') ? weightFactors(others, share) : []),
  ];
}

/** A run in which the factors have `values`; those that keep their base value are left out of it. */
export function runWith(
  others: Others,
  scenario: PlannedRun['scenario'],
  factors: readonly Factor[],
  values: Float64Array,
): PlannedRun {
  const assumptions: Record<string, number> = {};
  const parameters: Record<string, number | number[]> = {};
  for (const [at, { base, place }] of factors.entries()) {
    const value = values[at]!;
    if (value === base) continue;
    const { kind, name, item } = place;
    if (kind === 'assumption') assumptions[name] = value;
    else if (kind === 'parameter') parameters[name] = value;
    else {
      const list = (parameters[name] as number[] | undefined) ?? [
        ...(others.subject!.values[name] as readonly number[]),
      ];
      list[item] = value;
      parameters[name] = list;
    }
  }
  return { scenario, assumptions, parameters };
}
