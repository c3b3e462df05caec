import { formatFixed } from '#core/model/text.ts';
import type { CorridorCandidate } from '#core/sketch/suggest-corridors.ts';
import type { CorridorDraft } from '#renderer/state/sketch-draft.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useScenario, useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { writeLength } from '#renderer/ui/measure.ts';

interface CorridorSuggestionsProps {
  readonly draft: CorridorDraft;
  readonly change: (part: Partial<CorridorDraft>) => void;
}

/** A short corridor is looked at with its surroundings, m. */
const leastSeenMetres = 150;

/** The next corridors that would gain most connectivity for their land; a click makes one the sketch. */
export function CorridorSuggestions({ draft, change }: CorridorSuggestionsProps) {
  const { engine, activity, drafts, map } = useWorkbench();
  const say = useText();
  const { id: scenario } = useScenario();
  const found = draft.suggested;
  const look = async (): Promise<void> => {
    const { widthMetres, resistance, type } = draft;
    const { protect } = drafts.get();
    const request = { scenario, widthMetres, resistance, type, count: 5, ...(protect ? { protect } : {}) };
    const answer = await activity.run(sketchTexts.suggesting, (options) =>
      engine.request('sketch/suggest-corridors', request, options),
    );
    if (answer) change({ suggested: answer });
  };
  const take = ({ line, lengthMetres }: CorridorCandidate): void => {
    change({ way: 'draw', line, ended: true, suggested: null });
    map.verbs?.goTo(line[Math.floor(line.length / 2)]!, Math.max(leastSeenMetres, lengthMetres / 3));
  };
  return (
    <>
      <button type="button" className="button low" data-suggest onClick={() => void look()}>
        {say(sketchTexts.suggest)}
      </button>
      {found && found.length === 0 && <p className="dim">{say(sketchTexts.noSuggestion)}</p>}
      {found && found.length > 0 && (
        <ol className="suggestions" aria-label={say(sketchTexts.suggest)}>
          {found.map((one, place) => (
            <li key={JSON.stringify(one.line[0])}>
              <button type="button" className="link-button" onClick={() => take(one)}>
                {place + 1}.{' '}
                {say(sketchTexts.suggestion, {
                  length: writeLength(one.lengthMetres),
                  gain: formatFixed(one.gainHectares, 1),
                  perHectare: formatFixed(one.gainPerHectare, 1),
                })}
              </button>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
