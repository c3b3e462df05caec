import {
  countOf,
  type EvaluatorContext,
  fillText,
  numberParameter,
  numbersOf,
  type RainRecord,
  rainRecord,
  type Snapshot,
  textsOf,
} from '#sdk';

/** Years of daily rain that the clause asks for, and the fewest with which a figure is given at all. */
const wantedYears = 30;
const fewestYears = 10;

/** Daily rain of a project. */
export interface Rain {
  readonly years: number;
  /** Mean yearly rain with small events and snow, mm. */
  readonly yearlyMillimetres: number;
  /** Absent when there are too few years. */
  readonly record: RainRecord | undefined;
}

/** The daily rain; undefined when the project has none. */
export function rainOf(snapshot: Snapshot, context: EvaluatorContext): Rain | undefined {
  const layer = snapshot.layers.rainfall;
  if (!layer || countOf(layer) === 0) return undefined;
  const depths = numbersOf(layer, 'depth');
  const seen = new Set<string>();
  let total = 0;
  let unknown = 0;
  for (const [day, date] of textsOf(layer, 'date').entries()) {
    if (Number.isNaN(depths[day]!)) unknown++;
    else if (date !== null && /^\d{4}-/.test(date)) seen.add(date.slice(0, 4));
    total += Number.isNaN(depths[day]!) ? 0 : Math.max(0, depths[day]!);
  }
  const years = seen.size;
  if (unknown > 0) {
    const text = [
      '{count} 天没有雨量，未计入。',
      '{count|day has|days have} no depth of rain and are left out.',
    ] as const;
    context.remark('info', fillText(...text, { count: unknown }));
  }
  if (years < wantedYears) {
    const text = [
      '日降雨只有 {count} 年，规范要求不少于 {wanted} 年；少于 {fewest} 年不给控制率。',
      'There is daily rain of {count|year|years}; {wanted} are asked for, and below {fewest} no capture ratio is given.',
    ] as const;
    context.remark('warning', fillText(...text, { count: years, wanted: wantedYears, fewest: fewestYears }));
  }
  const threshold = numberParameter(context.parameters, 'smallestRain');
  return {
    years,
    yearlyMillimetres: years === 0 ? Number.NaN : total / years,
    record: years < fewestYears ? undefined : rainRecord(depths, numbersOf(layer, 'snow'), threshold),
  };
}
