import { IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { type IndicatorDefinition, meetsTarget } from '#core/model/indicator.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { compareTexts } from '#renderer/texts/compare-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { type Measure, shownDifference, writeDifference, writeNumber } from '#renderer/ui/measure.ts';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { ExplainPopover, useTargetText } from './ExplainPopover.tsx';
import { SpreadPlot } from './SpreadPlot.tsx';
import type { Comparison, ComparisonRow } from './use-comparison.ts';

interface ChangeProps {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly measure: Measure;
  readonly better: IndicatorDefinition['better'];
}

/** A change with its sign, its direction as a shape, and whether it is for the better in words. */
function Change({ before, after, measure, better }: ChangeProps) {
  const say = useText();
  if (before === undefined || after === undefined)
    return <span className="dim">{say(compareTexts.notComparable)}</span>;
  const difference = shownDifference(after, before, measure);
  const text = writeDifference(difference, measure);
  if (text === null) return <span className="dim">{say(compareTexts.unchanged)}</span>;
  const shape = difference > 0 ? '▲' : '▼';
  if (better === 'neutral') return <span className="change">{`${shape} ${text}`}</span>;
  const judged = difference > 0 === (better === 'higher') ? 'better' : 'worse';
  return (
    <span className={`change ${judged}`}>
      {`${shape} ${text} `}
      <span className="change-word">{say(compareTexts[judged])}</span>
    </span>
  );
}

function Row({ row, comparison }: { readonly row: ComparisonRow; readonly comparison: Comparison }) {
  const { window } = useWorkbench();
  const say = useText();
  const targetText = useTargetText();
  const [left, right] = useWindow((state) => state.compared);
  const why = useWindow((state) => state.compare.why);
  const { definition, values, measure, target, isLive, key } = row;
  const { scenarios } = comparison;
  const valueOf = (scenario: string | undefined): number | undefined =>
    values[scenarios.findIndex(({ id }) => id === scenario)]?.value;
  return (
    <tr data-selected={isLive && why === key}>
      <th scope="row">
        <span className="indicator-cell">
          {isLive ? (
            <button
              type="button"
              className="indicator-link"
              title={say(compareTexts.askWhy)}
              onClick={() => window.set(({ compare }) => ({ compare: { ...compare, why: key, side: 'why' } }))}
            >
              {say(definition.label)}
            </button>
          ) : (
            say(definition.label)
          )}
          <ExplainPopover definition={definition} value={values[0]} target={target} measure={measure} />
        </span>
      </th>
      <td className="dim">{measure.unit}</td>
      {scenarios.map((scenario, at) => {
        const value = values[at];
        return (
          <td key={scenario.id} className={`number ${scenario.id === right ? 'strong' : ''}`}>
            {target && value?.value !== undefined && meetsTarget(value.value, target) && (
              <span className="reached" title={say(compareTexts.reached)}>
                <Icon of={IconCheck} size={14} />
                <span className="visually-hidden">{say(compareTexts.reached)}</span>
              </span>
            )}
            {value?.value === undefined
              ? value && <IndicatorStatus value={value} />
              : writeNumber(value.value, measure)}
          </td>
        );
      })}
      <td className="number">
        <Change before={valueOf(left)} after={valueOf(right)} measure={measure} better={definition.better} />
      </td>
      <td className="number dim">{target ? targetText(target, { ...measure, unit: '' }) : ''}</td>
      <td>
        <SpreadPlot definition={definition} target={target} scenarios={scenarios} values={values} shown={right!} />
      </td>
    </tr>
  );
}

/** All indicators of all scenarios: values, reached targets ticked, the change between the compared two, targets, where they lie. */
export function ComparisonTable({ comparison }: { readonly comparison: Comparison }) {
  const say = useText();
  const description = useDescription();
  const [left, right] = useWindow((state) => state.compared);
  const { scenarios, rows } = comparison;
  const [from, to] = [scenarioOf(description, left!), scenarioOf(description, right!)];
  return (
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
          <th
            scope="col"
            className="number"
            aria-label={say(compareTexts.changeFrom, { from: say(from.name), to: say(to.name) })}
          >
            <span className="change-head">
              <ScenarioBadge scenario={from} />→<ScenarioBadge scenario={to} />
            </span>
          </th>
          <th scope="col" className="number">
            {say(compareTexts.target)}
          </th>
          <th scope="col">{say(compareTexts.spread)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <Fragment key={row.key}>
            {row.group !== rows[place - 1]?.group && !row.isLive && (
              <tr className="group-row">
                <th scope="colgroup" colSpan={scenarios.length + 5}>
                  {say(row.group)}
                </th>
              </tr>
            )}
            <Row row={row} comparison={comparison} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
