import { Checkbox } from '@mantine/core';
import { notDrawn, showOnMap } from '#renderer/state/layer-in-hand.ts';
import { useText } from '#renderer/state/use-text.ts';
import { editTools, type Tool } from '#renderer/state/window-state.ts';
import { useDescription, useScenario, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { editTexts } from '#renderer/texts/edit-texts.ts';

type EditTool = (typeof editTools)[number];

const hints = {
  draw: editTexts.drawHint,
  split: editTexts.splitHint,
  vertex: editTexts.vertexHint,
  reshape: editTexts.reshapeHint,
  hole: editTexts.holeHint,
} as const satisfies Record<EditTool, unknown>;

function isEditTool(tool: Tool): tool is EditTool {
  return (editTools as readonly Tool[]).includes(tool);
}

/** How the editing tool in hand is used, and what it asks. */
export function EditPanel() {
  const workbench = useWorkbench();
  const { window } = workbench;
  const description = useDescription();
  const inHand = useWindow((state) => state.tableLayer);
  const say = useText();
  const tool = useWindow((state) => state.tool);
  const follow = useWindow((state) => state.neighboursFollow);
  const { locked, parent } = useScenario();
  // Where nothing can be changed, the sketch panel says so.
  if (!isEditTool(tool) || (locked && parent !== null)) return null;
  // A reshaped edge is one of the selected feature, whichever layer is in hand.
  const why = tool === 'reshape' ? null : notDrawn(description, inHand);
  return (
    <section className="sketch-panel edit-panel float" aria-label={say(editTexts[tool])}>
      <p className="soft">{say(hints[tool])}</p>
      {why && (
        <p role="alert" className="warn-text">
          {why.hidden ? say(editTexts.inHandHidden, { name: why.hidden.name }) : say(editTexts.inHandNone)}
        </p>
      )}
      {why?.hidden && (
        <button type="button" className="button low" onClick={() => void showOnMap(workbench, why.hidden!)}>
          {say(editTexts.inHandShow)}
        </button>
      )}
      {tool === 'reshape' && (
        <Checkbox
          label={say(editTexts.neighboursFollow)}
          checked={follow}
          onChange={(event) => window.set({ neighboursFollow: event.currentTarget.checked })}
        />
      )}
    </section>
  );
}
