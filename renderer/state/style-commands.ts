import type { LayerId } from '#core/model/ids.ts';
import type { LayerStyle } from '#core/model/layer-style.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import type { Workbench } from './workbench.ts';

/** Gives a layer a style as one undoable step; null draws it as its role asks again. */
export async function setStyle(workbench: Workbench, id: LayerId, style: Omit<LayerStyle, 'id'> | null): Promise<void> {
  const { engine, activity, project } = workbench;
  const before = project.get().state?.description.styles[id] ?? null;
  const after = style && Object.keys(style).length > 0 ? { ...style, id } : null;
  if (before === null && after === null) return;
  try {
    await engine.request('edit/apply', {
      label: projectTexts.layerStyled,
      edits: [{ kind: 'record', record: 'style', id, before, after }],
    });
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Remembers the style of a layer for others; null is the way its role asks. */
export function copyStyle({ window, project }: Workbench, id: LayerId): void {
  window.set({ copiedStyle: { style: project.get().state?.description.styles[id] ?? null } });
}

/** Gives a layer the style that was copied last. */
export async function pasteStyle(workbench: Workbench, id: LayerId): Promise<void> {
  const { copiedStyle } = workbench.window.get();
  if (copiedStyle) await setStyle(workbench, id, copiedStyle.style && { ...copiedStyle.style });
}
