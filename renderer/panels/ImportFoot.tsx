import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { crsLabel } from '#core/crs/crs-label.ts';
import type { ImportPlan } from '#core/formats/import-plan.ts';
import { useStore } from '#renderer/state/store.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { focusField } from '#renderer/ui/focus-field.ts';
import { contentText, type LayerPlace, placesNotReady, plannedLayers } from './import-edits.ts';

interface ImportFootProps {
  readonly plan: ImportPlan;
  readonly busy: boolean;
  readonly onChoose: (place: LayerPlace) => void;
  /** Name that a profile of the shown layer would get unless another is given; null where there is nothing to save. */
  readonly profileName: string | null;
  readonly onCancel: () => void;
  /** `profile` is the name to save the shown layer's mapping under, or null. */
  readonly onRun: (projectName: string, profile: string | null) => Promise<void>;
}

/** A name for a new project: that of the file with the parcels, or else of the first that can be read. */
function nameFrom({ files }: ImportPlan): string {
  const readable = files.filter(({ error }) => !error);
  const withParcels = readable.find(({ layers }) => layers.some(({ role }) => role === 'parcel'));
  return (withParcels ?? readable[0] ?? files[0])?.file.replace(/\.\w+$/, '') ?? '';
}

/** Profile, name of the new project, and the import itself. */
export function ImportFoot({ plan, busy, onChoose, profileName, onCancel, onRun }: ImportFootProps) {
  const { project } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const isOpen = useStore(project, (hold) => hold.state !== null);
  const [keep, setKeep] = useState(false);
  const [ownProfile, setOwnProfile] = useState<string | null>(null);
  const [name, setName] = useState(nameFrom(plan));
  const profile = ownProfile ?? profileName ?? '';
  const layers = plannedLayers(plan);
  const notReady = placesNotReady(plan);
  const lacksProject = !isOpen && (!plan.project || name.trim() === '');
  return (
    <footer className="import-foot">
      <Checkbox
        label={say(importTexts.saveProfile)}
        checked={keep}
        disabled={profileName === null}
        onChange={(event) => setKeep(event.currentTarget.checked)}
      />
      {keep && (
        <TextInput
          ref={focusField}
          aria-label={say(importTexts.profileName)}
          placeholder={say(importTexts.profileName)}
          value={profile}
          onChange={(event) => setOwnProfile(event.currentTarget.value)}
        />
      )}
      {notReady.length > 0 && (
        <button type="button" className="link-button import-left" onClick={() => onChoose(notReady[0]!)}>
          {say(importTexts.notReady, { count: notReady.length })}
        </button>
      )}
      <span className="space" />
      {!isOpen && (
        <>
          <span className="dim">
            {plan.project
              ? say(importTexts.projectCrs, { name: crsLabel(plan.project.name, language) })
              : say(importTexts.needsCrs)}
          </span>
          <TextInput
            aria-label={say(importTexts.projectName)}
            placeholder={say(importTexts.projectName)}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </>
      )}
      <button type="button" className="button large" onClick={onCancel}>
        {say(importTexts.cancel)}
      </button>
      <button
        type="button"
        className="button primary large"
        disabled={busy || layers.length === 0 || lacksProject || (keep && profile.trim() === '')}
        onClick={() => void onRun(name.trim(), keep ? profile.trim() : null)}
      >
        {busy ? say(importTexts.importing) : say(importTexts.import, { what: contentText(layers) })}
      </button>
    </footer>
  );
}
