import { unitLabel } from '#core/model/indicator.ts';
import { describeStepRemark, type Remark, remarkHint } from '#core/model/remark.ts';
import { formatFixed } from '#core/model/text.ts';
import type { StepOutcome } from '#core/rpc/requests.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';

function StepRemarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  const language = useLanguage();
  if (remarks.length === 0) return null;
  return (
    <ul className="step-remarks">
      {remarks.map((remark) => (
        <li
          key={`${remark.code} ${JSON.stringify(remark.parameters)}`}
          className={remark.severity === 'warning' ? 'warn-text' : 'dim'}
          title={remarkHint(remark, language)}
        >
          {describeStepRemark(remark, language)}
        </li>
      ))}
    </ul>
  );
}

/** What need not be acted on: one alone is said at once, several are folded, so that the options keep their room. */
function StepNotes({ remarks }: { readonly remarks: readonly Remark[] }) {
  const say = useText();
  if (remarks.length < 2) return <StepRemarks remarks={remarks} />;
  return (
    <details className="step-notes">
      <summary className="dim">{say(sketchTexts.notes, { count: remarks.length })}</summary>
      <StepRemarks remarks={remarks} />
    </details>
  );
}

/** The numbers a step changes, without and with it, and what it has to say. */
export function StepMeasures({ outcome }: { readonly outcome: StepOutcome }) {
  const say = useText();
  const language = useLanguage();
  const remarks = outcome.remarks.filter(({ code }) => code !== 'sketch/done');
  const write = (value: number | null, decimals: number): string =>
    value === null ? '–' : formatFixed(value, decimals);
  return (
    <section className="step-measures" aria-label={say(sketchTexts.stepMeasures)}>
      {outcome.measures.length > 0 && (
        <dl>
          {outcome.measures.map(({ id, label, unit, decimals, before, after }) => (
            <div key={id} data-measure={id}>
              <dt className="soft">{say(label)}</dt>
              <dd>
                {before !== null && <span className="dim">{write(before, decimals)} → </span>}
                <b>{write(after, decimals)}</b> {unitLabel(unit)[language]}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <StepRemarks remarks={remarks.filter(({ severity }) => severity === 'warning')} />
      <StepNotes remarks={remarks.filter(({ severity }) => severity !== 'warning')} />
    </section>
  );
}
