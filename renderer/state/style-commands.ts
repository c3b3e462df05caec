import type { LayerId } from '#core/model/ids.ts';
import type { LayerStyle } from '#core/model/layer-style.ts';
import { type LocalText, renderText } from '#core/model/text.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { filledText } from './filled-text.ts';
import { inTurn } from './in-turn.ts';
import type { Workbench } from './workbench.ts';

/** A style without the layer it belongs to: what can be given to another. */
export type StyleParts = Omit<LayerStyle, 'id'>;

/** Parts that are asked for; undefined leaves one to the layer's role. */
type AskedParts = { readonly [Part in keyof StyleParts]: StyleParts[Part] | undefined };

function partsOf({ project }: Workbench, id: LayerId): StyleParts {
  const { id: _, ...parts } = project.get().state?.description.styles[id] ?? { id };
  return parts;
}

/** What the step is called: with the part that changes where it is one, and what the symbols become. */
function stepLabel(name: string, before: StyleParts, after: AskedParts): LocalText {
  const differs = (part: keyof StyleParts): boolean => JSON.stringify(before[part]) !== JSON.stringify(after[part]);
  const whats = [
    ...(differs('symbology') ? [styleTexts[after.symbology?.kind ?? 'role']] : []),
    ...(differs('labels') ? [styleTexts.labels] : []),
    ...(differs('farthest') || differs('closest') ? [styleTexts.scales] : []),
  ];
  const [what] = whats;
  if (!what || whats.length > 1) return filledText(projectTexts.layerStyled, { name });
  const text = projectTexts.layerStyledAs;
  return {
    zh: renderText(text, 'zh', { name, what: what.zh }),
    en: renderText(text, 'en', { name, what: what.en }),
  };
}

/**
 * Changes the style of a layer as one undoable step; parts that become undefined are left to the layer's role. Changes follow one
 * another, each on the style that the one before made.
 */
export function changeStyle(
  workbench: Workbench,
  id: LayerId,
  change: (style: StyleParts) => AskedParts,
): Promise<void> {
  return inTurn(async () => {
    const { engine, activity } = workbench;
    const name = workbench.project.get().state?.description.layers.find((layer) => layer.id === id)?.name ?? '';
    const before = partsOf(workbench, id);
    const after = change(before);
    const label = stepLabel(name, before, after);
    const parts = Object.entries(after).filter(([, part]) => part !== undefined);
    const body = parts.length === 0 ? null : { ...Object.fromEntries(parts), id };
    try {
      await engine.request('record/put', { record: 'style', id, body, label });
    } catch (thrown) {
      activity.fail(thrown);
    }
  });
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
