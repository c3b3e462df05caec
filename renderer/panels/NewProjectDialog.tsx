import { Select, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { crsLabel } from '#core/crs/crs-label.ts';
import { type CrsDefinitions, loadDefinitions } from '#core/crs/definitions.ts';
import { createProject } from '#renderer/state/project-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

/** Systems that planners work in: CGCS2000 in zones of 3° (with number, then by meridian) and of 6°, then UTM. */
const usual: readonly number[] = [...range(4513, 4554), ...range(4491, 4512), ...range(32_643, 32_653)];

/** EPSG code of CGCS2000, 3° zone 40 (central meridian 120°). */
const first = 4528;

/** The usual systems, or the one whose code is being typed. */
function options(definitions: CrsDefinitions | null, typed: string, language: 'zh' | 'en') {
  if (!definitions) return [];
  const code = Number(/^\D*(\d{4,5})$/.exec(typed.trim())?.[1]);
  const codes = code && !usual.includes(code) ? [code, ...usual] : usual;
  return codes.flatMap((one) => {
    const found = definitions.find(one);
    return found?.kind === 'projected'
      ? [{ value: String(one), label: `${crsLabel(found.name, language)} · EPSG:${one}` }]
      : [];
  });
}

/** Name and coordinate system of a new project. */
export function NewProjectDialog({ onClose }: { readonly onClose: () => void }) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const [name, setName] = useState('');
  const [epsg, setEpsg] = useState(String(first));
  const [typed, setTyped] = useState('');
  const [definitions, setDefinitions] = useState<CrsDefinitions | null>(null);
  useEffect(() => {
    loadDefinitions()
      .then(setDefinitions)
      .catch((thrown: unknown) => workbench.activity.fail(thrown));
  }, [workbench]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    onClose();
    void createProject(workbench, name.trim(), Number(epsg));
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
        <Select
          searchable
          label={say(appTexts.crs)}
          description={say(appTexts.crsHint)}
          data={options(definitions, typed, language)}
          value={epsg}
          maxDropdownHeight={260}
          onSearchChange={setTyped}
          onChange={(code) => code && setEpsg(code)}
        />
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
