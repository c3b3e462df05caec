import { IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ProjectHistory } from '#core/rpc/history-answers.ts';
import { goToStep } from '#renderer/state/project-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { historyTexts } from '#renderer/texts/history-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { momentText } from '#renderer/ui/time-text.ts';
import { useVirtualRows } from '#renderer/ui/use-virtual-rows.ts';

const rowHeight = 26;

/** Whether undo and redo lead to the place behind the first `place` steps. */
function canReach({ position, fixed }: ProjectHistory, place: number): boolean {
  return place === position || Math.min(place, position) >= fixed;
}

/** Every action that can be taken back or done again, the newest on top; choosing one goes there. */
export function HistoryPanel() {
  const workbench = useWorkbench();
  const say = useText();
  const { data: history } = useQuery('edit/history', {});
  if (!history) return null;
  if (history.steps.length === 0) return <Empty text={say(historyTexts.none)} />;
  const go = (place: number): void => {
    if (place !== history.position && canReach(history, place))
      void goToStep(workbench, history.steps[place - 1]?.number ?? null);
  };
  return <StepList history={history} onGo={go} />;
}

interface StepListProps {
  readonly history: ProjectHistory;
  /** Called with the number of steps that shall hold. */
  readonly onGo: (place: number) => void;
}

function StepList({ history, onGo }: StepListProps) {
  const say = useText();
  const language = useLanguage();
  const { steps, position } = history;
  const scroller = useRef<HTMLOListElement>(null);
  const { first, end, reveal } = useVirtualRows(scroller, steps.length + 1, rowHeight);
  const [moved, setMoved] = useState({ from: position, to: position });
  /** The row that Tab comes to: the current step until the arrow keys leave it. */
  const active = moved.from === position ? moved.to : position;
  const wantsFocus = useRef(false);
  useEffect(() => reveal(steps.length - position), [position, steps.length, reveal]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = steps.length;
    const next = { ArrowUp: active + 1, ArrowDown: active - 1, Home: last, End: 0 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(last, next));
    wantsFocus.current = true;
    setMoved({ from: position, to });
    reveal(last - to);
  };
  /** A row that has just come into sight takes the focus that the keys have sent to it. */
  const takeFocus = (button: HTMLButtonElement | null): void => {
    if (!button || !wantsFocus.current) return;
    wantsFocus.current = false;
    button.focus({ preventScroll: true });
  };

  // The newest stands on top; the last row is the state before all of them.
  const places = Array.from({ length: end - first }, (_, row) => steps.length - (first + row));
  return (
    <>
      <p className="history-hint dim">{say(historyTexts.hint)}</p>
      <ol ref={scroller} className="history scroll" aria-label={say(historyTexts.show)}>
        <li role="presentation" style={{ height: first * rowHeight }} />
        {places.map((place) => {
          const step = steps[place - 1];
          const isCurrent = place === position;
          const reachable = canReach(history, place);
          const state = isCurrent ? historyTexts.current : place > position ? historyTexts.undone : null;
          return (
            <li key={place}>
              <button
                type="button"
                ref={place === active ? takeFocus : null}
                aria-current={isCurrent ? 'step' : undefined}
                aria-disabled={!reachable}
                tabIndex={place === active ? 0 : -1}
                className={`row history-step ${isCurrent ? 'selected' : ''} ${place > position ? 'undone' : ''}`}
                onClick={() => onGo(place)}
                onKeyDown={onKeyDown}
              >
                {isCurrent ? <Icon of={IconChevronRight} size={14} /> : <span className="history-mark" />}
                <span className="history-label ellipsis">{say(step ? step.label : historyTexts.start)}</span>
                <span className="space" />
                {!reachable && <span className="dim">{say(historyTexts.fixed)}</span>}
                {state && <span className="dim">{say(state)}</span>}
                <span className="dim ellipsis history-author">{step?.author}</span>
                <span className="dim history-time">{step && momentText(step.instant, language)}</span>
              </button>
            </li>
          );
        })}
        <li role="presentation" style={{ height: (steps.length + 1 - end) * rowHeight }} />
      </ol>
    </>
  );
}
