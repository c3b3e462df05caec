import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { baselineId } from '#core/model/ids.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import { changeScenario } from '#renderer/state/record-commands.ts';
import { runStep } from '#renderer/state/sketch-commands.ts';
import { draftStep, initialDrafts } from '#renderer/state/sketch-draft.ts';
import { useStore } from '#renderer/state/store.ts';
import { useScenarioRoom } from '#renderer/state/use-scenario-room.ts';
import { useStepPreview } from '#renderer/state/use-step-preview.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { nothingSelected, type SketchTool, type Tool } from '#renderer/state/window-state.ts';
import { useScenario, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { headerTexts } from '#renderer/texts/header-texts.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { writeArea } from '#renderer/ui/measure.ts';
import { CorridorOptions } from './CorridorOptions.tsx';
import { MixedUseOptions } from './MixedUseOptions.tsx';
import { NetworkOptions } from './NetworkOptions.tsx';
import { StepMeasures } from './StepMeasures.tsx';
import { TodOptions } from './TodOptions.tsx';

const titles = {
  tod: sketchTexts.tod,
  corridor: sketchTexts.corridor,
  'mixed-use': sketchTexts.mixedUse,
  network: sketchTexts.network,
} as const;

function isSketchTool(tool: Tool): tool is SketchTool {
  return tool in titles;
}

/** Why nothing can be sketched here, with the way out. */
function Refused() {
  const workbench = useWorkbench();
  const say = useText();
  const scenario = useScenario();
  const isBaseline = scenario.id === baselineId;
  const full = !useScenarioRoom();
  return (
    <div className="sketch-panel refused float">
      <p>
        {isBaseline ? say(sketchTexts.baselineLocked) : say(sketchTexts.scenarioLocked, { letter: scenario.letter })}
        {isBaseline && full && <span className="dim"> {say(headerTexts.fullHouse)}</span>}
      </p>
      {isBaseline ? (
        <button
          type="button"
          className="button primary"
          disabled={full}
          onClick={() => workbench.window.set({ dialog: { kind: 'new-scenario', parent: baselineId } })}
        >
          {say(sketchTexts.newScenario)}
        </button>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => void changeScenario(workbench, scenario, { locked: false })}
        >
          {say(sketchTexts.unlock)}
        </button>
      )}
    </div>
  );
}

/** What the step would do, or why it cannot be done. */
function PreviewLine({ hint }: { readonly hint: string }) {
  const { preview } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const { step, outcome, error, busy } = useStore(preview, (state) => state);
  if (!step) return <p className="preview-line dim">{hint}</p>;
  if (error) return <p className="preview-line warn-text">{error.describe(language)}</p>;
  if (!outcome) return <p className="preview-line dim">{say(sketchTexts.counting)}</p>;
  return (
    <p className="preview-line" aria-live="polite" data-busy={busy}>
      {say(sketchTexts.will, { count: outcome.changed.length })} · {writeArea(outcome.areaSquareMetres, language)}
    </p>
  );
}

/** Runs the step and clears the draft, so that the next one can be drawn. */
async function finish(workbench: ReturnType<typeof useWorkbench>, tool: SketchTool, step: RecipeStep): Promise<void> {
  const outcome = await runStep(workbench, step);
  if (!outcome) return;
  workbench.drafts.set(({ tod, corridor, mixedUse, network }) => ({
    network: tool === 'network' ? initialDrafts.network : network,
    tod: tool === 'tod' ? { ...tod, stations: [], place: [], lines: [], placing: false } : tod,
    corridor: tool === 'corridor' ? { ...corridor, line: [], between: [], ended: false } : corridor,
    mixedUse,
  }));
  if (tool === 'mixed-use') workbench.window.set({ selected: nothingSelected });
}

/** The options of the sketch tool in hand, what it would do, and Finish. */
export function SketchPanel() {
  const workbench = useWorkbench();
  const say = useText();
  const tool = useWindow((state) => state.tool);
  const selected = useWindow((state) => state.selected);
  const drafts = useStore(workbench.drafts, (state) => state);
  const scenario = useScenario();
  const [running, setRunning] = useState(false);
  const sketch = isSketchTool(tool) ? tool : null;
  const step = sketch ? draftStep(sketch, drafts, selected.features) : undefined;
  const outcome = useStore(workbench.preview, (state) => state.outcome);
  useStepPreview(step);
  if (scenario.parent === null || scenario.locked) return <Refused />;
  if (tool === 'eyedropper') {
    return <div className="sketch-panel refused float">{say(sketchTexts.eyedropperHint)}</div>;
  }
  if (!sketch) return null;
  const bodies: Readonly<Record<SketchTool, { readonly body: ReactNode; readonly hint: string }>> = {
    tod: { body: <TodOptions />, hint: say(sketchTexts.pickStations) },
    corridor: {
      body: <CorridorOptions />,
      hint: say(drafts.corridor.way === 'draw' ? sketchTexts.drawHint : sketchTexts.betweenHint),
    },
    'mixed-use': { body: <MixedUseOptions step={step} />, hint: say(sketchTexts.pickHint) },
    network: { body: <NetworkOptions />, hint: say(sketchTexts.networkHint) },
  };
  const { body, hint } = bodies[sketch];
  return (
    <section className={`sketch-panel float ${sketch}`} aria-label={say(titles[sketch])}>
      <div className="sketch-head">
        <h2>{say(titles[sketch])}</h2>
        <span className="space" />
        <IconButton
          icon={IconX}
          kind="small"
          label={say(sketchTexts.close)}
          keys="Esc"
          onClick={() => workbench.window.set({ tool: 'select' })}
        />
      </div>
      {body}
      {step && outcome && <StepMeasures outcome={outcome} />}
      <div className="sketch-foot">
        <PreviewLine hint={hint} />
        <button
          type="button"
          className="button primary"
          data-finish
          disabled={!step || running}
          onClick={async () => {
            if (!step) return;
            setRunning(true);
            await finish(workbench, sketch, step);
            setRunning(false);
          }}
        >
          {say(sketchTexts.finish)} <kbd>↵</kbd>
        </button>
      </div>
    </section>
  );
}
