import { Checkbox } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Manifest } from '#core/evaluation/contract.ts';
import { deleteRuns } from '#renderer/state/evaluation-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { runTexts } from '#renderer/texts/run-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { momentText } from '#renderer/ui/time-text.ts';
import { RunComparisonDialog } from './RunComparisonDialog.tsx';
import type { EvaluationView } from './use-evaluation.ts';

interface RunHistoryProps {
  readonly manifest: Manifest;
  readonly evaluation: EvaluationView;
}

/** Every run of one evaluator that the project keeps, the newest first: two of them can be compared, old ones deleted. */
export function RunHistory({ manifest, evaluation }: RunHistoryProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const { data: runs } = useQuery('evaluation/history', { evaluator: manifest.id });
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [compared, setCompared] = useState<readonly [string, string] | null>(null);
  const shown = [...(runs ?? [])].reverse();
  // Deleted runs fall out of the choice; the older of two stands first.
  const chosen = shown.filter(({ id }) => picked.includes(id)).map(({ id }) => id);
  const [newer, older] = chosen;
  if (shown.length === 0) return null;
  return (
    <section className="run-history" aria-label={say(runTexts.history)}>
      <div className="panel-head">
        <h2>{say(runTexts.history)}</h2>
        <span className="note">{say(runTexts.count, { count: shown.length })}</span>
        <span className="space" />
        <button
          type="button"
          className="button low"
          disabled={chosen.length !== 2}
          title={say(runTexts.chooseTwo)}
          onClick={() => newer && older && setCompared([older, newer])}
        >
          {say(runTexts.compare)}
        </button>
      </div>
      <ul>
        {shown.map(({ id, scenario, created, version, inputsHash, latest }) => {
          const of = evaluation.scenarios.find((each) => each.id === scenario);
          const when = momentText(created, language);
          return (
            <li key={id} className="run-line">
              <Checkbox
                aria-label={say(runTexts.choose, { time: when })}
                checked={picked.includes(id)}
                onChange={({ currentTarget }) =>
                  setPicked(currentTarget.checked ? [...chosen.slice(-1), id] : chosen.filter((other) => other !== id))
                }
              />
              {of && <ScenarioBadge scenario={of} />}
              <span className="space">{when}</span>
              {latest && <span className="chip">{say(runTexts.latest)}</span>}
              <span className="dim selectable" title={`${version} · ${inputsHash}`}>
                {inputsHash.slice(0, 8)}
              </span>
              <IconButton
                icon={IconTrash}
                label={say(runTexts.remove, { time: when })}
                onClick={() => void deleteRuns(workbench, [id])}
              />
            </li>
          );
        })}
      </ul>
      {compared && (
        <RunComparisonDialog
          manifest={manifest}
          one={compared[0]}
          other={compared[1]}
          runs={shown}
          scenarios={evaluation.scenarios}
          onClose={() => setCompared(null)}
        />
      )}
    </section>
  );
}
