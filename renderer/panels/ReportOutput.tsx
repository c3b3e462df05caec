import { SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconDownload, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Language } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { reportTexts } from '#renderer/texts/report-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { ReportChoice } from './ReportPage.tsx';
import type { EvaluationView } from './use-evaluation.ts';

interface ReportOutputProps {
  readonly choice: ReportChoice;
  readonly evaluation: EvaluationView;
  readonly built: boolean;
  readonly stale: boolean;
  readonly busy: boolean;
  readonly onLanguage: (language: Language) => void;
  readonly onBuild: () => void;
  readonly onSave: (format: 'html' | 'xlsx') => Promise<string | undefined>;
}

/** Whether the numbers in the report would come out the same again. */
function Reproducibility({ choice, evaluation }: Pick<ReportOutputProps, 'choice' | 'evaluation'>) {
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
    </section>
  );
}

/** Language, checks, and the files the report is saved as. */
export function ReportOutput({
  choice,
  evaluation,
  built,
  stale,
  busy,
  onLanguage,
  onBuild,
  onSave,
}: ReportOutputProps) {
  const say = useText();
  const [saved, setSaved] = useState<string | null>(null);
  const nothing = choice.scenarios.length === 0;
  const save = async (format: 'html' | 'xlsx'): Promise<void> => {
    const name = await onSave(format);
    setSaved(name ?? null);
  };
  return (
    <section className="panel report-output" aria-label={say(reportTexts.output)}>
      <div className="panel-head">
        <h2>{say(reportTexts.output)}</h2>
      </div>
      <div className="report-option">
        <span className="soft">{say(reportTexts.language)}</span>
        <SegmentedControl
          aria-label={say(reportTexts.language)}
          data={[
            { value: 'zh', label: say(reportTexts.zh) },
            { value: 'en', label: say(reportTexts.en) },
          ]}
          value={choice.language}
          onChange={(language) => onLanguage(language)}
        />
      </div>
      <Reproducibility choice={choice} evaluation={evaluation} />
      <span className="space" />
      <div className="report-foot">
        {stale && <p className="report-stale">{say(reportTexts.stale)}</p>}
        <button type="button" className="button primary large wide" disabled={busy || nothing} onClick={onBuild}>
          {say(built ? reportTexts.again : reportTexts.build)}
        </button>
        <div className="report-saves">
          <button type="button" className="button" disabled={!built || busy} onClick={() => void save('html')}>
            <Icon of={IconDownload} size={14} />
            {say(reportTexts.saveHtml)}
          </button>
          <button type="button" className="button" disabled={busy || nothing} onClick={() => void save('xlsx')}>
            <Icon of={IconDownload} size={14} />
            {say(reportTexts.saveXlsx)}
          </button>
        </div>
        <p className="dim report-saved" aria-live="polite">
          {saved !== null && say(reportTexts.saved, { name: saved })}
        </p>
      </div>
    </section>
  );
}
