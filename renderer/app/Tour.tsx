import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { keysOfCommand } from '#renderer/state/shortcuts.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { tourTexts } from '#renderer/texts/tour-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { keyLabel } from '#renderer/ui/key-label.ts';
import { commandById } from './commands.ts';
import { cardPlace } from './tour-place.ts';
import { type TourStep, type TourView, tourSteps } from './tour-steps.ts';

/** How often the place of what is pointed at is looked up, ms: panels move while one works. */
const lookEvery = 250;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the first target on the page is; null while none is there. */
function useTarget(targets: readonly string[]): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    const look = (): void => {
      const found = targets.flatMap((selector) => document.querySelector(selector) ?? [])[0];
      const rect = found?.getBoundingClientRect();
      const next =
        rect && rect.width > 0 ? { left: rect.left, top: rect.top, width: rect.width, height: rect.height } : null;
      setBox((old) => (JSON.stringify(old) === JSON.stringify(next) ? old : next));
    };
    const first = requestAnimationFrame(look);
    const timer = setInterval(look, lookEvery);
    addEventListener('resize', look);
    return () => {
      cancelAnimationFrame(first);
      clearInterval(timer);
      removeEventListener('resize', look);
    };
  }, [targets]);
  return box;
}

/** Whether the step was done since it began; once done it stays so. */
function useDone(step: TourStep): boolean {
  const workbench = useWorkbench();
  const [done, setDone] = useState(false);
  useEffect(() => {
    const { window, project, evaluation } = workbench;
    const view = (): TourView => ({
      window: window.get(),
      project: project.get().state,
      evaluation: evaluation.get(),
    });
    const before = view();
    const look = (): void => {
      if (step.done?.(view(), before)) setDone(true);
    };
    const stops = [window, project, evaluation].map((store) => store.subscribe(look));
    // Some things are only seen on the page.
    const timer = setInterval(look, lookEvery);
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, [workbench, step]);
  return done;
}

/** Keys that the texts of the tour name, as they are in this window. */
function useKeyNames(): Record<string, string> {
  const shortcuts = useWindow((state) => state.shortcuts);
  const keys = (id: string): string => {
    const command = commandById(id);
    const found = command && keysOfCommand(command, shortcuts);
    return found ? keyLabel(found) : '–';
  };
  return {
    mixed: keys('tool/mixed-use'),
    tod: keys('tool/tod'),
    compare: keys('mode/compare'),
    evaluate: keys('mode/evaluate'),
    report: keys('mode/report'),
    help: keys('help/topic'),
    palette: keys('view/command-palette'),
  };
}

function TourCard({ step, number }: { readonly step: TourStep; readonly number: number }) {
  const { window } = useWorkbench();
  const say = useText();
  const names = useKeyNames();
  const done = useDone(step);
  const box = useTarget(step.targets);
  const card = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const go = (to: number): void => window.set({ tourStep: to });
  const isLast = number === tourSteps.length - 1;
  const leave = (): void => window.set({ tourOpen: false });
  return (
    <>
      {box && (
        <div
          className="tour-ring"
          style={{ left: box.left - 4, top: box.top - 4, width: box.width + 8, height: box.height + 8 }}
        />
      )}
      <section
        ref={card}
        className="tour-card float"
        aria-label={say(tourTexts.title)}
        data-step={step.id}
        style={cardPlace(box, { width: innerWidth, height: innerHeight })}
      >
        <div className="tour-head">
          <span className="dim">{say(tourTexts.step, { number: number + 1, count: tourSteps.length })}</span>
          <span className="space" />
          <IconButton icon={IconX} kind="small" label={say(tourTexts.leave)} onClick={leave} />
        </div>
        <h2 ref={heading} tabIndex={-1}>
          {say(step.title)}
        </h2>
        <p className="selectable">{say(step.body, names)}</p>
        <div className="tour-foot">
          <output className="tour-done">
            {done && (
              <>
                <Icon of={IconCheck} size={14} /> {say(tourTexts.done)}
              </>
            )}
          </output>
          <span className="space" />
          {number > 0 && (
            <button type="button" className="button low" onClick={() => go(number - 1)}>
              {say(tourTexts.back)}
            </button>
          )}
          <button
            type="button"
            className={`button low ${done || isLast ? 'primary' : ''}`}
            onClick={() => (isLast ? window.set({ tourOpen: false, tourStep: 0 }) : go(number + 1))}
          >
            {say(isLast ? tourTexts.finish : done || !step.done ? tourTexts.next : tourTexts.skip)}
          </button>
        </div>
      </section>
    </>
  );
}

/** The guided tour: a card beside what it speaks of. It asks for the real thing and sees when it was done. */
export function Tour() {
  const { project } = useWorkbench();
  const open = useWindow((state) => state.tourOpen);
  const kept = useWindow((state) => state.tourStep);
  const hasProject = useStore(project, (hold) => hold.state !== null);
  if (!open) return null;
  // Without a project there is nothing to show but how to open one.
  const number = hasProject ? Math.min(kept, tourSteps.length - 1) : 0;
  const step = tourSteps[number]!;
  return <TourCard key={step.id} step={step} number={number} />;
}
