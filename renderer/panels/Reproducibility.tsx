import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { reportTexts } from '#renderer/texts/report-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { ReportChoice } from './ReportPage.tsx';
import type { EvaluationView } from './use-evaluation.ts';
import { VerifyAgain } from './VerifyAgain.tsx';

interface ReproducibilityProps {
  readonly choice: ReportChoice;
  readonly evaluation: EvaluationView;
}

/** Whether the numbers in the report would come out the same again: what is known, and a trial of it. */
export function Reproducibility({ choice, evaluation }: ReproducibilityProps) {
  const workbench = useWorkbench();
  const say = useText();
  const results = choice.evaluators.flatMap((evaluator) =>
    choice.scenarios.flatMap((scenario) => evaluation.resultOf(evaluator, scenario) ?? []),
  );
  const current = results.filter((result) => result.current).length;
  const older = results.length - current;
  const none = results.length === 0;
  const missing = results
    .flatMap((result) => result.record.result.indicators)
    .filter(({ status }) => status !== 'ok').length;
  // What was found out holds until a result or the data changes.
  const known = results.map((result) => `${result.record.id} ${result.current}`).join();
  return (
    <section className="report-checks">
      <div className="panel-head">
        <h2>{say(reportTexts.reproducible)}</h2>
        <span className="space" />
        {(older > 0 || none) && (
          <button type="button" className="link-button" onClick={() => workbench.window.set({ mode: 'evaluate' })}>
            {say(none ? reportTexts.evaluate : reportTexts.rerun)}
          </button>
        )}
      </div>
      {none ? (
        <p className="soft report-none">{say(reportTexts.noneYet)}</p>
      ) : (
        <ul>
          <li className="ok">
            <Icon of={IconCheck} />
            <span className="space">{say(reportTexts.current)}</span>
            {current} / {results.length}
          </li>
          <li className={older > 0 ? 'warn' : ''}>
            <Icon of={older > 0 ? IconAlertTriangle : IconCheck} />
            <span className="space">{say(reportTexts.older)}</span>
            {older}
          </li>
          <li>
            <Icon of={IconInfoCircle} />
            <span className="space">{say(reportTexts.notAssessed)}</span>
            {missing}
          </li>
        </ul>
      )}
      {!none && <VerifyAgain key={known} evaluation={evaluation} />}
    </section>
  );
}
