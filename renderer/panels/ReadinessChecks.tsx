import { IconAlertTriangle, IconCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { formatNumber } from '#core/model/text.ts';
import { checkOf, isFixable } from '#core/readiness/checks.ts';
import type { CheckResult, LayerReadiness } from '#core/readiness/readiness.ts';
import { previewFix } from '#renderer/state/readiness-commands.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { readinessTexts } from '#renderer/texts/readiness-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { FindingList } from './FindingList.tsx';
import { FixPreview } from './FixPreview.tsx';

const severityIcons = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const;

/** The checks that a layer gets, those that found something first, and the findings of one of them. */
export function ReadinessChecks({ readiness }: { readonly readiness: LayerReadiness }) {
  const workbench = useWorkbench();
  const say = useText();
  const chosen = useStore(workbench.readiness, (state) => state.check);
  const fix = useStore(workbench.readiness, (state) => state.fix);
  const rank = ({ count, check }: CheckResult) =>
    count === 0 ? 3 : ['error', 'warning', 'info'].indexOf(checkOf(check).severity);
  const ordered = [...readiness.checks].sort((a, b) => rank(a) - rank(b));
  const current = ordered.find(({ check }) => check === chosen) ?? ordered[0];
  if (!current) return null;
  const { label, explanation, unit, fix: remedy } = checkOf(current.check);
  return (
    <>
      <nav className="readiness-checks scroll" aria-label={say(readinessTexts.checks)}>
        {ordered.map(({ check, count }) => {
          const { severity } = checkOf(check);
          const sign = count === 0 ? 'ok' : severity;
          return (
            <button
              key={check}
              type="button"
              className={`row readiness-check ${sign}`}
              aria-current={check === current.check}
              onClick={() => workbench.readiness.set({ check, fix: null })}
            >
              <Icon of={count === 0 ? IconCheck : severityIcons[severity]} size={14} />
              <span className="visually-hidden">{say(readinessTexts[sign])}</span>
              <span className="ellipsis">{say(checkOf(check).label)}</span>
              <span className="score">{count === 0 ? '' : formatNumber(count)}</span>
            </button>
          );
        })}
      </nav>
      <section className="readiness-findings" aria-label={say(label)}>
        <div className="readiness-explained">
          <p className="soft">
            {say(explanation)}
            {remedy && current.fixable > 0 && <span className="dim"> {say(remedy)}</span>}
          </p>
          {isFixable(current.check) && current.fixable > 0 && !fix && (
            <button
              type="button"
              className="button low"
              onClick={() =>
                isFixable(current.check) &&
                void previewFix(workbench, { layer: readiness.layer, checks: [current.check] })
              }
            >
              {say(readinessTexts.fix, { count: current.fixable })}
            </button>
          )}
        </div>
        {fix ? <FixPreview fix={fix} /> : <FindingList layer={readiness.layer} result={current} unit={unit} />}
      </section>
    </>
  );
}
