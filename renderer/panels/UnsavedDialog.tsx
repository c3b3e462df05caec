import { useText } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';

/** Asks before unsaved work would be left behind. */
export function UnsavedDialog({ answer }: { readonly answer: (choice: 'save' | 'discard' | 'cancel') => void }) {
  const say = useText();
  const description = useDescription();
  return (
    <Dialog
      title={say(projectTexts.unsavedTitle, { name: description.name })}
      width={440}
      onClose={() => answer('cancel')}
      foot={
        <>
          <button type="button" className="button large" onClick={() => answer('discard')}>
            {say(projectTexts.doNotSave)}
          </button>
          <span className="space" />
          <button type="button" className="button large" onClick={() => answer('cancel')}>
            {say(projectTexts.cancel)}
          </button>
          <button type="button" className="button primary large" data-autofocus onClick={() => answer('save')}>
            {say(projectTexts.save)}
          </button>
        </>
      }
    >
      <p className="soft">{say(projectTexts.unsavedBody)}</p>
    </Dialog>
  );
}
