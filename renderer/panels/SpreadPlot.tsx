import type { ScenarioId } from '#core/model/ids.ts';
import type { IndicatorDefinition, IndicatorValue, Target } from '#core/model/indicator.ts';
import { type Scenario, scenarioColour } from '#core/model/scenario.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { bulletScale } from '#renderer/ui/bullet-scale.ts';
import { markPath } from '#renderer/ui/mark-path.ts';

interface SpreadPlotProps {
  readonly definition: IndicatorDefinition;
  readonly target: Target | undefined;
  readonly scenarios: readonly Scenario[];
  readonly values: readonly (IndicatorValue | undefined)[];
  /** The scenario whose range is drawn. */
  readonly shown: ScenarioId;
}

/** Where the scenarios lie on one line, each with its mark, and the target. */
export function SpreadPlot({ definition, target, scenarios, values, shown }: SpreadPlotProps) {
  const theme = useWindow((state) => state.theme);
  const known = values.filter((value) => value !== undefined);
  const scale = bulletScale({ ...definition, ...(target ? { target } : {}) }, known);
  if (!scale || known.every(({ value }) => value === undefined)) return null;
  const share = (number: number): number =>
    Math.max(0, Math.min(100, ((number - scale.low) / (scale.high - scale.low)) * 100));
  const place = (number: number): string => `${share(number).toFixed(2)}%`;
  const at = scenarios.findIndex(({ id }) => id === shown);
  const band = values[at];
  return (
    <svg className="spread" width="100%" height="16" aria-hidden>
      <rect x="0" y="7" width="100%" height="2" rx="1" fill="var(--track)" />
      {band?.low !== undefined && band.high !== undefined && (
        <rect
          x={place(band.low)}
          y="4"
          width={`${(share(band.high) - share(band.low)).toFixed(2)}%`}
          height="8"
          rx="4"
          fill={scenarioColour(scenarios[at]!, theme)}
          opacity="0.3"
        />
      )}
      {target && (
        <svg x={place(target.value)} overflow="visible">
          <path d="M0 2V14" stroke="var(--t2)" />
        </svg>
      )}
      {scenarios.map((scenario, order) => {
        const value = values[order]?.value;
        if (value === undefined) return null;
        return (
          <svg key={scenario.id} x={place(value)} overflow="visible">
            <path
              d={markPath(scenario, 5)}
              transform="translate(0 8)"
              fill={scenarioColour(scenario, theme)}
              stroke={scenario.letter === 'E' && theme === 'light' ? 'var(--line3)' : 'var(--panel)'}
              strokeWidth="0.8"
            />
          </svg>
        );
      })}
    </svg>
  );
}
