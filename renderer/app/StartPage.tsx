import type { Icon as TablerIcon } from '@tabler/icons-react';
import { IconDownload, IconFileImport, IconFolder, IconMap, IconPlus, IconRoute } from '@tabler/icons-react';
import { programVersion } from '#core/model/program-version.ts';
import { StartPicture } from '#renderer/map/StartPicture.tsx';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { statusTexts } from '#renderer/texts/status-texts.ts';
import { tourTexts } from '#renderer/texts/tour-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { keyLabel } from '#renderer/ui/key-label.ts';
import { Logo } from '#renderer/ui/Logo.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { commandById } from './commands.ts';
import { Preferences } from './Header.tsx';
import { RecentProjects } from './RecentProjects.tsx';
import { UnsavedWork } from './UnsavedWork.tsx';

const actions: readonly {
  readonly id: string;
  readonly icon: TablerIcon;
  readonly label: keyof typeof appTexts;
  readonly note?: keyof typeof appTexts;
}[] = [
  { id: 'project/new', icon: IconPlus, label: 'newProject' },
  { id: 'project/open', icon: IconFolder, label: 'openProject' },
  { id: 'project/open-sample', icon: IconMap, label: 'openSample', note: 'sampleNote' },
  { id: 'import/choose-files', icon: IconFileImport, label: 'importFiles' },
];

/** What opens now, in the place of the status bar. */
function StartStatus() {
  const { activity } = useWorkbench();
  const say = useText();
  const [task] = useStore(activity.store, (state) => state.tasks);
  return (
    <footer className="status-bar">
      <span>Cityloom {programVersion}</span>
      <i />
      <span>{say(appTexts.noNetwork)}</span>
      <span className="space" />
      {task && (
        <span className="task">
          <span>{say(task.label)}</span>
          <Progress share={task.share} label={say(task.label)} />
          <button type="button" className="link-button" onClick={task.cancel}>
            {say(statusTexts.cancel)}
          </button>
        </span>
      )}
    </footer>
  );
}

/** Where work begins: a new project, an old one, the sample city, or files to import. */
export function StartPage() {
  const workbench = useWorkbench();
  const say = useText();
  const tourStep = useWindow((state) => state.tourStep);
  return (
    <div className="start">
      <figure className="start-picture" aria-label={say(appTexts.startPicture)}>
        <StartPicture />
      </figure>
      <main className="start-main">
        <div className="start-column">
          <header className="start-head">
            <Logo size={42} />
            <div>
              <h1>{say(appTexts.name)}</h1>
              <p className="soft">{say(appTexts.tagline)}</p>
            </div>
            <span className="space" />
            <Preferences long />
          </header>
          <div className="start-actions">
            {actions.map(({ id, icon, label, note }, place) => {
              const command = commandById(id)!;
              return (
                <button
                  key={id}
                  type="button"
                  className={place === 0 ? 'primary' : ''}
                  onClick={() => command.run(workbench)}
                >
                  <Icon of={icon} size={18} />
                  <strong>{say(appTexts[label])}</strong>
                  <span>{note ? say(appTexts[note]) : command.keys && keyLabel(command.keys)}</span>
                </button>
              );
            })}
          </div>
          <button
            type="button"
            className="start-tour link-button"
            onClick={() => commandById('help/tour')!.run(workbench)}
          >
            <Icon of={IconRoute} size={16} />
            <strong>{say(tourStep > 0 ? tourTexts.resume : tourTexts.title)}</strong>
            <span className="soft">{say(tourTexts.startNote)}</span>
          </button>
          <UnsavedWork />
          <RecentProjects />
          <button
            type="button"
            className="start-drop"
            onClick={() => commandById('import/choose-files')!.run(workbench)}
          >
            <Icon of={IconDownload} size={24} />
            <span>
              <strong>{say(appTexts.drop)}</strong>
              <span className="soft">{say(appTexts.formats)}</span>
            </span>
          </button>
        </div>
      </main>
      <StartStatus />
    </div>
  );
}
