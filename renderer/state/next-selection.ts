import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { nothingSelected, type Selected } from './window-state.ts';

/** The selection after picking features: alone, added with Shift, or taken away with Ctrl. */
export function nextSelection(
  old: Selected,
  layer: LayerId,
  picked: readonly FeatureId[],
  { shift, ctrl }: { readonly shift: boolean; readonly ctrl: boolean },
): Selected {
  const kept = old.layer === layer ? old.features : [];
  if (ctrl) {
    const gone = new Set(picked);
    const features = kept.filter((id) => !gone.has(id));
    return features.length === 0 ? nothingSelected : { layer, features };
  }
  if (shift) return { layer, features: [...new Set([...kept, ...picked])] };
  return picked.length === 0 ? nothingSelected : { layer, features: picked };
}
