import { IconCheck, IconDownload } from '@tabler/icons-react';
import type { Scenario } from '#core/model/scenario.ts';
import { buildReport } from '#renderer/state/evaluation-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import type { Workbench } from '#renderer/state/workbench.ts';
import { useProject, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { compareTexts } from '#renderer/texts/compare-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { measureOf, writeNumber } from '#renderer/ui/measure.ts';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { ScenarioMark } from '#renderer/ui/ScenarioMark.tsx';
import { bestPlaces } from './best-places.ts';
import { ExplainPopover, useTargetText } from './ExplainPopover.tsx';
import { SpreadPlot } from './SpreadPlot.tsx';

async function saveWorkbook(workbench: Workbench, scenarios: readonly Scenario[]): Promise<void> {
  const { language } = workbench.window.get();
  const bytes = await buildReport(workbench, {
    language,
    format: 'xlsx',
    scenarios: scenarios.map(({ id }) => id),
    evaluators: [],
  });
  const name = workbench.project.get().state?.description.name ?? 'cityloom';
  if (!bytes) return;
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  try {
    await workbench.host.saveFile(`${name}.xlsx`, type, new Uint8Array(bytes));
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** The live indicators of all scenarios: values, the best marked, targets, and where they lie. */
export function ComparisonTable() {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const { description } = useProject();
  const targetText = useTargetText();
  const right = useWindow((state) => state.compared[1]);
  const scenarios = [...description.scenarios].sort((a, b) => a.order - b.order);
  const { data: live } = useQuery('indicators/live', { scenarios: scenarios.map(({ id }) => id) });
  return (
    <section className="panel comparison" aria-label={say(compareTexts.indicators)}>
      <div className="panel-head">
        <h2>{say(compareTexts.indicators)}</h2>
        <ul className="mark-legend">
          {scenarios.map((scenario) => (
            <li key={scenario.id}>
              <ScenarioMark scenario={scenario} />
              {say(scenario.name)}
            </li>
          ))}
          <li>
            <svg width="9" height="12" aria-hidden>
              <path d="M4.5 1V11" stroke="var(--t2)" />
            </svg>
            {say(compareTexts.target)}
          </li>
        </ul>
        <span className="space" />
        <button
          type="button"
          className="button low"
          aria-label={say(compareTexts.saveXlsx)}
          title={say(compareTexts.saveXlsx)}
          onClick={() => void saveWorkbook(workbench, scenarios)}
        >
          <Icon of={IconDownload} size={14} />
          {say(compareTexts.xlsx)}
        </button>
      </div>
      <div className="scroll">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say(compareTexts.indicator)}</th>
              <th scope="col">{say(compareTexts.unit)}</th>
              {scenarios.map((scenario) => (
                <th key={scenario.id} scope="col" className="number" aria-label={say(scenario.name)}>
                  <ScenarioBadge scenario={scenario} />
                </th>
              ))}
              <th scope="col" className="number">
                {say(compareTexts.target)}
              </th>
              <th scope="col">{say(compareTexts.spread)}</th>
            </tr>
          </thead>
          <tbody>
            {live?.definitions.map((definition, place) => {
              const values = scenarios.map(({ id }) => live.byScenario[id]?.[place]);
              const largest = Math.max(0, ...values.map((value) => Math.abs(value?.value ?? 0)));
              const measure = measureOf(definition.unit, definition.decimals, language, largest);
              const target = description.targets[definition.id] ?? definition.target;
              const best = bestPlaces(values, definition.better);
              return (
                <tr key={definition.id}>
                  <th scope="row">
                    <span className="indicator-cell">
                      {say(definition.label)}
                      <ExplainPopover definition={definition} value={values[0]} target={target} measure={measure} />
                    </span>
                  </th>
                  <td className="dim">{measure.unit}</td>
                  {scenarios.map((scenario, at) => {
                    const value = values[at];
                    return (
                      <td key={scenario.id} className={`number ${scenario.id === right ? 'strong' : ''}`}>
                        {best.includes(at) && (
                          <span className="best">
                            <Icon of={IconCheck} size={14} />
                            <span className="visually-hidden">{say(compareTexts.best)}</span>
                          </span>
                        )}
                        {value?.value === undefined
                          ? value && <IndicatorStatus value={value} />
                          : writeNumber(value.value, measure)}
                      </td>
                    );
                  })}
                  <td className="number dim">{target ? targetText(target, { ...measure, unit: '' }) : ''}</td>
                  <td>
                    <SpreadPlot
                      definition={definition}
                      target={target}
                      scenarios={scenarios}
                      values={values}
                      shown={right!}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
