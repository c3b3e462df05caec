import { Checkbox } from '@mantine/core';
import { chapterTitles, reportChapters, shortChapters } from '#core/model/report-chapter.ts';
import { useText } from '#renderer/state/use-text.ts';
import { reportTexts } from '#renderer/texts/report-texts.ts';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import type { ReportChoice } from './ReportPage.tsx';
import type { EvaluationView } from './use-evaluation.ts';

interface ReportContentProps {
  readonly choice: ReportChoice;
  readonly evaluation: EvaluationView;
  readonly onChange: (part: Partial<ReportChoice>) => void;
}

function toggled<Id>(ids: readonly Id[], id: Id): Id[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

/** Chapters of the report, all of them or those for who decides; at least one. */
function ChapterChoice({ choice, onChange }: Pick<ReportContentProps, 'choice' | 'onChange'>) {
  const say = useText();
  const { chapters } = choice;
  const isShort = chapters.join() === shortChapters.join();
  const isWhole = chapters.length === reportChapters.length;
  return (
    <>
      <div className="panel-head">
        <h2>{say(reportTexts.chapters)}</h2>
        <span className="note">
          {chapters.length} / {reportChapters.length}
        </span>
        <span className="space" />
        <button
          type="button"
          className="button low"
          disabled={isWhole}
          onClick={() => onChange({ chapters: reportChapters })}
        >
          {say(reportTexts.whole)}
        </button>
        <button
          type="button"
          className="button low"
          disabled={isShort}
          onClick={() => onChange({ chapters: shortChapters })}
        >
          {say(reportTexts.short)}
        </button>
      </div>
      <ul>
        {reportChapters.map((chapter) => (
          <li key={chapter} className="row check-row">
            <Checkbox
              label={say(chapterTitles[chapter])}
              checked={chapters.includes(chapter)}
              disabled={chapters.length === 1 && chapters.includes(chapter)}
              onChange={() =>
                onChange({ chapters: reportChapters.filter((each) => (each === chapter) !== chapters.includes(each)) })
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Which scenarios and evaluators the report is about, and which chapters it has. */
export function ReportContent({ choice, evaluation, onChange }: ReportContentProps) {
  const say = useText();
  const { scenarios, readable, resultOf } = evaluation;
  return (
    <section className="panel" aria-label={say(reportTexts.content)}>
      <div className="scroll">
        <div className="panel-head">
          <h2>{say(reportTexts.scenarios)}</h2>
          <span className="note">
            {choice.scenarios.length} / {scenarios.length}
          </span>
        </div>
        <ul>
          {scenarios.map((scenario) => (
            <li key={scenario.id} className="row check-row">
              <Checkbox
                label={
                  <span className="check-name">
                    <ScenarioBadge scenario={scenario} />
                    {say(scenario.name)}
                  </span>
                }
                checked={choice.scenarios.includes(scenario.id)}
                onChange={() => onChange({ scenarios: toggled(choice.scenarios, scenario.id) })}
              />
            </li>
          ))}
        </ul>
        <ChapterChoice choice={choice} onChange={onChange} />
        <div className="panel-head">
          <h2>{say(reportTexts.evaluators)}</h2>
          <span className="note">
            {choice.evaluators.length} / {readable.length}
          </span>
        </div>
        <ul>
          {readable.map((manifest) => {
            const results = choice.scenarios.flatMap((id) => resultOf(manifest.id, id) ?? []);
            const none = results.length === 0;
            const older = results.some((result) => !result.current);
            return (
              <li key={manifest.id} className="row check-row">
                <Checkbox
                  label={say(manifest.name)}
                  checked={choice.evaluators.includes(manifest.id) && !none}
                  disabled={none}
                  onChange={() => onChange({ evaluators: toggled(choice.evaluators, manifest.id) })}
                />
                <span className="space" />
                {none && <span className="dim nowrap">{say(reportTexts.noResult)}</span>}
                {older && <span className="chip warn">{say(reportTexts.outdated)}</span>}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
