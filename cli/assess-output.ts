import type { EvaluationRecord, Manifest } from '#core/evaluation/contract.ts';
import { shownParameters } from '#core/evaluation/parameters.ts';
import type { IndicatorDefinition, IndicatorValue } from '#core/model/indicator.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { LiveIndicators } from '#core/rpc/live-answers.ts';
import type { EvaluationOutcome } from '#core/rpc/requests.ts';
import type { CommandContext } from './command.ts';
import { changeText, indicatorTitle, valueText } from './indicator-text.ts';
import { scenarioTitle } from './project.ts';
import { textTable } from './text-table.ts';

interface Assessment {
  readonly project: string;
  readonly scenarios: readonly Scenario[];
  readonly manifests: readonly Manifest[];
  readonly outcomes: readonly EvaluationOutcome[];
  readonly live: LiveIndicators;
  readonly reports: readonly string[];
}

/** One row for each indicator: its title, then value and change for each scenario. */
export function indicatorTable(
  definitions: readonly IndicatorDefinition[],
  scenarios: readonly Scenario[],
  valueOf: (definition: IndicatorDefinition, scenario: Scenario) => IndicatorValue | undefined,
  { language }: Pick<CommandContext, 'language'>,
): string[] {
  const head = [
    '',
    ...scenarios.flatMap((scenario, at) => [scenarioTitle(scenario, { language }), ...(at > 0 ? ['Δ'] : [])]),
  ];
  const rows = definitions.map((definition) => {
    const [baseline] = scenarios.map((scenario) => valueOf(definition, scenario));
    return [
      indicatorTitle(definition, language),
      ...scenarios.flatMap((scenario, at) => {
        const measured = valueOf(definition, scenario);
        const value = valueText(definition, measured, language);
        return at > 0 ? [value, changeText(definition, measured, baseline)] : [value];
      }),
    ];
  });
  return textTable([head, ...rows], new Set([...head.keys()].slice(1)));
}

/** What an assessment came to, for people. */
export function printAssessment(assessment: Assessment, context: CommandContext): void {
  const { print, tell, language } = context;
  const { scenarios, manifests, outcomes, reports } = assessment;
  for (const manifest of manifests) {
    const own = outcomes.filter(({ evaluator }) => evaluator === manifest.id);
    print(`${manifest.name[language]} (${manifest.id} ${manifest.version})`);
    const valueOf = ({ id }: IndicatorDefinition, scenario: Scenario) =>
      own
        .find((outcome) => outcome.scenario === scenario.id)
        ?.record?.result.indicators.find((value) => value.id === id);
    for (const line of indicatorTable(manifest.indicators, scenarios, valueOf, context)) print(`  ${line}`);
    for (const { error, scenario } of own) {
      if (!error) continue;
      const title = scenarioTitle(scenarios.find(({ id }) => id === scenario)!, context);
      tell(`✗ ${manifest.id}, ${title}: ${error.message[language]} ${error.hint[language]}`.trimEnd());
    }
    print('');
  }
  for (const file of reports) print(language === 'zh' ? `报告：${file}` : `Report: ${file}`);
}

function measuredData(definition: IndicatorDefinition, measured: IndicatorValue, baseline: IndicatorValue | undefined) {
  const { id, label, unit, better, dimension, formula, source, target } = definition;
  const hasChange = measured.value !== undefined && baseline?.value !== undefined;
  return {
    id,
    label,
    unit,
    better,
    dimension,
    formula,
    source,
    ...(target ? { target } : {}),
    status: measured.status,
    value: measured.value ?? null,
    low: measured.low ?? null,
    high: measured.high ?? null,
    ...(measured.reason ? { reason: measured.reason } : {}),
    change: hasChange ? measured.value! - baseline.value! : null,
  };
}

function recordData(
  record: EvaluationRecord,
  manifest: Manifest,
  baseline: EvaluationRecord | undefined,
  features: boolean,
) {
  const { version, parameters, assumptions, inputsHash, resultHash, result, plugin } = record;
  return {
    version,
    parameters: shownParameters(manifest, parameters),
    assumptions,
    inputsHash,
    resultHash,
    ...(plugin ? { plugin: { hash: plugin.hash, signedBy: plugin.signedBy ?? null } } : {}),
    indicators: manifest.indicators.flatMap((definition) => {
      const [measured, before] = [record, baseline].map((each) =>
        each?.result.indicators.find(({ id }) => id === definition.id),
      );
      return measured ? [measuredData(definition, measured, before)] : [];
    }),
    tables: result.tables ?? [],
    charts: result.charts ?? [],
    remarks: result.remarks,
    ...(features
      ? {
          features: (result.features ?? []).map(({ id, values }) => ({ id, values: Array.from(values, numberOrNull) })),
        }
      : {}),
  };
}

/** JSON has no NaN. */
function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** What an assessment came to, for programs. Numbers that do not exist are null, with the status that says why. */
export function assessmentData(
  { project, scenarios, manifests, outcomes, live, reports }: Assessment,
  features: boolean,
) {
  const baseline = scenarios[0]!.id;
  return {
    project,
    scenarios: scenarios.map(({ id, letter, name, parent }) => ({ id, letter, name, parent })),
    live: scenarios.map(({ id }) => ({
      scenario: id,
      indicators: live.definitions.map((definition, at) =>
        measuredData(definition, live.byScenario[id]![at]!, live.byScenario[baseline]![at]),
      ),
    })),
    evaluations: outcomes.map(({ evaluator, scenario, record, error, seconds, reused }) => {
      const manifest = manifests.find(({ id }) => id === evaluator)!;
      const before = outcomes.find((each) => each.evaluator === evaluator && each.scenario === baseline)?.record;
      const head = { evaluator, scenario, seconds, reused };
      return record ? { ...head, ...recordData(record, manifest, before, features) } : { ...head, error };
    }),
    reports,
  };
}
