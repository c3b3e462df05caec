import { IconAdjustments, IconPlayerPlay } from '@tabler/icons-react';
import { checkOf } from '#core/readiness/checks.ts';
import type { LayerReadiness } from '#core/readiness/readiness.ts';
import { checkReadiness } from '#renderer/state/readiness-commands.ts';
import type { ReadinessPage } from '#renderer/state/readiness-state.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { readinessTexts } from '#renderer/texts/readiness-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ReadinessChecks } from './ReadinessChecks.tsx';
import { ReadinessLimits } from './ReadinessLimits.tsx';
import { useReadiness } from './use-readiness.ts';

function ScoreBar({ score }: { readonly score: number }) {
  return (
    <span className="score-track" aria-hidden>
      <span className={score >= 90 ? 'ok' : score >= 60 ? 'warn' : 'bad'} style={{ width: `${score}%` }} />
    </span>
  );
}

/** Whether something was found that makes figures wrong. */
function hasErrors({ checks }: LayerReadiness): boolean {
  return checks.some(({ check, count }) => count > 0 && checkOf(check).severity === 'error');
}

/** How ready the data is: layers with their scores, what was found in each, and the way to mend it. */
export function ReadinessPanel() {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const { found, busy, page } = useReadiness();
  if (description.layers.length === 0) return <Empty text={say(readinessTexts.noLayers)} />;
  if (!found) {
    return (
      <Empty text={say(busy ? readinessTexts.checking : readinessTexts.notYet)}>
        {!busy && (
          <button type="button" className="button low" onClick={() => void checkReadiness(workbench)}>
            {say(readinessTexts.start)}
          </button>
        )}
      </Empty>
    );
  }
  const byNeed = [...found.layers].sort((a, b) => a.score - b.score);
  const current = page ?? byNeed[0]?.layer ?? 'evaluators';
  const turnTo = (next: ReadinessPage) => workbench.readiness.set({ page: next, check: null, fix: null });
  const layer = found.layers.find((each) => each.layer === current);
  return (
    <div className="readiness" aria-busy={busy}>
      <nav className="readiness-layers scroll" aria-label={say(readinessTexts.layers)}>
        <p className="readiness-total" title={say(readinessTexts.scoreHint)}>
          <span className="soft">{say(readinessTexts.score)}</span>
          <b>{found.score ?? '–'}</b>
          <span className="dim">/ 100</span>
        </p>
        {byNeed.map((each) => {
          const name = description.layers.find(({ id }) => id === each.layer)?.name ?? '';
          return (
            <button
              key={each.layer}
              type="button"
              className="row readiness-layer"
              aria-current={each.layer === current}
              title={say(readinessTexts.scoreOf, { name, score: each.score })}
              onClick={() => turnTo(each.layer)}
            >
              <span className="ellipsis">{name}</span>
              <ScoreBar score={each.score} />
              <span className={`score ${hasErrors(each) ? 'has-errors' : ''}`}>{each.score}</span>
            </button>
          );
        })}
        <button
          type="button"
          className="row readiness-layer"
          aria-current={current === 'evaluators'}
          onClick={() => turnTo('evaluators')}
        >
          <Icon of={IconPlayerPlay} size={14} />
          <span className="ellipsis">{say(readinessTexts.evaluators)}</span>
          <span className="score">{found.missing.length}</span>
        </button>
        <button
          type="button"
          className="row readiness-layer"
          aria-current={current === 'limits'}
          onClick={() => turnTo('limits')}
        >
          <Icon of={IconAdjustments} size={14} />
          <span className="ellipsis">{say(readinessTexts.limits)}</span>
        </button>
      </nav>
      {layer && <ReadinessChecks key={layer.layer} readiness={layer} />}
      {current === 'evaluators' && (
        <ul className="readiness-missing scroll">
          {found.missing.length === 0 && <Empty text={say(readinessTexts.noMissing)} />}
          {found.missing.map(({ evaluator, name, reasons }) => (
            <li key={evaluator}>
              <b>{say(name)}</b>
              {reasons.map((reason) => (
                <p key={reason.en} className="soft">
                  {say(reason)}
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
      {current === 'limits' && <ReadinessLimits values={found.thresholds} />}
    </div>
  );
}
