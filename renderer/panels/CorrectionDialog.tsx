import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '#renderer/state/use-text.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';

interface CorrectionDialogProps {
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why the data of the protected baseline are changed. */
export function CorrectionDialog({ onReason, onClose }: CorrectionDialogProps) {
  const say = useText();
  const [reason, setReason] = useState(say(tableTexts.correctionUsual));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') onReason(reason.trim());
  };
  return (
    <Dialog title={say(tableTexts.correctionTitle)} width={440} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{say(tableTexts.correctionText)}</p>
        <TextInput
          data-autofocus
          label={say(tableTexts.correctionReason)}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="dialog-foot">
          <button type="button" className="button large" onClick={onClose}>
            {say(projectTexts.cancel)}
          </button>
          <button type="submit" className="button primary large" disabled={reason.trim() === ''}>
            {say(tableTexts.correct)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
