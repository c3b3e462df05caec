import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { createProject } from '#renderer/state/project-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { CrsSelect } from './CrsSelect.tsx';

/** EPSG code of CGCS2000, 3° zone 40 (central meridian 120°). */
const first = 4528;

/** Name and coordinate system of a new project. */
export function NewProjectDialog({ onClose }: { readonly onClose: () => void }) {
  const workbench = useWorkbench();
  const say = useText();
  const [name, setName] = useState('');
  const [epsg, setEpsg] = useState(first);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    onClose();
    void createProject(workbench, name.trim(), epsg);
  };
  return (
    <Dialog title={say(appTexts.newProject)} width={460} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={say(appTexts.projectName)}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <CrsSelect label={say(appTexts.crs)} description={say(appTexts.crsHint)} value={epsg} onChange={setEpsg} />
        <div className="dialog-foot">
          <button type="button" className="button large" onClick={onClose}>
            {say(projectTexts.cancel)}
          </button>
          <button type="submit" className="button primary large" disabled={name.trim() === ''}>
            {say(appTexts.create)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
