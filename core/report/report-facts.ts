import type { EvaluationRecord, Manifest } from '#core/evaluation/contract.ts';
import { type IndicatorDefinition, type IndicatorValue, meetsTarget, type Target } from '#core/model/indicator.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Verdict } from './document.ts';
import { type Scale, scaleOf, shownDifference } from './report-format.ts';
import type { ReportInput } from './report-input.ts';
import { type ScenarioMark, scenarioMark } from './scenario-mark.ts';

/** One indicator over all scenarios of a report. */
export interface IndicatorRow {
  /** Unique in the report: `<evaluator or live>:<id>`. */
  readonly key: string;
  /** Absent for live indicators, which the program itself calculates. */
  readonly evaluator?: Manifest;
  readonly definition: IndicatorDefinition;
  readonly target?: Target;
  readonly scale: Scale;
  /** By scenario; undefined where the evaluator did not run. */
  readonly values: readonly (IndicatorValue | undefined)[];
  /** Number of its formula in the methods, such as `A2.3`. */
  readonly number: string;
}

/** The results of one evaluator (or of the live model) over all scenarios. */
export interface ResultGroup {
  readonly id: string;
  readonly manifest?: Manifest;
  /** Place among the groups, from 1: the second part of the numbers of its formulas. */
  readonly order: number;
  readonly records: readonly (EvaluationRecord | undefined)[];
  readonly rows: readonly IndicatorRow[];
}

/** What a report knows before anything is put into words. */
export interface ReportFacts {
  readonly input: ReportInput;
  readonly marks: readonly ScenarioMark[];
  readonly groups: readonly ResultGroup[];
  readonly rows: readonly IndicatorRow[];
  /** Evaluators of the report without any result. */
  readonly idle: readonly Manifest[];
}

function rowOf(
  input: ReportInput,
  group: { id: string; order: number; manifest?: Manifest },
  definition: IndicatorDefinition,
  place: number,
  values: readonly (IndicatorValue | undefined)[],
): IndicatorRow {
  const target = input.targets[definition.id] ?? definition.target;
  const numbers = values.flatMap((value) => (value?.value === undefined ? [] : [value.value]));
  const row = {
    key: `${group.id}:${definition.id}`,
    definition,
    scale: scaleOf(definition.unit, definition.decimals, numbers),
    values,
    number: `A${group.order}.${place}`,
  };
  return { ...row, ...(group.manifest && { evaluator: group.manifest }), ...(target && { target }) };
}

/** The newest record of an evaluator in a scenario. */
function newest(records: readonly EvaluationRecord[], evaluator: string): EvaluationRecord | undefined {
  return records
    .filter((record) => record.evaluator === evaluator)
    .reduce<EvaluationRecord | undefined>(
      (best, record) => (best && best.created >= record.created ? best : record),
      undefined,
    );
}

/**
 * Gathers indicators by evaluator; live ones come first, as a group of their own.
 * Fails with `report/no-scenarios` and `report/baseline-not-first`.
 */
export function gatherFacts(input: ReportInput): ReportFacts {
  const first = input.scenarios[0];
  if (!first) throw new WorkbenchError('report/no-scenarios');
  if (first.scenario.parent !== null)
    throw new WorkbenchError('report/baseline-not-first', { name: first.scenario.name });
  const marks = input.scenarios.map(({ scenario }, order) => scenarioMark(scenario, order));
  const groups: ResultGroup[] = [];
  const idle: Manifest[] = [];
  if (input.liveIndicators.length > 0 && input.scenarios.some(({ live }) => live.length > 0)) {
    const group = { id: 'live', order: 1 };
    const rows = input.liveIndicators.map((definition, place) =>
      rowOf(
        input,
        group,
        definition,
        place + 1,
        input.scenarios.map(({ live }) => live.find(({ id }) => id === definition.id)),
      ),
    );
    groups.push({ ...group, records: input.scenarios.map(() => undefined), rows });
  }
  for (const manifest of input.evaluators) {
    const records = input.scenarios.map(({ evaluations }) => newest(evaluations, manifest.id));
    if (records.every((record) => record === undefined)) {
      idle.push(manifest);
      continue;
    }
    const group = { id: manifest.id, order: groups.length + 1, manifest };
    const rows = manifest.indicators.map((definition, place) =>
      rowOf(
        input,
        group,
        definition,
        place + 1,
        records.map((record) => record?.result.indicators.find(({ id }) => id === definition.id)),
      ),
    );
    groups.push({ ...group, records, rows });
  }
  return { input, marks, groups, rows: groups.flatMap(({ rows }) => rows), idle };
}

