import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { VerifiedResult } from '#core/rpc/requests.ts';
import { verifyResults } from '#renderer/state/evaluation-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { reportTexts } from '#renderer/texts/report-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { RunComparisonView } from './RunComparisonView.tsx';
import type { EvaluationView } from './use-evaluation.ts';

interface VerifyAgainProps {
  readonly evaluation: EvaluationView;
}

/** Evaluates again what the project keeps, and lists what no longer comes out the same. */
export function VerifyAgain({ evaluation }: VerifyAgainProps) {
  const workbench = useWorkbench();
  const say = useText();
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<readonly VerifiedResult[] | null>(null);
  const [shown, setShown] = useState<VerifiedResult | null>(null);
  const wrong = (found ?? []).filter(({ reproduces }) => !reproduces);
  const verify = async (): Promise<void> => {
    setBusy(true);
    const answer = await verifyResults(workbench);
    setBusy(false);
    if (answer) setFound(answer);
  };
  const nameOf = (id: string) => {
    const manifest = evaluation.readable.find((each) => each.id === id);
    return manifest ? say(manifest.name) : id;
  };
  const manifest = evaluation.readable.find(({ id }) => id === shown?.evaluator);
  return (
    <div className="report-verify">
      <button type="button" className="button low" disabled={busy} onClick={() => void verify()}>
        {say(busy ? reportTexts.verifying : reportTexts.verify)}
      </button>
      <div aria-live="polite">
        {found && (
          <p className={wrong.length === 0 ? 'ok' : 'warn'}>
            <Icon of={wrong.length === 0 ? IconCheck : IconAlertTriangle} />
            {say(wrong.length === 0 ? reportTexts.allReproduced : reportTexts.notReproduced, {
              count: found.length,
              wrong: wrong.length,
            })}
          </p>
        )}
      </div>
      {wrong.length > 0 && (
        <ul>
          {wrong.map((result) => {
            const scenario = evaluation.scenarios.find(({ id }) => id === result.scenario);
            return (
              <li key={result.id}>
                {scenario && <ScenarioBadge scenario={scenario} />}
                <span className="space">{nameOf(result.evaluator)}</span>
                {result.comparison ? (
                  <button type="button" className="link-button" onClick={() => setShown(result)}>
                    {say(reportTexts.whatDiffers)}
                  </button>
                ) : (
                  <span className="dim">{result.error && say(result.error.message)}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {shown?.comparison && manifest && (
        <Dialog
          title={say(reportTexts.verifyTitle, { name: manifest.name })}
          width={760}
          onClose={() => setShown(null)}
        >
          <RunComparisonView
            manifest={manifest}
            found={shown.comparison}
            heads={[say(reportTexts.kept), say(reportTexts.now)]}
          />
        </Dialog>
      )}
    </div>
  );
}
