import { baselineId } from '#core/model/ids.ts';
import type { LocalText } from '#core/model/text.ts';
import { addBookmark } from '#renderer/state/bookmark-commands.ts';
import { chooseImportFiles } from '#renderer/state/import-commands.ts';
import { managePlugins } from '#renderer/state/plugin-commands.ts';
import { chooseProject, closeProject, openSample, redo, saveProject, undo } from '#renderer/state/project-commands.ts';
import { deleteSelected } from '#renderer/state/shape-commands.ts';
import { type Mode, modes, type Tool } from '#renderer/state/window-state.ts';
import type { Workbench } from '#renderer/state/workbench.ts';
import { bookmarkTexts } from '#renderer/texts/bookmark-texts.ts';
import { commandTexts } from '#renderer/texts/command-texts.ts';
import { editTexts } from '#renderer/texts/edit-texts.ts';
import { helpTexts } from '#renderer/texts/help-texts.ts';
import { historyTexts } from '#renderer/texts/history-texts.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { pluginTexts } from '#renderer/texts/plugin-texts.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { focusSoon } from '#renderer/ui/focus-field.ts';
import { topicFor } from './help-topic.ts';

/** Something a person can do with a key or from a menu. */
export interface Command {
  readonly id: string;
  readonly label: LocalText;
  /** `Mod` is Ctrl, or the command key on a Mac. */
  readonly keys?: string;
  /** Only while a project is open. */
  readonly needsProject: boolean;
  readonly run: (workbench: Workbench) => void;
}

function modeCommand(mode: Mode, place: number): Command {
  return {
    id: `mode/${mode}`,
    label: commandTexts[mode],
    keys: String(place + 1),
    needsProject: true,
    run: ({ window }) => window.set({ mode, ...(mode === 'map' || mode === 'scenario' ? {} : { tool: 'select' }) }),
  };
}

/** Takes a tool into the hand; sketch tools need a scenario that can be changed. */
function takeTool({ window }: Workbench, tool: Tool, sketch: boolean): void {
  if (sketch && window.get().scenario === baselineId) {
    window.set({ mode: 'scenario', dialog: { kind: 'new-scenario', parent: baselineId } });
    return;
  }
  window.set({ tool, ...(sketch ? { mode: 'scenario' } : {}) });
}

function toolCommand(tool: Tool, label: LocalText, keys: string, sketch = false): Command {
  return { id: `tool/${tool}`, label, keys, needsProject: true, run: (workbench) => takeTool(workbench, tool, sketch) };
}

function graticuleCommand(kind: 'grid' | 'degrees', label: LocalText, keys: string): Command {
  return {
    id: `map/${kind}`,
    label,
    keys,
    needsProject: true,
    run: ({ window }) => window.set(({ graticule }) => ({ graticule: { ...graticule, [kind]: !graticule[kind] } })),
  };
}

/** Asks how far to offset what is selected, or who keeps land where it overlaps. */
function openOutline({ window }: Workbench, kind: 'offset' | 'trim'): void {
  const { layer, features } = window.get().selected;
  if (layer !== null && features.length > 0) window.set({ dialog: { kind, layer, features } });
}

