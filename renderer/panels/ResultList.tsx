import { useQuery } from '#renderer/state/use-query.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useScenario, useWorkbench } from '#renderer/state/workbench.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { ResultIndicators } from './ResultIndicators.tsx';
import { ShowOnMap } from './ShowOnMap.tsx';

/** What the evaluators found for the scenario that is shown. */
export function ResultList() {
  const workbench = useWorkbench();
  const say = useText();
  const scenario = useScenario();
  const { data: evaluations } = useQuery('evaluation/results', {});
  const { data: manifests } = useQuery('evaluation/list', { withResults: true });
  if (!evaluations || !manifests) return null;
  const own = evaluations.filter(({ record }) => record.scenario === scenario.id);
  if (own.length === 0) {
    return (
      <Empty text={say(tableTexts.noResults, { name: say(scenario.name) })}>
        <button type="button" className="button low" onClick={() => workbench.window.set({ mode: 'evaluate' })}>
          {say(tableTexts.toEvaluate)}
        </button>
      </Empty>
    );
  }
  return (
    <div className="result-list scroll">
      {own.map(({ record, current }) => {
        const manifest = manifests.find(({ id }) => id === record.evaluator);
        if (!manifest) return null;
        return (
          <section key={record.id} className="result">
            <h3>
              {say(manifest.name)}
              {!current && <span className="chip warn">{say(tableTexts.outdated)}</span>}
              <span className="space" />
              <ShowOnMap manifest={manifest} result={record.result} />
            </h3>
            <ResultIndicators manifest={manifest} record={record} />
          </section>
        );
      })}
    </div>
  );
}
