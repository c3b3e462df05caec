import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { removeScenario } from '#renderer/state/record-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { scenarioTexts } from '#renderer/texts/scenario-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';

/** Asks what becomes of the scenarios that build on one that is to be deleted. */
export function DeleteScenarioDialog({
  scenario: id,
  onClose,
}: {
  readonly scenario: ScenarioId;
  readonly onClose: () => void;
}) {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const [fate, setFate] = useState<'keep' | 'delete'>('keep');
  const scenario = scenarioOf(description, id);
  const parent = say(scenarioOf(description, scenario.parent ?? id).name);
  const children = description.scenarios
    .filter((one) => one.parent === id)
    .map(({ letter, name }) => `${letter} ${say(name)}`)
    .join(say({ zh: '、', en: ', ' }));
  return (
    <Dialog
      title={say(scenarioTexts.deleteTitle, { name: say(scenario.name) })}
      width={460}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button large" onClick={onClose}>
            {say(projectTexts.cancel)}
          </button>
          <button
            type="button"
            className="button primary large"
            onClick={() => {
              onClose();
              void removeScenario(workbench, scenario, fate);
            }}
          >
            {say(scenarioTexts.remove)}
          </button>
        </>
      }
    >
      <p className="soft">{say(scenarioTexts.deleteWhy, { children })}</p>
      <Radio.Group value={fate} onChange={(value) => setFate(value === 'delete' ? 'delete' : 'keep')}>
        <div className="form">
          <Radio value="keep" label={say(scenarioTexts.keepChildren, { parent })} />
          <Radio value="delete" label={say(scenarioTexts.deleteChildren)} />
        </div>
      </Radio.Group>
    </Dialog>
  );
}
