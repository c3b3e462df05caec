import { useText } from '#renderer/state/use-text.ts';
import { useScenario } from '#renderer/state/workbench.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { RefusedCard } from './RefusedCard.tsx';
import { ResultCard } from './ResultCard.tsx';
import { type EvaluationView, refusal } from './use-evaluation.ts';

/** A card for each evaluator that has something to say about the scenario that is shown. */
export function ResultCards({ evaluation }: { readonly evaluation: EvaluationView }) {
  const say = useText();
  const scenario = useScenario();
  const { chosen, manifests, readable, scenarios, resultOf } = evaluation;
  // What plugins gave that are gone can still be read.
  const gone = readable.filter(({ id }) => manifests.every((manifest) => manifest.id !== id));
  const shown = [...chosen, ...gone].filter((manifest) => scenarios.some(({ id }) => resultOf(manifest.id, id)));
  if (shown.length === 0) return evaluation.running ? null : <Empty text={say(evaluateTexts.empty)} />;
  const here = (id: string) => resultOf(id, scenario.id) ?? scenarios.map((one) => resultOf(id, one.id)).find(Boolean);
  // Those that found nothing come last, in smaller cards.
  const sorted = [...shown].sort((a, b) => Number(Boolean(refusal(here(a.id)))) - Number(Boolean(refusal(here(b.id)))));
  return (
    <div className="result-cards">
      {sorted.map((manifest) => {
        const refused = refusal(here(manifest.id));
        return refused ? (
          <RefusedCard key={manifest.id} manifest={manifest} value={refused} />
        ) : (
          <ResultCard key={manifest.id} manifest={manifest} evaluation={evaluation} scenario={scenario} />
        );
      })}
    </div>
  );
}