/** Everything with a key, in the order of the shortcut sheet. Ids are those of the desktop program's menu. */
export const commands: readonly Command[] = [
  {
    id: 'project/new',
    label: commandTexts.newProject,
    keys: 'Mod+N',
    needsProject: false,
    run: ({ window }) => window.set({ dialog: { kind: 'new-project' } }),
  },
  { id: 'project/open', label: commandTexts.openProject, keys: 'Mod+O', needsProject: false, run: chooseProject },
  {
    id: 'project/save',
    label: commandTexts.save,
    keys: 'Mod+S',
    needsProject: true,
    run: (bench) => saveProject(bench),
  },
  {
    id: 'project/save-as',
    label: commandTexts.saveAs,
    keys: 'Mod+Shift+S',
    needsProject: true,
    run: (bench) => saveProject(bench, true),
  },
  { id: 'project/open-sample', label: commandTexts.openSample, needsProject: false, run: openSample },
  {
    id: 'import/choose-files',
    label: commandTexts.importFiles,
    keys: 'Mod+I',
    needsProject: false,
    run: chooseImportFiles,
  },
  {
    id: 'layer/export',
    label: commandTexts.exportLayers,
    keys: 'Mod+Shift+E',
    needsProject: true,
    run: ({ window }) => window.set({ dialog: { kind: 'export' } }),
  },
  {
    id: 'project/print',
    label: commandTexts.print,
    keys: 'Mod+P',
    needsProject: true,
    run: ({ window }) => window.set({ dialog: { kind: 'print' } }),
  },
  { id: 'project/close', label: commandTexts.closeProject, needsProject: true, run: closeProject },
  { id: 'edit/undo', label: commandTexts.undo, keys: 'Mod+Z', needsProject: true, run: undo },
  { id: 'edit/redo', label: commandTexts.redo, keys: 'Mod+Y', needsProject: true, run: redo },
  { id: 'edit/redo-too', label: commandTexts.redo, keys: 'Mod+Shift+Z', needsProject: true, run: redo },
  {
    id: 'edit/find',
    label: tableTexts.findRows,
    keys: 'Mod+F',
    needsProject: true,
    run: ({ window }) => {
      window.set(({ mode }) => ({
        drawerOpen: true,
        drawerTab: 'attributes',
        ...(mode === 'map' || mode === 'scenario' ? {} : { mode: 'map' }),
      }));
      focusSoon('.drawer [data-find]');
    },
  },
  ...modes.map(modeCommand),
  toolCommand('select', commandTexts.select, 'V'),
  toolCommand('box', commandTexts.box, 'B'),
  toolCommand('polygon', commandTexts.polygon, 'P'),
  toolCommand('measure', commandTexts.measure, 'M'),
  toolCommand('tod', commandTexts.tod, 'T', true),
  toolCommand('corridor', commandTexts.corridor, 'C', true),
  toolCommand('mixed-use', commandTexts.mixedUse, 'X', true),
  toolCommand('network', commandTexts.network, 'R', true),
  toolCommand('eyedropper', commandTexts.eyedropper, 'I', true),
  toolCommand('draw', editTexts.draw, 'D'),
  toolCommand('split', editTexts.split, 'K'),
  toolCommand('vertex', editTexts.vertex, 'N'),
  toolCommand('reshape', editTexts.reshape, 'E'),
  toolCommand('hole', editTexts.hole, 'H'),
  {
    id: 'edit/offset',
    label: editTexts.offset,
    keys: 'O',
    needsProject: true,
    run: (bench) => openOutline(bench, 'offset'),
  },
  { id: 'edit/trim', label: editTexts.trim, keys: 'J', needsProject: true, run: (bench) => openOutline(bench, 'trim') },
  {
    id: 'edit/merge',
    label: editTexts.merge,
    keys: 'Mod+M',
    needsProject: true,
    run: ({ window }) => {
      const { layer, features } = window.get().selected;
      if (layer !== null && features.length > 1) window.set({ dialog: { kind: 'merge', layer, features } });
    },
  },
  { id: 'edit/delete', label: editTexts.remove, needsProject: true, run: deleteSelected },
  {
    id: 'map/snapping',
    label: commandTexts.snapping,
    keys: 'S',
    needsProject: true,
    run: ({ window }) => window.set(({ snapping }) => ({ snapping: !snapping })),
  },
  {
    id: 'view/attribute-table',
    label: commandTexts.drawer,
    keys: 'F6',
    needsProject: true,
    run: ({ window }) => window.set(({ drawerOpen }) => ({ drawerOpen: !drawerOpen, drawerTab: 'attributes' })),
  },
  {
    id: 'view/readiness',
    label: commandTexts.readiness,
    needsProject: true,
    run: ({ window }) => window.set({ drawerOpen: true, drawerTab: 'readiness', mode: 'map' }),
  },
  {
    id: 'view/history',
    label: historyTexts.show,
    keys: 'Mod+Shift+H',
    needsProject: true,
    run: ({ window }) =>
      window.set(({ mode }) => ({
        drawerOpen: true,
        drawerTab: 'history',
        ...(mode === 'map' || mode === 'scenario' ? {} : { mode: 'map' }),
      })),
  },
  { id: 'map/bookmark', label: bookmarkTexts.add, keys: 'Mod+D', needsProject: true, run: addBookmark },
  {
    id: 'map/bookmarks',
    label: bookmarkTexts.open,
    keys: 'Mod+Shift+B',
    needsProject: true,
    run: ({ window }) => window.set(({ bookmarksOpen }) => ({ bookmarksOpen: !bookmarksOpen })),
  },
  {
    id: 'map/massing',
    label: mapTexts.massing,
    keys: 'Shift+V',
    needsProject: true,
    run: ({ window }) => window.set(({ massing }) => ({ massing: !massing })),
  },
  graticuleCommand('grid', bookmarkTexts.grid, 'G'),
  graticuleCommand('degrees', bookmarkTexts.degrees, 'Shift+G'),
  {
    id: 'map/turn-left',
    label: bookmarkTexts.turnLeft,
    keys: '[',
    needsProject: true,
    run: ({ map }) => map.verbs?.turn(-15),
  },
  {
    id: 'map/turn-right',
    label: bookmarkTexts.turnRight,
    keys: ']',
    needsProject: true,
    run: ({ map }) => map.verbs?.turn(15),
  },
  {
    id: 'map/north',
    label: commandTexts.north,
    keys: 'Shift+N',
    needsProject: true,
    run: ({ map }) => map.verbs?.turnNorth(),
  },
  { id: 'view/zoom-to-all', label: commandTexts.fit, needsProject: true, run: ({ map }) => map.verbs?.fitAll() },
  {
    id: 'view/command-palette',
    label: commandTexts.palette,
    keys: 'Mod+K',
    needsProject: false,
    run: ({ window }) => window.set({ dialog: { kind: 'palette' } }),
  },
  { id: 'plugin/manage', label: pluginTexts.manage, needsProject: true, run: managePlugins },
  {
    id: 'help/topic',
    label: helpTexts.here,
    keys: 'F1',
    needsProject: false,
    run: ({ window, project }) =>
      window.set((state) => ({
        help: state.help === null ? topicFor(state, project.get().state !== null, document.activeElement) : null,
      })),
  },
  {
    id: 'help/tour',
    label: helpTexts.tour,
    keys: 'Shift+F1',
    needsProject: false,
    run: ({ window }) => window.set({ tourOpen: true, help: null, dialog: null }),
  },
  {
    id: 'help/about',
    label: commandTexts.about,
    needsProject: false,
    run: ({ window }) => window.set({ dialog: { kind: 'about' } }),
  },
  {
    id: 'help/shortcuts',
    label: commandTexts.shortcuts,
    keys: '?',
    needsProject: false,
    run: ({ window }) => window.set({ dialog: { kind: 'shortcuts' } }),
  },
];

/** Other names of commands in the desktop program's menu. */
const otherIds: Readonly<Record<string, string>> = { 'report/open': 'mode/report' };

export function commandById(id: string): Command | undefined {
  const wanted = otherIds[id] ?? id;
  return commands.find((command) => command.id === wanted);
}
