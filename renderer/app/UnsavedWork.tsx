import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { recoverUnsaved } from '#renderer/state/project-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

/** Offers the work on a project that was never saved, when the last session ended without saving it. */
export function UnsavedWork() {
  const workbench = useWorkbench();
  const say = useText();
  const [journal, setJournal] = useState<readonly Uint8Array<ArrayBuffer>[]>([]);
  useEffect(() => {
    workbench.host.unsavedJournal().then(setJournal, (thrown: unknown) => workbench.activity.fail(thrown));
  }, [workbench]);
  if (journal.length === 0) return null;
  const discard = async (): Promise<void> => {
    await workbench.host.discardJournal(undefined);
    setJournal([]);
  };
  return (
    <section className="unsaved-work" aria-label={say(appTexts.unsavedWork)}>
      <Icon of={IconHistory} size={18} />
      <p>
        <strong>{say(appTexts.unsavedWork)}</strong>
        <span className="soft">{say(appTexts.unsavedWorkNote)}</span>
      </p>
      <span className="space" />
      <button type="button" className="button" onClick={() => void discard()}>
        {say(appTexts.discardWork)}
      </button>
      <button type="button" className="button primary" onClick={() => void recoverUnsaved(workbench, journal)}>
        {say(appTexts.restoreWork)}
      </button>
    </section>
  );
}