/** The number of an indicator in a scenario; undefined where it has none. */
export function numberOf(row: IndicatorRow, index: number): number | undefined {
  const value = row.values[index];
  return value?.status === 'ok' && value.value !== undefined && Number.isFinite(value.value) ? value.value : undefined;
}

/** Difference from the baseline as it is shown; undefined where one of the two has no number. */
export function changeOf(row: IndicatorRow, index: number): number | undefined {
  const value = numberOf(row, index);
  const baseline = numberOf(row, 0);
  return index === 0 || value === undefined || baseline === undefined
    ? undefined
    : shownDifference(value, baseline, row.scale);
}

/** How the change of a scenario is to be read. */
export function verdictOf(row: IndicatorRow, index: number): Verdict | undefined {
  const change = changeOf(row, index);
  if (change === undefined) return undefined;
  if (change === 0) return 'same';
  if (row.definition.better === 'neutral') return 'none';
  return change > 0 === (row.definition.better === 'higher') ? 'better' : 'worse';
}

/** Whether a scenario meets the target; undefined without a target or a number. */
export function isMet(row: IndicatorRow, index: number): boolean | undefined {
  const value = numberOf(row, index);
  return value === undefined || !row.target ? undefined : meetsTarget(value, row.target);
}

/**
 * The scenarios that are best in an indicator. Empty where it has no direction, where fewer than two scenarios have a number
 * and where all of them are the same as shown.
 */
export function bestOf(row: IndicatorRow): readonly number[] {
  if (row.definition.better === 'neutral') return [];
  const known = row.values.flatMap((_, index) => {
    const value = numberOf(row, index);
    return value === undefined ? [] : [{ index, value }];
  });
  if (known.length < 2) return [];
  const sign = row.definition.better === 'higher' ? 1 : -1;
  const top = known.reduce((best, entry) => (sign * entry.value > sign * best.value ? entry : best));
  const best = known.filter(({ value }) => shownDifference(top.value, value, row.scale) === 0);
  return best.length === known.length ? [] : best.map(({ index }) => index);
}

/** Percentage points that count as much as a doubling. */
const weightyPoints = 25;

/**
 * How much a change matters, from 0 on: relative to the larger of the two values; targets crossed count most. Of percentages
 * the points count as well: 0 to 0.5 % is no great change, though it began from nothing.
 */
export function weightOf(row: IndicatorRow, index: number): number {
  const value = numberOf(row, index);
  const baseline = numberOf(row, 0);
  if (value === undefined || baseline === undefined) return 0;
  const size = Math.max(Math.abs(value), Math.abs(baseline));
  const change = Math.abs(value - baseline);
  const most = row.definition.unit === '%' ? change / weightyPoints : 1;
  const relative = size === 0 ? 0 : Math.min(1, most, change / size);
  const crosses = row.target !== undefined && isMet(row, index) !== isMet(row, 0);
  return relative * (row.target ? 1.5 : 1) + (crosses ? 2 : 0);
}

/** Whether an indicator says anew what others found: its evaluator reads nothing but the results of other evaluators. */
function isRestated({ evaluator }: IndicatorRow): boolean {
  return evaluator?.inputs.length === 0;
}

function sameTarget(a: IndicatorRow, b: IndicatorRow): boolean {
  return (
    a.definition.label.zh === b.definition.label.zh &&
    a.definition.unit === b.definition.unit &&
    a.target?.value === b.target?.value &&
    a.target?.comparison === b.target?.comparison
  );
}

/** Indicators with a target; one that an evaluator takes over from another, target and all, counts once. */
export function targetedRows({ rows }: ReportFacts): IndicatorRow[] {
  const targeted = rows.filter(({ target }) => target);
  const own = targeted.filter((row) => !isRestated(row));
  return targeted.filter((row) => !isRestated(row) || !own.some((other) => sameTarget(other, row)));
}

/**
 * Gains or losses of a scenario against the baseline, the weightiest first, without what evaluators of evaluators say anew of
 * them.
 */
export function changesBy(facts: ReportFacts, index: number, verdict: Verdict): IndicatorRow[] {
  return facts.rows
    .filter((row) => !isRestated(row) && verdictOf(row, index) === verdict)
    .sort((a, b) => weightOf(b, index) - weightOf(a, index) || (a.key < b.key ? -1 : 1));
}
