import { IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { takeDropped } from '#renderer/platform/dropped-files.ts';
import { droppedPlugin } from '#renderer/platform/plugin-files.ts';
import { prepareImport } from '#renderer/state/import-commands.ts';
import { considerPlugin, dropCandidate, managePlugins } from '#renderer/state/plugin-commands.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench, type Workbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** An evaluator plugin goes to the manager of plugins, everything else is imported. Both take their files before any wait. */
async function takeFiles(workbench: Workbench, transfer: DataTransfer): Promise<void> {
  const [given, files] = [takeDropped(transfer), workbench.host.droppedFiles(transfer)];
  // What is not imported is not waited for.
  files.catch(() => undefined);
  const source = workbench.project.get().state === null ? undefined : await droppedPlugin(await given);
  const isManaging = workbench.window.get().dialog?.kind === 'plugins';
  if (source && ((await considerPlugin(workbench, source)) || isManaging)) managePlugins(workbench);
  else {
    dropCandidate(workbench);
    await prepareImport(workbench, await files);
  }
}

/** The whole window takes files that are dropped on it. */
export function DropZone() {
  const workbench = useWorkbench();
  const say = useText();
  const isOpen = useStore(workbench.project, (hold) => hold.state !== null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener(
      'dragover',
      (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    addEventListener(
      'drop',
      (event) => {
        if (!carriesFiles(event) || !event.dataTransfer) return;
        event.preventDefault();
        setOver(false);
        takeFiles(workbench, event.dataTransfer).catch((thrown: unknown) => workbench.activity.fail(thrown));
      },
      { signal },
    );
    return () => stop.abort();
  }, [workbench]);
  if (!over) return null;
  return (
    <div className="drop-zone">
      <div className="float">
        <Icon of={IconDownload} size={24} />
        <strong>{say(isOpen ? appTexts.dropIn : appTexts.dropStart)}</strong>
        <span className="dim">{say(appTexts.formats)}</span>
      </div>
    </div>
  );
}
