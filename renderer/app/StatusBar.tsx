import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { formatNumber } from '#core/model/text.ts';
import { scaleDenominator } from '#renderer/state/map-link.ts';
import { useShownCoordinates } from '#renderer/state/shown-coordinates.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { statusTexts } from '#renderer/texts/status-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { CrsMenu } from './CrsMenu.tsx';
import { GoToCoordinate } from './GoToCoordinate.tsx';
import { PanelMenu } from './PanelMenu.tsx';

/** Radius of snapping as it is told, px. */
const snapPixels = 8;

function RunningTask() {
  const { activity } = useWorkbench();
  const say = useText();
  const tasks = useStore(activity.store, (state) => state.tasks);
  const [task] = tasks;
  if (!task) return <span className="dim">{say(statusTexts.ready)}</span>;
  return (
    <span className="task">
      <span>{say(task.label)}</span>
      <Progress share={task.share} label={say(task.label)} />
      {task.share !== null && <span>{Math.round(task.share * 100)} %</span>}
      {tasks.length > 1 && <span className="dim">{say(statusTexts.more, { count: tasks.length - 1 })}</span>}
      <button type="button" className="link-button" onClick={task.cancel}>
        {say(statusTexts.cancel)}
      </button>
    </span>
  );
}

function JournalState() {
  const { project } = useWorkbench();
  const say = useText();
  const { journalPending, journalFailed } = useStore(project, (hold) => hold);
  if (journalFailed) {
    return (
      <span className="journal failed">
        <Icon of={IconAlertTriangle} size={13} />
        {say(statusTexts.journalFailed)}
      </span>
    );
  }
  if (journalPending > 0) return <span className="journal">{say(statusTexts.journalWaiting)}</span>;
  return (
    <span className="journal done">
      <Icon of={IconCheck} size={13} />
      {say(statusTexts.journalDone)}
    </span>
  );
}

/** Where the pointer is, in which system and scale, and what runs. */
export function StatusBar() {
  const { map } = useWorkbench();
  const say = useText();
  const coordinates = useShownCoordinates();
  const snapping = useWindow((state) => state.snapping);
  const hasPanels = useWindow(({ mode }) => mode === 'map' || mode === 'scenario');
  const metresPerPixel = useStore(map.camera, (camera) => camera.metresPerPixel);
  return (
    <footer className="status-bar" aria-label={say(statusTexts.status)}>
      <GoToCoordinate coordinates={coordinates} />
      <i />
      <CrsMenu coordinates={coordinates} />
      <i />
      <span>
        <span className="visually-hidden">{say(statusTexts.scale)} </span>
        1:{metresPerPixel > 0 ? formatNumber(scaleDenominator(metresPerPixel)) : '—'}
      </span>
      <i />
      <span>{snapping ? say(statusTexts.snapping, { pixels: snapPixels }) : say(statusTexts.notSnapping)}</span>
      <span className="space" />
      <RunningTask />
      <i />
      <JournalState />
      {hasPanels && (
        <>
          <i />
          <PanelMenu />
        </>
      )}
    </footer>
  );
}
