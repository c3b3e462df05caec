import type { RunHeader } from '#core/evaluation/compare-runs.ts';
import type { Manifest } from '#core/evaluation/contract.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { runTexts } from '#renderer/texts/run-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { momentText } from '#renderer/ui/time-text.ts';
import { RunComparisonView } from './RunComparisonView.tsx';

interface RunComparisonDialogProps {
  readonly manifest: Manifest;
  readonly one: string;
  readonly other: string;
  readonly runs: readonly RunHeader[];
  readonly scenarios: readonly Scenario[];
  readonly onClose: () => void;
}

/** Two runs of one evaluator that the project keeps, held against each other. */
export function RunComparisonDialog(props: RunComparisonDialogProps) {
  const { manifest, one, other, runs, scenarios, onClose } = props;
  const say = useText();
  const language = useLanguage();
  const { data: found } = useQuery('evaluation/compare', { one, other });
  const head = (id: string) => {
    const run = runs.find((each) => each.id === id);
    const scenario = scenarios.find((each) => each.id === run?.scenario);
    return (
      <>
        {scenario && <ScenarioBadge scenario={scenario} />} {run && momentText(run.created, language)}
      </>
    );
  };
  return (
    <Dialog title={say(runTexts.compareTitle, { name: manifest.name })} width={760} onClose={onClose}>
      {found && <RunComparisonView manifest={manifest} found={found} heads={[head(one), head(other)]} />}
    </Dialog>
  );
}
