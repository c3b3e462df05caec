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
  const scroller = useRef<HTMLDivElement>(null);
  const { first, end, reveal } = useVirtualRows(scroller, steps.length + 1, rowHeight);
  const [active, setActive] = useState(position);
  useEffect(() => {
    setActive(position);
    reveal(steps.length - position);
  }, [position, steps.length, reveal]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = steps.length;
    const next = {
      ArrowUp: Math.min(last, active + 1),
      ArrowDown: Math.max(0, active - 1),
      Home: last,
      End: 0,
    }[event.key];
    if (next !== undefined) {
      setActive(next);
      reveal(last - next);
    } else if (event.key === 'Enter' || event.key === ' ') onGo(active);
    else return;
    event.preventDefault();
  };

  // The newest stands on top; the last row is the state before all of them.
  const places = Array.from({ length: end - first }, (_, row) => steps.length - (first + row));
  return (
    <>
      <p className="history-hint dim">{say(historyTexts.hint)}</p>
      <div
        ref={scroller}
        className="history scroll"
        role="listbox"
        tabIndex={0}
        aria-label={say(historyTexts.show)}
        aria-activedescendant={`history-${active}`}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: (steps.length + 1) * rowHeight, paddingTop: first * rowHeight }}>
          {places.map((place) => {
            const step = steps[place - 1];
            const isCurrent = place === position;
            const reachable = canReach(history, place);
            const state = isCurrent ? historyTexts.current : place > position ? historyTexts.undone : null;
            return (
              <div
                key={place}
                id={`history-${place}`}
                role="option"
                aria-selected={isCurrent}
                aria-disabled={!reachable}
                className={`row history-step ${place > position ? 'undone' : ''} ${place === active ? 'active' : ''}`}
                onClick={() => onGo(place)}
                onKeyDown={onKeyDown}
                tabIndex={-1}
              >
                {isCurrent ? <Icon of={IconChevronRight} size={14} /> : <span className="history-mark" />}
                <span className="history-label ellipsis">{step ? say(step.label) : say(historyTexts.start)}</span>
                <span className="space" />
                {!reachable && <span className="dim">{say(historyTexts.fixed)}</span>}
                {state && <span className="dim">{say(state)}</span>}
                <span className="dim ellipsis history-author">{step?.author}</span>
                <span className="dim history-time">{step && momentText(step.instant, language)}</span>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
