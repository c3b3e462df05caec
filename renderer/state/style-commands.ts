import type { LayerId } from '#core/model/ids.ts';
import type { LayerStyle } from '#core/model/layer-style.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { filledText } from './filled-text.ts';
import type { Workbench } from './workbench.ts';

/** A style without the layer it belongs to: what can be given to another. */
export type StyleParts = Omit<LayerStyle, 'id'>;

function partsOf({ project }: Workbench, id: LayerId): StyleParts {
  const { id: _, ...parts } = project.get().state?.description.styles[id] ?? { id };
  return parts;
}

/** The change that is on its way: the next one builds on it, however quickly a person goes on. */
let underWay: Promise<void> = Promise.resolve();

/**
 * Changes the style of a layer as one undoable step; parts that become undefined are left to the layer's role. Changes follow one
 * another, each on the style that the one before made.
 */
export function changeStyle(
  workbench: Workbench,
  id: LayerId,
  change: (style: StyleParts) => { readonly [Part in keyof StyleParts]: StyleParts[Part] | undefined },
): Promise<void> {
  const apply = async (): Promise<void> => {
    const { engine, activity } = workbench;
    const name = workbench.project.get().state?.description.layers.find((layer) => layer.id === id)?.name ?? '';
    const label = filledText(projectTexts.layerStyled, { name });
    const parts = Object.entries(change(partsOf(workbench, id))).filter(([, part]) => part !== undefined);
    const body = parts.length === 0 ? null : { ...Object.fromEntries(parts), id };
    try {
      await engine.request('record/put', { record: 'style', id, body, label });
    } catch (thrown) {
      activity.fail(thrown);
    }
  };
  underWay = underWay.then(apply);
  return underWay;
}

/** Draws a layer as its role asks again. */
export function resetStyle(workbench: Workbench, id: LayerId): Promise<void> {
  return changeStyle(workbench, id, () => ({}));
}

/** Remembers the style of a layer for others. */
export function copyStyle(workbench: Workbench, id: LayerId): void {
  workbench.window.set({ copiedStyle: partsOf(workbench, id) });
}

/** Gives a layer the style that was copied last. */
export async function pasteStyle(workbench: Workbench, id: LayerId): Promise<void> {
  const { copiedStyle } = workbench.window.get();
  if (copiedStyle) await changeStyle(workbench, id, () => copiedStyle);
}
