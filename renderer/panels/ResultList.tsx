import { IconMap2 } from '@tabler/icons-react';
import { useQuery } from '#renderer/state/use-query.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useScenario, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ResultIndicators } from './ResultIndicators.tsx';

/** What the evaluators found for the scenario that is shown. */
export function ResultList() {
  const workbench = useWorkbench();
  const say = useText();
  const scenario = useScenario();
  const shown = useWindow((state) => state.shownResult);
  const { data: evaluations } = useQuery('evaluation/results', {});
  const { data: manifests } = useQuery('evaluation/list', {});
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
        const features = manifest.features.filter(({ id }) => record.result.features?.some((one) => one.id === id));
        const layers = manifest.layers.filter(({ id }) => record.result.layers?.some((one) => one.id === id));
        const drawn = [
          ...features.map(({ id, label }) => ({ kind: 'features', id, label }) as const),
          ...layers.map(({ id, label }) => ({ kind: 'layer', id, label }) as const),
        ];
        return (
          <section key={record.id} className="result">
            <h3>
              {say(manifest.name)}
              {!current && <span className="chip warn">{say(tableTexts.outdated)}</span>}
              <span className="space" />
              {drawn.map(({ kind, id, label }) => {
                const active = shown?.evaluator === manifest.id && shown.kind === kind && shown.id === id;
                const next = active ? null : { evaluator: manifest.id, kind, id };
                return (
                  <button
                    key={`${kind} ${id}`}
                    type="button"
                    className={`chip filter-chip ${active ? 'accent' : ''}`}
                    aria-pressed={active}
                    title={say(tableTexts.showOnMap)}
                    onClick={() => workbench.window.set({ shownResult: next })}
                  >
                    <Icon of={IconMap2} size={13} />
                    {say(label)}
                  </button>
                );
              })}
            </h3>
            <ResultIndicators manifest={manifest} record={record} />
          </section>
        );
      })}
    </div>
  );
}
