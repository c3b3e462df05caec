import { type Assumption, assumptionValues } from '#core/model/assumption.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { IndicatorDefinition, IndicatorStatus, IndicatorValue } from '#core/model/indicator.ts';
import type {
  EvaluatorParameter,
  Manifest,
  Others,
  ParameterValues,
  PlannedResult,
  PlannedRun,
  SubjectEvaluator,
} from './contract.ts';

/** A sum of products: each term a factor and the names of the assumptions and parameters it is multiplied with. */
type CaseFormula = readonly (readonly [factor: number, ...names: readonly string[]])[];

/** What the other evaluators of a case gave: a number, or the status where there is none, by evaluator, scenario and indicator. */
type CaseResults = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number | string>>>>>>;

/** Other evaluators and scenarios of a case. */
export interface CaseOthers {
  /** Ids, the baseline first; they are their own names. */
  readonly scenarios: readonly string[];
  readonly own: string;
  readonly results?: CaseResults;
  /** Units of the indicators read, as `evaluator/indicator`; 1 where none is given. */
  readonly units?: Readonly<Record<string, string>>;
  /** The evaluator that is run again: a formula in place of its code, by scenario and indicator. */
  readonly subject?: {
    readonly id: string;
    readonly parameters: Readonly<Record<string, EvaluatorParameter>>;
    readonly better?: Readonly<Record<string, IndicatorDefinition['better']>>;
    readonly formulas: Readonly<Record<string, Readonly<Record<string, CaseFormula>>>>;
  };
  readonly assumptions?: readonly Pick<Assumption, 'id' | 'low' | 'base' | 'high'>[];
}

function nameOf(id: string) {
  return { zh: id, en: id };
}

function definitionOf(id: string, better: IndicatorDefinition['better'] = 'higher', unit = '1'): IndicatorDefinition {
  const label = nameOf(id);
  return { id, label, unit, decimals: 2, better, dimension: 'infrastructure', formula: id, source: 'case' };
}

function valueOf(id: string, given: number | string): IndicatorValue {
  if (typeof given === 'number') return { id, status: 'ok', value: given };
  return { id, status: given as IndicatorStatus, reason: nameOf(`${id}: ${given}`) };
}

function subjectOf({ subject }: CaseOthers): SubjectEvaluator | undefined {
  if (!subject) return undefined;
  const { id, parameters, better = {}, formulas } = subject;
  const indicators = Object.keys(Object.values(formulas)[0] ?? {});
  const values = Object.fromEntries(Object.entries(parameters).map(([name, each]) => [name, each.default]));
  return {
    id,
    version: '1.0.0',
    name: nameOf(id),
    indicators: indicators.map((each) => definitionOf(each, better[each])),
    parameters,
    values: values as ParameterValues,
  };
}

/** What an evaluator of a case knows of others; the indicators it declares and nothing else. */
export function caseOthers(given: CaseOthers, manifest: Manifest): Others {
  const results = given.results ?? {};
  const read = manifest.reads ?? [];
  const declared = read.flatMap(({ evaluator, indicators, scenarios }) =>
    results[evaluator] ? [{ evaluator, indicators, scenarios, byScenario: results[evaluator] }] : [],
  );
  const subject = subjectOf(given);
  return {
    scenarios: given.scenarios.map((id) => ({ id: id as ScenarioId, name: nameOf(id), letter: id.slice(0, 1) })),
    own: given.own as ScenarioId,
    evaluators: declared.map(({ evaluator, indicators, byScenario }) => {
      const known = new Set(Object.values(byScenario).flatMap((values) => Object.keys(values)));
      return {
        id: evaluator,
        version: '1.0.0',
        name: nameOf(evaluator),
        indicators: indicators
          .filter((id) => known.has(id))
          .map((id) => definitionOf(id, 'higher', given.units?.[`${evaluator}/${id}`])),
      };
    }),
    results: declared.flatMap(({ evaluator, indicators, scenarios, byScenario }) =>
      Object.entries(byScenario)
        .filter(([scenario]) => {
          const isBaseline = scenario === given.scenarios[0];
          return scenarios === 'all' || scenario === given.own || (scenarios === 'with-baseline' && isBaseline);
        })
        .map(([scenario, values]) => ({
          evaluator,
          scenario: scenario as ScenarioId,
          inputsHash: `inputs of ${evaluator} ${scenario}`,
          resultHash: `result of ${evaluator} ${scenario}`,
          indicators: Object.entries(values)
            .filter(([id]) => indicators.includes(id))
            .map(([id, value]) => valueOf(id, value)),
        })),
    ),
    ...(subject ? { subject } : {}),
    assumptions: (given.assumptions ?? []).map((assumption) => ({
      ...assumption,
      label: nameOf(assumption.id),
      unit: '1',
      source: 'case',
      year: 2026,
      verifyLocally: false,
    })),
    runs: [],
  };
}

/** What the formulas of a case give for planned runs. */
export function caseRuns({ subject }: CaseOthers, others: Others, plan: readonly PlannedRun[]): PlannedResult[] {
  const base = { ...others.subject?.values, ...assumptionValues(others.assumptions) };
  return plan.map(({ scenario, assumptions, parameters }) => {
    const values: Readonly<Record<string, unknown>> = { ...base, ...parameters, ...assumptions };
    const formulas = Object.entries(subject?.formulas[scenario] ?? {});
    return {
      indicators: formulas.map(([id, terms]) => {
        const value = terms.reduce(
          (sum, [factor, ...names]) => sum + names.reduce((product, name) => product * Number(values[name]), factor),
          0,
        );
        return valueOf(id, Number.isFinite(value) ? value : 'undefined');
      }),
    };
  });
}
