import { scenarioColour } from '#core/model/scenario.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { writeNumber } from '#renderer/ui/measure.ts';
import { ScenarioMark } from '#renderer/ui/ScenarioMark.tsx';
import type { Comparison, ComparisonRow } from './use-comparison.ts';

/** The bars of one indicator, all from 0; the band of each as a line. */
function Bars({ row, scenarios }: { readonly row: ComparisonRow; readonly scenarios: Comparison['scenarios'] }) {
  const say = useText();
  const theme = useWindow((state) => state.theme);
  const { definition, values, measure, target } = row;
  const numbers = values.flatMap((value) => [value?.value, value?.low, value?.high]).filter((one) => one !== undefined);
  const low = Math.min(0, ...numbers);
  const high = Math.max(0, target?.value ?? 0, ...numbers);
  const place = (number: number): number => (high > low ? ((number - low) / (high - low)) * 100 : 0);
  const zero = place(0);
  return (
    <li className="bars">
      <h3>
        {say(definition.label)} <span className="dim">{measure.unit}</span>
      </h3>
      {scenarios.map((scenario, at) => {
        const value = values[at];
        if (!value) return null;
        const own = value.value === undefined ? zero : place(value.value);
        return (
          <div key={scenario.id} className="bar-line">
            <ScenarioMark scenario={scenario} />
            <span className="visually-hidden">{say(scenario.name)}</span>
            {value.value === undefined ? (
              <IndicatorStatus value={value} />
            ) : (
              <>
                <svg width="100%" height="14" aria-hidden>
                  <rect width="100%" y="3" height="8" fill="var(--sunk)" />
                  <rect
                    x={`${Math.min(zero, own)}%`}
                    y="3"
                    width={`${Math.abs(own - zero)}%`}
                    height="8"
                    fill={scenarioColour(scenario, theme)}
                    stroke={scenario.letter === 'E' && theme === 'light' ? 'var(--line3)' : 'none'}
                  />
                  {value.low !== undefined && value.high !== undefined && (
                    <rect
                      x={`${place(value.low)}%`}
                      y="6"
                      width={`${place(value.high) - place(value.low)}%`}
                      height="2"
                      fill="var(--t1)"
                    />
                  )}
                  {target && <rect x={`${place(target.value)}%`} width="1.5" height="14" fill="var(--t2)" />}
                </svg>
                <span className="number">{writeNumber(value.value, measure)}</span>
              </>
            )}
          </div>
        );
      })}
    </li>
  );
}

/** Every indicator as bars of all scenarios. */
export function ComparisonBars({
  rows,
  scenarios,
}: {
  readonly rows: readonly ComparisonRow[];
  readonly scenarios: Comparison['scenarios'];
}) {
  return (
    <ul className="bar-grid">
      {rows.map((row) => (
        <Bars key={row.key} row={row} scenarios={scenarios} />
      ))}
    </ul>
  );
}
