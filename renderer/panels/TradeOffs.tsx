import { Select } from '@mantine/core';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { nonDominated, type Wish } from '#core/suggest/pareto.ts';
import { comparedWith } from '#renderer/state/compare-choices.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { compareTexts } from '#renderer/texts/compare-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { writeValue } from '#renderer/ui/measure.ts';
import { niceScale, spreadApart } from '#renderer/ui/nice-scale.ts';
import { ScenarioMark } from '#renderer/ui/ScenarioMark.tsx';
import type { ComparisonRow } from './use-comparison.ts';

const wishOf = ({ better }: IndicatorDefinition): Wish => (better === 'lower' ? 'less' : 'more');

/** Distance between the names of two marks, percent of the height. */
const labelGap = 9;

interface TradeOffsProps {
  readonly rows: readonly ComparisonRow[];
  readonly scenarios: readonly Scenario[];
  readonly across: string;
  readonly up: string;
}

function AxisChoice({
  rows,
  axis,
  value,
}: {
  readonly rows: readonly ComparisonRow[];
  readonly axis: 'across' | 'up';
  readonly value: string;
}) {
  const { window } = useWorkbench();
  const say = useText();
  return (
    <label className="axis-choice">
      <span className="dim">{say(compareTexts[axis])}</span>
      <Select
        className="field-low"
        aria-label={say(compareTexts[axis])}
        searchable
        value={value}
        data={rows.map((row) => ({
          value: row.key,
          label: row.isLive ? say(row.definition.label) : `${say(row.group)} · ${say(row.definition.label)}`,
        }))}
        onChange={(next) => next !== null && window.set(({ compare }) => ({ compare: { ...compare, [axis]: next } }))}
      />
    </label>
  );
}

/** Scenarios as marks over two indicators; those that no other one beats in both are joined. */
export function TradeOffs({ rows, scenarios, across, up }: TradeOffsProps) {
  const { window } = useWorkbench();
  const say = useText();
  const rowOf = (key: string, other: number): ComparisonRow | undefined =>
    rows.find((row) => row.key === key) ?? rows[other];
  const [x, y] = [rowOf(across, 0), rowOf(up, 1)];
  if (!x || !y) return <Empty text={say(compareTexts.tradeOffNeeds)} />;
  const points = scenarios.flatMap((scenario, at) => {
    const [right, high] = [x.values[at]?.value, y.values[at]?.value];
    return right === undefined || high === undefined ? [] : [{ scenario, at: [right, high] as const }];
  });
  const numbers = (axis: 0 | 1): number[] => points.map(({ at }) => at[axis]);
  const scaleX = niceScale(Math.min(...numbers(0)), Math.max(...numbers(0)));
  const scaleY = niceScale(Math.min(...numbers(1)), Math.max(...numbers(1)));
  const left = (value: number): number => ((value - scaleX.low) / (scaleX.high - scaleX.low)) * 100;
  const top = (value: number): number => 100 - ((value - scaleY.low) / (scaleY.high - scaleY.low)) * 100;
  const front = nonDominated(
    points.map(({ at }) => at),
    [wishOf(x.definition), wishOf(y.definition)],
  )
    .map((place) => points[place]!)
    .sort((a, b) => a.at[0] - b.at[0]);
  const line = front.map(({ at }) => `${left(at[0])},${top(at[1])}`).join(' ');
  // Names of marks that lie close together stand below each other.
  const names = spreadApart(
    points.map(({ at }) => top(at[1])),
    labelGap,
  );
  const isNeutral = [x, y].some(({ definition }) => definition.better === 'neutral');
  const ends = (row: ComparisonRow, { low, high }: { readonly low: number; readonly high: number }) =>
    [low, high].map((value) => writeValue(value, row.measure));
  const [endsX, endsY] = [ends(x, scaleX), ends(y, scaleY)];
  return (
    <div className="trade-offs">
      <div className="trade-choice">
        <AxisChoice rows={rows} axis="up" value={y.key} />
        <AxisChoice rows={rows} axis="across" value={x.key} />
        <p className="soft">{say(compareTexts.frontNote)}</p>
        {isNeutral && <p className="soft">{say(compareTexts.neutralNote)}</p>}
      </div>
      <div className="trade-plot">
        <span className="axis-end top">{endsY[1]}</span>
        <span className="axis-end bottom">{endsY[0]}</span>
        <span className="axis-end left">{endsX[0]}</span>
        <span className="axis-end right">{endsX[1]}</span>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
          <path d="M0 0V100H100" className="axis" />
          {front.length > 1 && <polyline points={line} className="front" />}
        </svg>
        {points.map(({ scenario, at }) => (
          <button
            key={scenario.id}
            type="button"
            className="trade-mark"
            style={{ left: `${left(at[0])}%`, top: `${top(at[1])}%` }}
            aria-label={say(
              front.some((one) => one.scenario === scenario) ? compareTexts.onFront : compareTexts.offFront,
              {
                scenario: say(scenario.name),
                across: writeValue(at[0], x.measure),
                up: writeValue(at[1], y.measure),
              },
            )}
            onClick={() => window.set((state) => ({ compared: comparedWith(state, scenario.id) }))}
          >
            <ScenarioMark scenario={scenario} />
          </button>
        ))}
        {points.map(({ scenario, at }, place) => (
          <span
            key={scenario.id}
            className="trade-name"
            style={{ left: `${left(at[0])}%`, top: `${names[place]}%` }}
            aria-hidden
          >
            {say(scenario.name)}
          </span>
        ))}
      </div>
    </div>
  );
}
