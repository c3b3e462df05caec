import { SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Language } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { reportTexts } from '#renderer/texts/report-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { ReportChoice } from './ReportPage.tsx';
import { Reproducibility } from './Reproducibility.tsx';
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
