import type { ReactNode } from 'react';
import type { IndicatorChange, RunComparison, SettingChange } from '#core/evaluation/compare-runs.ts';
import type { Manifest } from '#core/evaluation/contract.ts';
import { inputTexts } from '#core/evaluation/input-parts.ts';
import { defaultAssumptions } from '#core/model/assumption.ts';
import { formatFixed, type LocalText } from '#core/model/text.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { runTexts } from '#renderer/texts/run-texts.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Delta } from '#renderer/ui/Delta.tsx';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { measureOf, shownDifference, writeValue } from '#renderer/ui/measure.ts';

interface IndicatorLineProps {
  readonly change: IndicatorChange;
  readonly manifest: Manifest;
}

function IndicatorLine({ change: { id, one, other, percent }, manifest }: IndicatorLineProps) {
  const say = useText();
  const language = useLanguage();
  const definition = manifest.indicators.find((each) => each.id === id);
  if (!definition) return null;
  const largest = Math.max(Math.abs(one?.value ?? 0), Math.abs(other?.value ?? 0));
  const measure = measureOf(definition.unit, definition.decimals, language, largest);
  const cell = (value: typeof one) =>
    value?.value === undefined ? value && <IndicatorStatus value={value} /> : writeValue(value.value, measure);
  const isShown =
    one?.value !== undefined && other?.value !== undefined && shownDifference(other.value, one.value, measure) !== 0;
  return (
    <tr>
      <th scope="row">{say(definition.label)}</th>
      <td className="number">{cell(one)}</td>
      <td className="number">{cell(other)}</td>
      <td className="number">
        {one?.value !== undefined && other?.value !== undefined && (
          <Delta before={one.value} after={other.value} measure={measure} better={definition.better} />
        )}
      </td>
      <td className="number dim">
        {percent === null || !isShown ? '' : `${percent > 0 ? '+' : ''}${formatFixed(percent, 1)} %`}
      </td>
    </tr>
  );
}

function assumptionName(id: string): LocalText {
  return defaultAssumptions.find((each) => each.id === id)?.label ?? { zh: id, en: id };
}

interface SettingListProps {
  readonly title: LocalText;
  readonly changes: readonly SettingChange[];
  readonly nameOf: (id: string) => LocalText;
}

/** Settings that differ between the runs. */
function SettingList({ title, changes, nameOf }: SettingListProps) {
  const say = useText();
  if (changes.length === 0) return null;
  return (
    <>
      <h4>{say(title)}</h4>
      <dl className="key-values">
        {changes.map(({ id, one, other }) => (
          <div key={id} className="key-value">
            <dt>{say(nameOf(id))}</dt>
            <dd>
              {String(one ?? '–')} → {String(other ?? '–')}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface RunComparisonViewProps {
  readonly manifest: Manifest;
  readonly found: RunComparison;
  /** What stands over the figures of the one and of the other. */
  readonly heads: readonly [ReactNode, ReactNode];
}

/** Two results of one evaluator: indicator by indicator, and what differed in parameters, assumptions and inputs. */
export function RunComparisonView({ manifest, found, heads }: RunComparisonViewProps) {
  const say = useText();
  return (
    <div className="result-detail selectable run-comparison">
      <p className="dim">
        {say(found.sameResult ? runTexts.sameResult : found.sameInputs ? runTexts.sameInputs : runTexts.differ)}
      </p>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{say(tableTexts.indicator)}</th>
            {heads.map((head, at) => (
              <th key={at === 0 ? 'one' : 'other'} scope="col" className="number">
                {head}
              </th>
            ))}
            <th scope="col" className="number">
              {say(runTexts.change)}
            </th>
            <th scope="col" aria-label="%" />
          </tr>
        </thead>
        <tbody>
          {found.indicators.map((change) => (
            <IndicatorLine key={change.id} change={change} manifest={manifest} />
          ))}
        </tbody>
      </table>
      <SettingList
        title={runTexts.parameters}
        changes={found.parameters}
        nameOf={(id) => manifest.parameters[id]?.title ?? { zh: id, en: id }}
      />
      <SettingList title={runTexts.assumptions} changes={found.assumptions} nameOf={assumptionName} />
      {found.inputs.length > 0 && (
        <>
          <h4>{say(runTexts.inputs)}</h4>
          <ul>
            {inputTexts(found.inputs).map((text) => (
              <li key={text.en}>{say(text)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
