import { NumberInput, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Recipe, RecipeStep } from '#core/model/recipe.ts';
import { replayEdited } from '#renderer/state/sketch-commands.ts';
import { useScenarioRoom } from '#renderer/state/use-scenario-room.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { headerTexts } from '#renderer/texts/header-texts.ts';
import { scenarioTexts, stepTexts } from '#renderer/texts/scenario-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { type RecipeField, recipeFields, withField } from './recipe-fields.ts';
import { TypeSelect } from './TypeSelect.tsx';

interface FieldProps {
  readonly field: RecipeField;
  readonly onChange: (value: number | string) => void;
}

function FieldInput({ field, onChange }: FieldProps) {
  const say = useText();
  const label = say(field.label);
  if (field.kind === 'number') {
    return (
      <NumberInput
        className="field-low"
        label={label}
        min={0}
        suffix={field.unit === '' ? '' : ` ${field.unit}`}
        value={field.value as number}
        onChange={(value) => typeof value === 'number' && onChange(value)}
      />
    );
  }
  if (field.kind === 'text') {
    return (
      <TextInput
        className="field-low wide"
        label={label}
        value={field.value as string}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (field.value === null) return null;
  return (
    <div className="labelled">
      <span>{label}</span>
      <TypeSelect label={label} value={field.value as string} onChange={(type) => type && onChange(type)} />
    </div>
  );
}

/** The steps of a recipe with their numbers, to be changed and replayed as a new scenario. */
export function RecipeSteps({ recipe, onDone }: { readonly recipe: Recipe; readonly onDone: () => void }) {
  const workbench = useWorkbench();
  const say = useText();
  const [steps, setSteps] = useState<readonly { readonly key: number; readonly step: RecipeStep }[]>(
    recipe.steps.map((step, key) => ({ key, step })),
  );
  const [name, setName] = useState(say(scenarioTexts.variant, { name: say(recipe.name) }));
  const full = !useScenarioRoom();
  if (recipe.steps.length === 0) return <Empty text={say(scenarioTexts.noSteps)} />;
  const replay = async (): Promise<void> => {
    const edited = { ...recipe, name: { zh: name, en: name }, steps: steps.map(({ step }) => step) };
    if (await replayEdited(workbench, edited)) onDone();
  };
  return (
    <>
      <p className="soft">{say(full ? headerTexts.fullHouse : scenarioTexts.replayHint)}</p>
      <ol className="recipe-steps">
        {steps.map(({ key, step }, place) => (
          <li key={key}>
            <div className="recipe-step-head">
              <span className="dim">{place + 1}</span>
              <b className="space">{say(stepTexts[step.sketch])}</b>
              <IconButton
                icon={IconTrash}
                kind="small"
                label={say(scenarioTexts.dropStep, { place: place + 1 })}
                disabled={steps.length === 1}
                onClick={() => setSteps(steps.filter((one) => one.key !== key))}
              />
            </div>
            <div className="recipe-fields">
              {recipeFields(step).map((field) => (
                <FieldInput
                  key={field.path.join('.')}
                  field={field}
                  onChange={(value) =>
                    setSteps(steps.map((one) => (one.key === key ? { key, step: withField(step, field, value) } : one)))
                  }
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
      <div className="dialog-foot">
        <TextInput
          aria-label={say(scenarioTexts.replayName)}
          className="space"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <button
          type="button"
          className="button primary large"
          data-replay
          disabled={full || name.trim() === ''}
          onClick={() => void replay()}
        >
          {say(scenarioTexts.replayAs)}
        </button>
      </div>
    </>
  );
}
