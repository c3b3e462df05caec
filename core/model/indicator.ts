import type { SourceText } from './source-text.ts';
import type { LocalText } from './text.ts';

/** Why an indicator has no number. Never zero, never a dash alone. */
export type IndicatorStatus = 'ok' | 'undefined' | 'insufficient-data' | 'out-of-method-range';

export const statusLabels: Readonly<Record<IndicatorStatus, LocalText>> = {
  ok: { zh: '正常', en: 'OK' },
  undefined: { zh: '无定义', en: 'Undefined' },
  'insufficient-data': { zh: '数据不足', en: 'Insufficient data' },
  'out-of-method-range': { zh: '超出方法范围', en: 'Out of method range' },
};

/** Six dimensions of the policy assessment; every indicator belongs to one. */
export const dimensions = [
  'infrastructure',
  'data-resources',
  'application-services',
  'resource-environment',
  'governance-participation',
  'safety-resilience',
] as const;
export type Dimension = (typeof dimensions)[number];

export const dimensionLabels: Readonly<Record<Dimension, LocalText>> = {
  infrastructure: { zh: '基础设施', en: 'Infrastructure' },
  'data-resources': { zh: '数据资源', en: 'Data resources' },
  'application-services': { zh: '应用服务', en: 'Application services' },
  'resource-environment': { zh: '资源环境', en: 'Resources and environment' },
  'governance-participation': { zh: '治理与参与', en: 'Governance and participation' },
  'safety-resilience': { zh: '安全韧性', en: 'Safety and resilience' },
};

/** A target an indicator is held against: at least or at most `value`. */
export interface Target {
  readonly value: number;
  readonly comparison: 'at-least' | 'at-most';
  readonly source: SourceText;
}

/** What an indicator is: declared before anything is calculated. */
export interface IndicatorDefinition {
  readonly id: string;
  readonly label: LocalText;
  readonly unit: string;
  readonly decimals: number;
  /** Whether more is better; `neutral` where it is a matter of opinion. */
  readonly better: 'higher' | 'lower' | 'neutral';
  readonly target?: Target;
  readonly dimension: Dimension;
  /** The formula in the notation of its source. */
  readonly formula: string;
  readonly source: SourceText;
}

/** A measured indicator. `value` is present exactly when `status` is `ok`. */
export interface IndicatorValue {
  readonly id: string;
  readonly status: IndicatorStatus;
  readonly value?: number;
  /** Range from the assumptions' low and high, where it was calculated. */
  readonly low?: number;
  readonly high?: number;
  /** Why there is no number, or with what reservation it is to be read. */
  readonly reason?: LocalText;
}

/** True when `value` reaches `target` (thresholds are inclusive). */
export function meetsTarget(value: number, target: Target): boolean {
  return target.comparison === 'at-least' ? value >= target.value : value <= target.value;
}

const unitLabels: Readonly<Record<string, LocalText>> = {
  '1': { zh: '', en: '' },
  '%': { zh: '%', en: '%' },
  m2: { zh: 'm²', en: 'm²' },
  ha: { zh: '公顷', en: 'ha' },
  km2: { zh: 'km²', en: 'km²' },
  m: { zh: 'm', en: 'm' },
  km: { zh: 'km', en: 'km' },
  min: { zh: '分钟', en: 'min' },
  'm/min': { zh: 'm/分钟', en: 'm/min' },
  'km/h': { zh: 'km/h', en: 'km/h' },
  person: { zh: '人', en: 'persons' },
  job: { zh: '个', en: 'jobs' },
  dwelling: { zh: '套', en: 'dwellings' },
  space: { zh: '个', en: 'spaces' },
  'space/100m2': { zh: '个/百 m²', en: 'spaces/100 m²' },
  'm2/person': { zh: 'm²/人', en: 'm²/person' },
  'm2/job': { zh: 'm²/岗', en: 'm²/job' },
  'person/ha': { zh: '人/公顷', en: 'persons/ha' },
  'person+job/ha': { zh: '人岗/公顷', en: 'p+j/ha' },
  'dwelling/ha': { zh: '套/公顷', en: 'dwellings/ha' },
  'm/ha': { zh: 'm/公顷', en: 'm/ha' },
  'km/km2': { zh: 'km/km²', en: 'km/km²' },
  '1/km2': { zh: '个/km²', en: 'per km²' },
  '1/100ha': { zh: '个/百公顷', en: 'per 100 ha' },
  '1/km': { zh: '1/km', en: 'per km' },
  'kWh/m2': { zh: 'kWh/m²', en: 'kWh/m²' },
  mm: { zh: 'mm', en: 'mm' },
  m3: { zh: 'm³', en: 'm³' },
  'L/(s.ha)': { zh: 'L/(s·公顷)', en: 'L/(s·ha)' },
  'm3/s': { zh: 'm³/s', en: 'm³/s' },
  GWh: { zh: 'GWh', en: 'GWh' },
  'kWh/person': { zh: 'kWh/人', en: 'kWh/person' },
  tCO2: { zh: 'tCO₂', en: 'tCO₂' },
  'tCO2/person': { zh: 'tCO₂/人', en: 'tCO₂/person' },
  tCO2e: { zh: 'tCO₂e', en: 'tCO₂e' },
  'kgCO2e/t': { zh: 'kgCO₂e/t', en: 'kgCO₂e/t' },
  'kg/person': { zh: 'kg/人', en: 'kg/person' },
  'km/person': { zh: 'km/人', en: 'km/person' },
  't/d': { zh: 't/日', en: 't/day' },
  MCNY: { zh: '百万元', en: 'million CNY' },
  'CNY/m2': { zh: '元/m²', en: 'CNY/m²' },
  year: { zh: '年', en: 'years' },
  month: { zh: '个月', en: 'months' },
  d: { zh: '天', en: 'days' },
  point: { zh: '分', en: 'points' },
};

/** Whether a unit is one of those that people see spelt out. */
export function isKnownUnit(unit: string): boolean {
  return Object.hasOwn(unitLabels, unit);
}

/** The unit as a person reads it; units not in the list stay as they are. */
export function unitLabel(unit: string): LocalText {
  return unitLabels[unit] ?? { zh: unit, en: unit };
}
