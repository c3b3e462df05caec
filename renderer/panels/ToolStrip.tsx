import type { Icon as TablerIcon } from '@tabler/icons-react';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconColorPicker,
  IconLasso,
  IconMagnet,
  IconMarquee2,
  IconPencilPlus,
  IconPointer,
  IconRoute,
  IconRuler2,
  IconSlice,
  IconSparkles,
  IconSquaresSelected,
  IconVector,
  IconVectorBezier2,
} from '@tabler/icons-react';

import type { KeyboardEvent } from 'react';
import type { LocalText } from '#core/model/text.ts';
import { redo, undo } from '#renderer/state/project-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import type { Tool } from '#renderer/state/window-state.ts';
import { useProject, useScenario, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { commandTexts } from '#renderer/texts/command-texts.ts';
import { editTexts } from '#renderer/texts/edit-texts.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { suggestTexts } from '#renderer/texts/suggest-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { IconCorridor, IconMixedUse, IconStation } from '#renderer/ui/sketch-icons.ts';

interface ToolItem {
  readonly tool: Tool;
  readonly icon: TablerIcon;
  readonly label: LocalText;
  readonly keys: string;
}

const selecting: readonly ToolItem[] = [
  { tool: 'select', icon: IconPointer, label: commandTexts.select, keys: 'V' },
  { tool: 'box', icon: IconMarquee2, label: commandTexts.box, keys: 'B' },
  { tool: 'polygon', icon: IconLasso, label: commandTexts.polygon, keys: 'P' },
  { tool: 'measure', icon: IconRuler2, label: commandTexts.measure, keys: 'M' },
];

const editing: readonly ToolItem[] = [
  { tool: 'draw', icon: IconPencilPlus, label: editTexts.draw, keys: 'D' },
  { tool: 'split', icon: IconSlice, label: editTexts.split, keys: 'K' },
  { tool: 'vertex', icon: IconVector, label: editTexts.vertex, keys: 'N' },
  { tool: 'reshape', icon: IconVectorBezier2, label: editTexts.reshape, keys: 'E' },
  { tool: 'hole', icon: IconSquaresSelected, label: editTexts.hole, keys: 'H' },
];

const sketching: readonly ToolItem[] = [
  { tool: 'tod', icon: IconStation, label: commandTexts.tod, keys: 'T' },
  { tool: 'corridor', icon: IconCorridor, label: commandTexts.corridor, keys: 'C' },
  { tool: 'mixed-use', icon: IconMixedUse, label: commandTexts.mixedUse, keys: 'X' },
  { tool: 'network', icon: IconRoute, label: commandTexts.network, keys: 'R' },
  { tool: 'eyedropper', icon: IconColorPicker, label: commandTexts.eyedropper, keys: 'I' },
];

/** The tools of the map; those that sketch only in Scenario mode. */
export function ToolStrip() {
  const workbench = useWorkbench();
  const say = useText();
  const { undoLabel, redoLabel } = useProject();
  const scenario = useScenario();
  const tool = useWindow((state) => state.tool);
  const mode = useWindow((state) => state.mode);
  const snapping = useWindow((state) => state.snapping);
  const sketch = mode === 'scenario';
  const refused = scenario.parent === null || scenario.locked;
  const groups = sketch ? [selecting, editing, sketching] : [selecting, editing];
  const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  };
  return (
    <div
      className="tool-strip float"
      role="toolbar"
      tabIndex={-1}
      aria-label={say(sketchTexts.tools)}
      onKeyDown={moveFocus}
    >
      {groups.map((items, place) => (
        <div key={items[0]!.tool} className={place > 0 ? 'ruled' : ''}>
          {items.map((item) => (
            <IconButton
              key={item.tool}
              kind="tool"
              icon={item.icon}
              label={say(item.label)}
              keys={item.keys}
              aria-pressed={tool === item.tool}
              className={tool === item.tool ? 'in-hand' : ''}
              disabled={items === sketching && refused}
              onClick={() => workbench.window.set({ tool: item.tool })}
            />
          ))}
        </div>
      ))}
      {(sketch || editing.some((item) => item.tool === tool)) && (
        <div className="ruled">
          <IconButton
            kind="tool"
            icon={IconSparkles}
            label={say(suggestTexts.suggest)}
            onClick={() => workbench.window.set({ dialog: { kind: 'suggest', scenario: scenario.id } })}
          />
          <IconButton
            kind="tool"
            icon={IconMagnet}
            label={say(commandTexts.snapping)}
            keys="S"
            aria-pressed={snapping}
            onClick={() => workbench.window.set({ snapping: !snapping })}
          />
        </div>
      )}
      <div className="ruled">
        <IconButton
          kind="tool"
          icon={IconArrowBackUp}
          label={undoLabel ? `${say(commandTexts.undo)} · ${say(undoLabel)}` : say(commandTexts.undo)}
          keys="Mod+Z"
          disabled={!undoLabel}
          onClick={() => void undo(workbench)}
        />
        <IconButton
          kind="tool"
          icon={IconArrowForwardUp}
          label={redoLabel ? `${say(commandTexts.redo)} · ${say(redoLabel)}` : say(commandTexts.redo)}
          keys="Mod+Y"
          disabled={!redoLabel}
          onClick={() => void redo(workbench)}
        />
      </div>
    </div>
  );
}
