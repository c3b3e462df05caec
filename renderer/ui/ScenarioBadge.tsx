import { IconLock } from '@tabler/icons-react';
import type { Scenario } from '#core/model/scenario.ts';

/** The letter of a scenario on its colour; the baseline has a lock. */
export function ScenarioBadge({ scenario }: { readonly scenario: Scenario }) {
  const letter = scenario.parent === null ? '' : scenario.letter;
  return (
    <span className="badge" data-letter={letter} aria-hidden>
      {letter || <IconLock size={10} stroke={2.4} />}
    </span>
  );
}
