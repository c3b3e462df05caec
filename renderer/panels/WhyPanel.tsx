import { SegmentedControl, Select } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import type { ScenarioId } from '#core/model/ids.ts';
import { type Scenario, scenarioColour } from '#core/model/scenario.ts';
import type { AssumptionSet, Explanation, ExplanationBar } from '#core/rpc/compare-answers.ts';
import { compareGroups } from '#renderer/state/compare-choices.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { whyTexts } from '#renderer/texts/why-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { type Measure, measureOf, writeNumber, writeValue } from '#renderer/ui/measure.ts';
import { type PlacedExplanation, placeBars } from './why-places.ts';

const sets: readonly AssumptionSet[] = ['low', 'base', 'high'];

/** A bar's amount as it is written: already divided and rounded, so that what is written adds up. */
function writeShown(shown: number, measure: Measure): string {
  const text = writeNumber(shown, { ...measure, factor: 1 });
  const signed = shown > 0 ? `+${text}` : text;
  return measure.differenceUnit === '' ? signed : `${signed}\u00a0${measure.differenceUnit}`;
}

function Total({
  scenario,
  place,
  text,
}: {
  readonly scenario: Scenario;
  readonly place: number;
  readonly text: string;
}) {
  const say = useText();
  const theme = useWindow((state) => state.theme);
  return (
    <li className="why-row total">
      <strong className="ellipsis">{say(scenario.name)}</strong>
      <svg width="100%" height="20" aria-hidden>
        <line x1="0" x2={`${place}%`} y1="10" y2="10" stroke="var(--line3)" strokeDasharray="1.5 2.5" />
        <rect x={`calc(${place}% - 2px)`} y="3" width="4" height="14" fill={scenarioColour(scenario, theme)} />
      </svg>
      <strong className="number">{text}</strong>
    </li>
  );
}

interface BarsProps {
  readonly placed: PlacedExplanation;
  readonly explanation: Explanation;
  readonly measure: Measure;
  readonly from: Scenario;
  readonly to: Scenario;
}

/** The totals as marks and between them a bar for each cause; a bar selects its parcels. */
function Waterfall({ placed, explanation, measure, from, to }: BarsProps) {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const selected = useWindow((state) => state.selected);
  const layer = description.layers.find(({ role }) => role === 'parcel')?.id ?? null;
  const pick = ({ features }: ExplanationBar): void => {
    workbench.window.set({ selected: { layer, features }, tableLayer: layer });
    if (layer) workbench.map.verbs?.fitFeatures(layer, features);
  };
  return (
    <ol className="why-bars">
      <Total scenario={from} place={placed.from} text={writeValue(explanation.from.value!, measure)} />
      {placed.bars.map(({ bar, shown, left, width }) => {
        const amount = writeShown(shown, measure);
        const words = { cause: say(bar.label), amount, count: bar.features.length };
        const isPicked = bar.features.length > 0 && selected.features === bar.features;
        return (
          <li key={bar.key}>
            <button
              type="button"
              className="why-row"
              disabled={bar.features.length === 0}
              aria-pressed={isPicked}
              aria-label={say(bar.features.length > 0 ? whyTexts.pick : whyTexts.plain, words)}
              onClick={() => pick(bar)}
            >
              <span className="ellipsis why-cause">{say(bar.label)}</span>
              <svg width="100%" height="20" aria-hidden>
                <rect
                  x={`${left}%`}
                  y="3"
                  width={`max(${width}%, 1.5px)`}
                  height="14"
                  rx="1.5"
                  fill={bar.amount < 0 ? 'var(--decrease)' : 'var(--increase)'}
                />
              </svg>
              <span className="number">{amount}</span>
            </button>
          </li>
        );
      })}
      <Total scenario={to} place={placed.to} text={writeValue(explanation.to.value!, measure)} />
      <li className="why-row axis dim" aria-hidden>
        <span />
        <span className="why-ends">
          <span>{writeNumber(placed.low, { ...measure, factor: 1 })}</span>
          <span>{writeValue(placed.high, { ...measure, factor: 1 })}</span>
        </span>
        <span />
      </li>
    </ol>
  );
}

