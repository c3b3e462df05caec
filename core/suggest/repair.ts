import type { Random } from '#core/platform/platform.ts';
import type { Effects } from './effects.ts';
import { type Plan, planOf, type SearchProblem } from './problem.ts';

/** How many candidates are changed at once, coarse to fine, and how often each is tried. */
const blocks = [0.25, 0.08, 0.02, 0.005, 0] as const;
const triesPerBlock = 10;

/**
 * Brings a plan towards the limits: some of what it changes is left as it is, or candidates take choices that serve a limit that
 * is not met, as long as that brings it nearer. A plan within the limits stays what it is.
 */
export function repaired(problem: SearchProblem, plan: Plan, effects: Effects, random: Random): Plan {
  let best = plan;
  const count = problem.changes.length;
  for (const block of blocks) {
    for (let step = 0; step < triesPerBlock; step++) {
      if (best.violation === 0) return best;
      const choices = best.choices.slice();
      const size = Math.max(1, Math.round(block * count));
      if (random.next() < 0.5) leaveSome(choices, size, random);
      else {
        const limit = worstLimit(problem, best);
        for (let at = 0; at < size; at++) {
          const [candidate, choice] = effects.drawnForLimit(limit, random);
          choices[candidate] = choice;
        }
      }
      const next = planOf(problem, choices);
      if (next.violation < best.violation) best = next;
    }
  }
  return best;
}

function leaveSome(choices: Uint8Array, size: number, random: Random): void {
  const used = [...choices.keys()].filter((candidate) => choices[candidate] !== 0);
  for (let at = 0; at < size && used.length > 0; at++) {
    choices[used[Math.floor(random.next() * used.length)]!] = 0;
  }
}

/** The limit that is furthest from being met, as a share of it. */
function worstLimit({ limits }: SearchProblem, { limited }: Plan): number {
  let [worst, most] = [0, 0];
  for (const [at, { comparison, value }] of limits.entries()) {
    const short = comparison === 'at-least' ? value - limited[at]! : limited[at]! - value;
    const share = short / Math.max(Math.abs(value), 1e-9);
    if (share > most) [worst, most] = [at, share];
  }
  return worst;
}
