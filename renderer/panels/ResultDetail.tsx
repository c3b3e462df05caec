import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { Manifest, ResultTable, TableColumn } from '#core/evaluation/contract.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import { unitLabel } from '#core/model/indicator.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { formatFixed, formatNumber, type Language, type LocalText } from '#core/model/text.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { measureOf, writeNumber } from '#renderer/ui/measure.ts';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { ExplainPopover, useTargetText } from './ExplainPopover.tsx';
import { ScenarioChartView } from './ScenarioChartView.tsx';
import type { EvaluationView } from './use-evaluation.ts';

interface ResultDetailProps {
  readonly manifest: Manifest;
  readonly evaluation: EvaluationView;
  readonly scenario: Scenario;
}

/** Every indicator of the evaluator in every scenario. */
function IndicatorTable({ manifest, evaluation }: ResultDetailProps) {
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const targetText = useTargetText();
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">{say(tableTexts.indicator)}</th>
          <th scope="col">{say(tableTexts.unit)}</th>
          {evaluation.scenarios.map((scenario) => (
            <th key={scenario.id} scope="col" className="number" aria-label={say(scenario.name)}>
              <ScenarioBadge scenario={scenario} />
            </th>
          ))}
          <th scope="col" className="number">
            {say(tableTexts.target)}
          </th>
        </tr>
      </thead>
      <tbody>
        {manifest.indicators.map((definition) => {
          const values = evaluation.scenarios.map((scenario) =>
            evaluation
              .resultOf(manifest.id, scenario.id)
              ?.record.result.indicators.find(({ id }) => id === definition.id),
          );
          const largest = Math.max(0, ...values.map((value) => Math.abs(value?.value ?? 0)));
          const measure = measureOf(definition.unit, definition.decimals, language, largest);
          const target = description.targets[definition.id] ?? definition.target;
          return (
            <tr key={definition.id}>
              <th scope="row">
                <span className="indicator-cell">
                  {say(definition.label)}
                  <ExplainPopover definition={definition} value={values[0]} target={target} measure={measure} />
                </span>
              </th>
              <td className="dim">{measure.unit}</td>
              {values.map((value, place) => (
                <td key={evaluation.scenarios[place]!.id} className="number">
                  {value?.value === undefined
                    ? value && <IndicatorStatus value={value} />
                    : writeNumber(value.value, measure)}
                </td>
              ))}
              <td className="number dim">{target ? targetText(target, { ...measure, unit: '' }) : ''}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function cellText(cell: Scalar | LocalText, column: TableColumn, language: Language): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell[language];
  if (typeof cell !== 'number') return String(cell);
  return column.decimals === undefined ? formatNumber(cell) : formatFixed(cell, column.decimals);
}

/** A table that the evaluator made for one scenario. */
function DataTable({ table }: { readonly table: ResultTable }) {
  const say = useText();
  const language = useLanguage();
  const numeric = table.columns.map((_column, place) =>
    table.rows.every((row) => typeof row[place] !== 'string' && typeof row[place] !== 'object'),
  );
  return (
    <>
      <h4>{say(table.title)}</h4>
      <div className="table-scroll">
        <table className="plain">
          <thead>
            <tr>
              {table.columns.map((column, place) => (
                <th key={column.id} scope="col" className={numeric[place] ? 'number' : ''}>
                  {say(column.label)}
                  {column.unit && unitLabel(column.unit)[language] !== '' && ` ${unitLabel(column.unit)[language]}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={JSON.stringify(row)}>
                {table.columns.map((column, at) => (
                  <td key={column.id} className={numeric[at] ? 'number' : ''}>
                    {cellText(row[at] ?? null, column, language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Everything that one evaluator found: all indicators, further charts, tables and notes. */
export function ResultDetail(props: ResultDetailProps) {
  const { manifest, evaluation, scenario } = props;
  const say = useText();
  const result = evaluation.resultOf(manifest.id, scenario.id)?.record.result;
  return (
    <div className="result-detail selectable">
      <IndicatorTable {...props} />
      {result?.charts?.slice(1).map(({ id }) => (
        <ScenarioChartView
          key={id}
          evaluation={evaluation}
          evaluator={manifest.id}
          chart={id}
          current={scenario}
          height={180}
        />
      ))}
      {result?.tables?.map((table) => (
        <DataTable key={table.id} table={table} />
      ))}
      {(result?.remarks.length ?? 0) > 0 && (
        <>
          <h4>{say(evaluateTexts.remarks)}</h4>
          <ul>
            {result!.remarks.map((remark) => (
              <li key={remark.text.en} className={`remark-line ${remark.severity}`}>
                <Icon of={remark.severity === 'warning' ? IconAlertTriangle : IconInfoCircle} size={14} />
                {say(remark.text)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
