import { useEffect, useState } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { type ReportChapter, reportChapters } from '#core/model/report-chapter.ts';
import { shownScenarios } from '#core/model/scenario.ts';
import type { Language } from '#core/model/text.ts';
import { buildReport } from '#renderer/state/evaluation-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { panelTexts } from '#renderer/texts/panel-texts.ts';
import { reportTexts } from '#renderer/texts/report-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Splitter } from '#renderer/ui/Splitter.tsx';
import { ReportContent } from './ReportContent.tsx';
import { ReportOutput } from './ReportOutput.tsx';
import { useEvaluation } from './use-evaluation.ts';
import { usePanelSize } from './use-panel-size.ts';

/** What goes into a report. */
export interface ReportChoice {
  readonly language: Language;
  readonly scenarios: readonly ScenarioId[];
  readonly evaluators: readonly string[];
  /** Of the HTML; the workbook has everything. */
  readonly chapters: readonly ReportChapter[];
}

const types = {
  html: 'text/html',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A report that was built, as the address of its preview. */
interface Built {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly address: string;
  readonly choice: string;
}

/** Report mode: what goes in, the preview, and where it goes. */
export function ReportPage() {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const evaluation = useEvaluation();
  const left = usePanelSize('left', 220, 0.34);
  const right = usePanelSize('right', 220, 0.36);
  const withResults = evaluation.readable.filter(({ id }) =>
    evaluation.scenarios.some((one) => evaluation.resultOf(id, one.id)),
  );
  const [changed, setChanged] = useState<Partial<ReportChoice>>({});
  const choice: ReportChoice = {
    language,
    scenarios: shownScenarios(description.scenarios).map(({ id }) => id),
    evaluators: withResults.map(({ id }) => id),
    chapters: reportChapters,
    ...changed,
  };
  const [built, setBuilt] = useState<Built | null>(null);
  const [busy, setBusy] = useState(false);
  const key = JSON.stringify([choice, description.id]);

  useEffect(() => () => (built ? URL.revokeObjectURL(built.address) : undefined), [built]);

  const build = async (): Promise<void> => {
    setBusy(true);
    const bytes = await buildReport(workbench, { ...choice, format: 'html' });
    setBusy(false);
    if (!bytes) return;
    const own = new Uint8Array(bytes);
    setBuilt({
      bytes: own,
      address: URL.createObjectURL(new Blob([own], { type: 'text/html;charset=utf-8' })),
      choice: key,
    });
  };
  const save = async (format: 'html' | 'xlsx'): Promise<string | undefined> => {
    const fresh = format === 'html' ? built?.bytes : await buildReport(workbench, { ...choice, format });
    if (!fresh) return undefined;
    try {
      return await workbench.host.saveFile(`${description.name}.${format}`, types[format], new Uint8Array(fresh));
    } catch (thrown) {
      workbench.activity.fail(thrown);
      return undefined;
    }
  };

  return (
    <main className="workspace report">
      <div className="column" style={{ width: left.size }}>
        <ReportContent
          choice={choice}
          evaluation={evaluation}
          onChange={(part) => setChanged({ ...changed, ...part })}
        />
      </div>
      <Splitter {...left} orientation="vertical" direction={1} label={say(panelTexts.resizeLeft)} />
      <div className="column centre report-preview">
        {built ? (
          // The report is a document of its own: without scripts, forms or a way to this page.
          <iframe key={built.address} title={say(reportTexts.preview)} src={built.address} sandbox="" />
        ) : (
          <Empty centred text={say(reportTexts.empty)}>
            <button type="button" className="button primary" disabled={busy} onClick={() => void build()}>
              {say(reportTexts.build)}
            </button>
          </Empty>
        )}
      </div>
      <Splitter {...right} orientation="vertical" direction={-1} label={say(panelTexts.resizeRight)} />
      <div className="column" style={{ width: right.size }}>
        <ReportOutput
          choice={choice}
          evaluation={evaluation}
          built={built !== null}
          stale={built !== null && built.choice !== key}
          busy={busy}
          onLanguage={(next) => setChanged({ ...changed, language: next })}
          onBuild={() => void build()}
          onSave={save}
        />
      </div>
    </main>
  );
}
