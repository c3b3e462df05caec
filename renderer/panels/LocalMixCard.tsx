import type { FeatureId } from '#core/model/ids.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import { formatFixed, formatNumber } from '#core/model/text.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useScenario } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';

interface LocalMixCardProps {
  readonly features: readonly FeatureId[];
  readonly step: RecipeStep | undefined;
}

/** The mix around what is being painted, at several radii, and what the place lacks by which rule. */
export function LocalMixCard({ features, step }: LocalMixCardProps) {
  const say = useText();
  const { id: scenario } = useScenario();
  const request = features.length > 0 ? { scenario, features, ...(step ? { step } : {}) } : null;
  const { data: mix } = useQuery('sketch/local-mix', request);
  if (!mix) return null;
  const write = (value: number | null): string => (value === null ? '–' : formatFixed(value, 2));
  return (
    <details className="local-mix" open>
      <summary>{say(sketchTexts.localMix)}</summary>
      <table>
        <thead>
          <tr>
            <th>{say(sketchTexts.radius)}</th>
            <th>{say(sketchTexts.evenness)}</th>
            <th>{say(sketchTexts.people)}</th>
            <th>{say(sketchTexts.jobsHere)}</th>
            <th>{say(sketchTexts.jobsPerResident)}</th>
          </tr>
        </thead>
        <tbody>
          {mix.radii.map(({ metres, evenness, residents, jobs, jobsPerResident }) => (
            <tr key={metres}>
              <td>{metres} m</td>
              <td>{write(evenness)}</td>
              <td>{formatNumber(residents, 0)}</td>
              <td>{formatNumber(jobs, 0)}</td>
              <td>{write(jobsPerResident)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mix.hints.length > 0 && (
        <ul className="mix-hints" aria-label={say(sketchTexts.lacks)}>
          {mix.hints.map(({ id, lack, rule }) => (
            <li key={id}>
              <span>{say(lack)}</span>
              <span className="dim">{say(rule)}</span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
