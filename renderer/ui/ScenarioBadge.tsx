import { IconLock } from '@tabler/icons-react';
import type { Scenario } from '#core/model/scenario.ts';

/** The letter of a scenario on its colour; the baseline has a lock. */
export function ScenarioBadge({ scenario }: { readonly scenario: Scenario }) {
  const letter = scenario.parent === null ? '' : scenario.letter;
  // A shade darker than on maps, so that the letter can be read on it.
  const own = scenario.colour ? { background: `color-mix(in oklab, ${scenario.colour} 72%, #000)`, color: '#fff' } : {};
  return (
    <span className="badge" data-letter={letter} style={own} aria-hidden>
      {letter || <IconLock size={10} stroke={2.4} />}
    </span>
  );
}
