import { type Scenario, scenarioColour } from '#core/model/scenario.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { markPath } from './mark-path.ts';

/** The shape of a scenario in charts, as a small picture for legends. */
export function ScenarioMark({ scenario }: { readonly scenario: Scenario }) {
  const theme = useWindow((state) => state.theme);
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden>
      <path
        d={markPath(scenario, 4.5)}
        fill={scenarioColour(scenario, theme)}
        stroke={scenario.letter === 'E' && theme === 'light' ? 'var(--line3)' : 'none'}
      />
    </svg>
  );
}