/** Which parcels the largest bar of parcels has, and how much of all movement it is. */
function Share({ explanation, to }: { readonly explanation: Explanation; readonly to: ScenarioId }) {
  const workbench = useWorkbench();
  const say = useText();
  const selected = useWindow((state) => state.selected);
  const movement = explanation.bars.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  const picked = explanation.bars.find(({ features }) => features.length > 0 && features === selected.features);
  const bar = picked ?? explanation.bars.find(({ features }) => features.length > 0);
  if (!bar || movement === 0) return null;
  const share = Math.round((100 * Math.abs(bar.amount)) / movement);
  return (
    <p className="why-foot soft">
      {say(whyTexts.share, { count: bar.features.length, share })}
      {picked && (
        <button
          type="button"
          className="link-button"
          onClick={() => workbench.window.set({ mode: 'map', scenario: to, drawerOpen: true, drawerTab: 'attributes' })}
        >
          <Icon of={IconTable} size={14} />
          {say(whyTexts.table)}
        </button>
      )}
    </p>
  );
}

/** Why an indicator differs between the two compared scenarios: bars that add up, and what to choose about them. */
export function WhyPanel({ left, right }: { readonly left: ScenarioId; readonly right: ScenarioId }) {
  const { window } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const { why, by, fromAssumptions, toAssumptions } = useWindow((state) => state.compare);
  const { data: live } = useQuery('indicators/live', { scenarios: [left, right] });
  const request = { from: left, to: right, indicator: why, by, fromAssumptions, toAssumptions };
  const { data: explanation, error, loading } = useQuery('compare/explain', request);
  const [from, to] = [scenarioOf(description, left), scenarioOf(description, right)];
  const largest = Math.max(Math.abs(explanation?.from.value ?? 0), Math.abs(explanation?.to.value ?? 0));
  const measure =
    explanation && measureOf(explanation.definition.unit, explanation.definition.decimals, language, largest);
  const placed = explanation && measure ? placeBars(explanation, measure.factor, measure.decimals) : null;
  const set = (name: 'fromAssumptions' | 'toAssumptions', scenario: Scenario) => (
    <Select
      className="field-low why-set"
      aria-label={say(whyTexts.assumptions, { name: say(scenario.name) })}
      title={say(whyTexts.assumptions, { name: say(scenario.name) })}
      value={name === 'fromAssumptions' ? fromAssumptions : toAssumptions}
      data={sets.map((one) => ({ value: one, label: say(whyTexts[one]) }))}
      onChange={(next) => {
        const chosen = sets.find((one) => one === next);
        if (chosen) window.set(({ compare }) => ({ compare: { ...compare, [name]: chosen } }));
      }}
    />
  );
  const missing = [explanation?.from, explanation?.to].find((value) => value && value.status !== 'ok');
  return (
    <div className="why">
      <div className="why-choice">
        <Select
          className="field-low"
          aria-label={say(whyTexts.indicator)}
          searchable
          value={why}
          data={(live?.definitions ?? []).map(({ id, label }) => ({ value: id, label: say(label) }))}
          onChange={(next) => next !== null && window.set(({ compare }) => ({ compare: { ...compare, why: next } }))}
        />
        <SegmentedControl
          aria-label={say(whyTexts.by)}
          value={by}
          data={compareGroups.map((one) => ({ value: one, label: say(whyTexts[one]) }))}
          onChange={(next) => {
            const chosen = compareGroups.find((one) => one === next);
            if (chosen) window.set(({ compare }) => ({ compare: { ...compare, by: chosen } }));
          }}
        />
        <span className="why-sets">
          {set('fromAssumptions', from)}→{set('toAssumptions', to)}
        </span>
      </div>
      {error && <Empty text={error.describe(language)} />}
      {!explanation && !error && <p className="soft why-foot">{say(whyTexts.asking)}</p>}
      {missing && (
        <p className="why-foot">
          {say(whyTexts.noValue)} <IndicatorStatus value={missing} withReason />
        </p>
      )}
      {explanation && placed && measure && (
        <div className="scroll" aria-busy={loading}>
          {placed.bars.length === 0 ? (
            <Empty text={say(whyTexts.same)} />
          ) : (
            <Waterfall placed={placed} explanation={explanation} measure={measure} from={from} to={to} />
          )}
          <Share explanation={explanation} to={right} />
          <p className="why-foot dim">{say(whyTexts.sum)}</p>
        </div>
      )}
    </div>
  );
}
