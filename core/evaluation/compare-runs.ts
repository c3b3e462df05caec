import type { ScenarioId } from '#core/model/ids.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import type { EvaluationRecord, ParameterValue } from './contract.ts';

/** What a stored result is known by. */
export interface RunHeader {
  readonly id: string;
  readonly scenario: ScenarioId;
  readonly evaluator: string;
  readonly version: string;
  readonly inputsHash: string;
  readonly resultHash: string;
  /** ISO 8601 instant. */
  readonly created: string;
  /** Whether it is the latest of its evaluator and scenario. */
  readonly latest: boolean;
}

/** One indicator in two runs; a run that does not have it has undefined. */
export interface IndicatorChange {
  readonly id: string;
  readonly one: IndicatorValue | undefined;
  readonly other: IndicatorValue | undefined;
  /** The other less the one, where both have a number. */
  readonly change: number | null;
  /** The change in percent of the one; null where that is 0 or unknown. */
  readonly percent: number | null;
}

/** Whether an indicator has another number, or another status, in the other run. */
export function isChanged({ change, one, other }: IndicatorChange): boolean {
  return (change ?? 0) !== 0 || one?.status !== other?.status || (one === undefined) !== (other === undefined);
}

/** A parameter or assumption that differs; null in the run that does not have it. */
export interface SettingChange {
  readonly id: string;
  readonly one: ParameterValue | null;
  readonly other: ParameterValue | null;
}

/**
 * A part of the inputs that differs: `parcel/land_use` is a field, `parcel/geometry` and `parcel/features` are shapes and the
 * set of features, `elevation` is a grid; those of the baseline begin with `baseline/`.
 */
export interface InputChange {
  readonly part: string;
  readonly kind: 'changed' | 'added' | 'removed';
}

/** What two stored results of one evaluator have in common and where they differ. */
export interface RunComparison {
  readonly evaluator: string;
  readonly indicators: readonly IndicatorChange[];
  readonly parameters: readonly SettingChange[];
  readonly assumptions: readonly SettingChange[];
  readonly inputs: readonly InputChange[];
  readonly sameInputs: boolean;
  readonly sameResult: boolean;
}

function indicatorChanges(one: EvaluationRecord, other: EvaluationRecord): IndicatorChange[] {
  const of = (record: EvaluationRecord) => new Map(record.result.indicators.map((value) => [value.id, value]));
  const [before, after] = [of(one), of(other)];
  return [...new Set([...before.keys(), ...after.keys()])].map((id) => {
    const [first, second] = [before.get(id), after.get(id)];
    const isKnown = first?.value !== undefined && second?.value !== undefined;
    const change = isKnown ? second.value! - first.value! : null;
    const percent = change !== null && first!.value !== 0 ? (100 * change) / Math.abs(first!.value!) : null;
    return { id, one: first, other: second, change, percent };
  });
}

function settingChanges(
  one: Readonly<Record<string, ParameterValue>>,
  other: Readonly<Record<string, ParameterValue>>,
): SettingChange[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((id) => {
    const [first, second] = [one[id] ?? null, other[id] ?? null];
    return JSON.stringify(first) === JSON.stringify(second) ? [] : [{ id, one: first, other: second }];
  });
}

function inputChanges(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): InputChange[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].sort().flatMap((part): InputChange[] => {
    if (one[part] === other[part]) return [];
    return [{ part, kind: one[part] === undefined ? 'added' : other[part] === undefined ? 'removed' : 'changed' }];
  });
}

/** Results that another evaluator gave, as a part of the inputs: `tod of <scenario>`. */
function partsOf({ inputs = {}, reads = [] }: EvaluationRecord): Readonly<Record<string, string>> {
  return {
    ...inputs,
    ...Object.fromEntries(reads.map((read) => [`${read.evaluator}/${read.scenario}`, read.inputsHash])),
  };
}

/** Holds two runs of one evaluator against each other, indicator by indicator and input by input. */
export function compareRuns(one: EvaluationRecord, other: EvaluationRecord): RunComparison {
  return {
    evaluator: one.evaluator,
    indicators: indicatorChanges(one, other),
    parameters: settingChanges(one.parameters, other.parameters),
    assumptions: settingChanges(one.assumptions, other.assumptions),
    inputs: inputChanges(partsOf(one), partsOf(other)),
    sameInputs: one.inputsHash === other.inputsHash,
    sameResult: one.resultHash === other.resultHash,
  };
}
