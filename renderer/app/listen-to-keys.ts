import { baselineId } from '#core/model/ids.ts';
import { deleteSelected } from '#renderer/state/shape-commands.ts';
import { keysOfCommand } from '#renderer/state/shortcuts.ts';
import { revertFeatures } from '#renderer/state/sketch-commands.ts';
import type { WindowState } from '#renderer/state/window-state.ts';
import type { Workbench } from '#renderer/state/workbench.ts';
import { onMac } from '#renderer/ui/key-label.ts';
import { commands } from './commands.ts';
import { keysOf } from './keys-of.ts';

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // Switches and choices take no letters.
  if (target instanceof HTMLInputElement && /^(?:radio|checkbox|range|button)$/.test(target.type)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Revert of what is selected, on Delete. */
function revertSelection(workbench: Workbench): boolean {
  const { selected, mode, scenario } = workbench.window.get();
  const layers = workbench.project.get().state?.description.layers ?? [];
  const isParcels = layers.find((layer) => layer.id === selected.layer)?.role === 'parcel';
  if (mode !== 'scenario' || scenario === baselineId || !isParcels || selected.features.length === 0) return false;
  void revertFeatures(workbench, selected.features);
  return true;
}

function onKeyDown(event: KeyboardEvent, workbench: Workbench): void {
  if (event.defaultPrevented || event.isComposing) return;
  const { window, project, map } = workbench;
  const typing = isTyping(event.target);
  const dialogOpen = window.get().dialog !== null || document.querySelector('[role="dialog"]') !== null;
  const isOpen = project.get().state !== null;
  const onMap = isOpen && ['map', 'scenario'].includes(window.get().mode);
  const keys = keysOf(event, onMac);
  const { shortcuts } = window.get();
  const command = commands.find((one) => keysOfCommand(one, shortcuts) === keys);
  const plain = !keys.startsWith('Mod+');
  const inControl =
    event.target instanceof HTMLElement && event.target.closest('button, [role="tree"], [role="grid"], [role="menu"]');
  // A tool that is drawing takes what is typed: a length, the end of the line, its last vertex.
  if (plain && onMap && !typing && !dialogOpen && !inControl) {
    if (map.verbs?.key(event) === true) {
      event.preventDefault();
      return;
    }
    // The tool gave the focus to a field for what is being typed.
    if (isTyping(document.activeElement)) return;
  }
  if (command?.id === 'help/topic') {
    event.preventDefault();
    command.run(workbench);
    return;
  }
  // A key without Ctrl belongs to the field or list that has the focus.
  if (command && (isOpen || !command.needsProject) && !dialogOpen && !(plain && typing)) {
    event.preventDefault();
    command.run(workbench);
    return;
  }
  if (typing || dialogOpen || !onMap) return;
  if (event.key === ' ' && !inControl) {
    event.preventDefault();
    map.verbs?.holdSpace(true);
  } else if (event.key === 'Enter' && inControl) {
    // The focused control wants it.
  } else if (event.key === 'Enter' && window.get().mode === 'scenario') {
    document.querySelector<HTMLButtonElement>('[data-finish]:not(:disabled)')?.click();
  } else if (event.key === 'Escape' && !inControl && isColouredByIndicator(window.get())) {
    window.set({ shownResult: null });
  } else if (event.key === 'Escape' && window.get().tool !== 'select') {
    window.set({ tool: 'select' });
  } else if (event.key === 'Delete') {
    event.preventDefault();
    if (!revertSelection(workbench)) deleteSelected(workbench);
  }
}

/** Whether Escape has nothing nearer to end than the colours of an indicator. */
function isColouredByIndicator({ tool, shownResult }: WindowState): boolean {
  return tool === 'select' && shownResult?.kind === 'live';
}

/** Makes the keys of the whole window work, from before its first picture: a key pressed at once is answered as well. */
export function listenToKeys(workbench: Workbench): void {
  addEventListener('keydown', (event) => onKeyDown(event, workbench));
  addEventListener('keyup', (event) => event.key === ' ' && workbench.map.verbs?.holdSpace(false));
  addEventListener('blur', () => workbench.map.verbs?.holdSpace(false));
}
