import { IconCopy, IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { replayRecipe } from '#renderer/state/sketch-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useScenarioRoom } from '#renderer/state/use-scenario-room.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { headerTexts } from '#renderer/texts/header-texts.ts';
import { scenarioTexts } from '#renderer/texts/scenario-texts.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { RecipeSteps } from './RecipeSteps.tsx';

/** Lets a person choose a recipe file and replays it. */
export async function chooseRecipe(workbench: ReturnType<typeof useWorkbench>): Promise<void> {
  try {
    const [file] = await workbench.host.chooseFiles(['.yaml', '.yml', '.json']);
    if (file) await replayRecipe(workbench, file);
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** The steps of a scenario as YAML: to read, to keep, to replay elsewhere. */
export function RecipeDialog({
  scenario: id,
  onClose,
}: {
  readonly scenario: ScenarioId;
  readonly onClose: () => void;
}) {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const scenario = scenarioOf(description, id);
  const { data: text = '', error } = useQuery('scenario/recipe', { id });
  const { data: recipe } = useQuery('scenario/read-recipe', { id });
  const full = !useScenarioRoom();
  const [copied, setCopied] = useState(false);
  const [view, setView] = useState<'steps' | 'yaml'>('steps');
  const save = (): void => {
    const bytes = new TextEncoder().encode(text);
    workbench.host
      .saveFile(`${say(scenario.name)}.yaml`, 'application/yaml', new Uint8Array(bytes))
      .catch((thrown: unknown) => workbench.activity.fail(thrown));
  };
  return (
    <Dialog
      title={`${say(sketchTexts.recipe)} · ${say(scenario.name)}`}
      width={680}
      onClose={onClose}
      foot={
        view === 'yaml' && (
          <>
            <button
              type="button"
              className="button large"
              disabled={full}
              title={full ? say(headerTexts.fullHouse) : undefined}
              onClick={() => void chooseRecipe(workbench)}
            >
              <Icon of={IconUpload} />
              {say(sketchTexts.replay)}
            </button>
            <span className="space" />
            <button
              type="button"
              className="button large"
              onClick={async () => {
                await navigator.clipboard.writeText(text);
                setCopied(true);
              }}
            >
              <Icon of={IconCopy} />
              <span aria-live="polite">{say(copied ? sketchTexts.copied : sketchTexts.copy)}</span>
            </button>
            <button type="button" className="button primary large" onClick={save}>
              <Icon of={IconDownload} />
              {say(sketchTexts.saveRecipe)}
            </button>
          </>
        )
      }
    >
      <Tabs
        label={say(scenarioTexts.recipeViews)}
        items={[
          { id: 'steps', label: say(scenarioTexts.stepsView) },
          { id: 'yaml', label: say(scenarioTexts.yamlView) },
        ]}
        current={view}
        onChange={setView}
        panel="recipe"
      />
      <div role="tabpanel" id="recipe-panel" aria-labelledby={`recipe-tab-${view}`} className="recipe-panel">
        {view === 'steps' && recipe && <RecipeSteps recipe={recipe} onDone={onClose} />}
        {view === 'yaml' && (
          <>
            <p className="soft">{say(sketchTexts.recipeHint)}</p>
            <pre className="recipe-text selectable">
              {error ? say({ zh: error.describe('zh'), en: error.describe('en') }) : text}
            </pre>
          </>
        )}
      </div>
    </Dialog>
  );
}
