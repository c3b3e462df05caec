import { Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { type Scenario, type ScenarioChange, scenarioColourChoices, shownScenarios } from '#core/model/scenario.ts';
import { changeScenario, createScenario } from '#renderer/state/record-commands.ts';
import { useScenarioRoom } from '#renderer/state/use-scenario-room.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { headerTexts } from '#renderer/texts/header-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { scenarioTexts } from '#renderer/texts/scenario-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';

interface ScenarioDialogProps {
  /** Parent of a new scenario. */
  readonly parent?: ScenarioId;
  /** Scenario whose name and description are changed. */
  readonly edited?: ScenarioId;
  readonly onClose: () => void;
}

/** Name and description of a new or an existing scenario. */
export function ScenarioDialog({ parent, edited, onClose }: ScenarioDialogProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const project = useDescription();
  const old = edited === undefined ? undefined : scenarioOf(project, edited);
  const hasRoom = useScenarioRoom();
  const full = !(old || hasRoom);
  const [zh, setZh] = useState(old?.name.zh ?? '');
  const [en, setEn] = useState(old?.name.en ?? '');
  const [description, setDescription] = useState(old?.description ?? '');
  const [colour, setColour] = useState(old?.colour);
  const [from, setFrom] = useState<ScenarioId>(parent ?? project.scenarios[0]!.id);
  const name = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() };
  // Only what is different: a step is called after what it does.
  const changes = (before: Scenario): ScenarioChange => ({
    ...(before.name.zh === name.zh && before.name.en === name.en ? {} : { name }),
    ...(before.description === description ? {} : { description }),
    ...(before.colour === colour || colour === undefined ? {} : { colour }),
  });
  // While the engine counts a large city it takes seconds to answer: asked twice it would make two.
  const [isAsked, setAsked] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.zh === '' || full || isAsked) return;
    if (old) {
      void changeScenario(workbench, old, changes(old));
      onClose();
      return;
    }
    setAsked(true);
    await createScenario(workbench, name, from, { description, colour });
    setAsked(false);
  };
  const names = [
    { id: 'zh', label: say(headerTexts.nameZh), value: zh, set: setZh },
    { id: 'en', label: say(headerTexts.nameEn), value: en, set: setEn },
  ];
  // The language of the window first: one name is enough, the other follows.
  if (language === 'en') names.reverse();
  return (
    <Dialog title={say(old ? headerTexts.editScenario : headerTexts.newScenario)} width={440} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        {names.map((field, place) => (
          <TextInput
            key={field.id}
            data-autofocus={place === 0 || undefined}
            label={field.label}
            value={field.value}
            onChange={(event) => field.set(event.currentTarget.value)}
          />
        ))}
        {!old && (
          <Select
            label={say(headerTexts.parent)}
            data={shownScenarios(project.scenarios).map((scenario) => ({
              value: scenario.id,
              label: say(scenario.name),
            }))}
            value={from}
            onChange={(id) => setFrom(id as ScenarioId)}
          />
        )}
        <Textarea
          label={say(headerTexts.description)}
          rows={3}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {old?.parent !== null && (
          <div role="radiogroup" aria-label={say(scenarioTexts.colour)} className="colour-choice">
            <span>{say(scenarioTexts.colour)}</span>
            {scenarioColourChoices.map((one) => (
              <label key={one} style={{ background: one }}>
                <input
                  type="radio"
                  name="colour"
                  className="visually-hidden"
                  aria-label={one}
                  checked={colour === one}
                  onChange={() => setColour(one)}
                />
              </label>
            ))}
          </div>
        )}
        {full && <p className="dim">{say(headerTexts.fullHouse)}</p>}
        <div className="dialog-foot">
          <button type="button" className="button large" onClick={onClose}>
            {say(projectTexts.cancel)}
          </button>
          <button type="submit" className="button primary large" disabled={name.zh === '' || full || isAsked}>
            {say(old ? headerTexts.apply : headerTexts.newScenario)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
