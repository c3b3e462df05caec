import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { numberColumn } from '#core/model/feature-table.ts';
import { formatFixed, renderText } from '#core/model/text.ts';
import { featureName } from '#renderer/state/feature-name.ts';
import { nothingSelected, type Selected } from '#renderer/state/window-state.ts';
import type { Workbench } from '#renderer/state/workbench.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { landClasses, type LandClass } from './land-use-fill.ts';
import type { LayerData } from './map-data.ts';
import type { MapScene, MapTool, PointerAt } from './map-tool.ts';
import { hoverPainter, type Pointed } from './paint-selection.ts';
import { pickFeature } from './pick-feature.ts';

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

/** Selects features and shows the layer they are of in the attribute table. */
export function select(workbench: Workbench, layer: LayerId, picked: readonly FeatureId[], at: PointerAt): void {
  const selected = nextSelection(workbench.window.get().selected, layer, picked, at);
  workbench.window.set({ selected, ...(selected.layer ? { tableLayer: selected.layer } : {}) });
}

const classesOf = new WeakMap<object, LandClass[]>();

function landClassAt({ table, codes }: LayerData, row: number): LandClass {
  let classes = classesOf.get(table);
  if (!classes) {
    classes = landClasses(table, codes);
    classesOf.set(table, classes);
  }
  return classes[row]!;
}

/** What the tip beside the pointer says of a feature: hovering always names the use. */
export function tipOf(data: LayerData, row: number, language: 'zh' | 'en'): { title: string; note: string } {
  const name = featureName(data.layer, data.table, row, language);
  if (data.layer.role !== 'parcel') return { title: name, note: data.layer.name };
  const { code, label } = landClassAt(data, row);
  const far = numberColumn(data.table, 'far')?.[row];
  const density =
    far === undefined || Number.isNaN(far) ? '' : ` · ${renderText(mapTexts.far, language, { value: formatFixed(far, 2) })}`;
  return { title: `${code === '' ? '' : `${code} `}${label[language]}`, note: `${name}${density}` };
}

/** Points at features and selects them; `accepts` limits which layers. */
export function selectTool(scene: MapScene, accepts?: (data: LayerData) => boolean): MapTool {
  let pointed: Pointed | null = null;
  const { workbench, overlay, live } = scene;
  const point = (next: Pointed | null, at: PointerAt | null): void => {
    const changed = next?.layer !== pointed?.layer || next?.row !== pointed?.row;
    pointed = next;
    if (changed) overlay.redraw();
    const data = next && scene.data().get(next.layer);
    const tip = data && at ? { pixel: at.pixel, ...tipOf(data, next.row, workbench.window.get().language) } : null;
    live.set({ tip });
  };
  return {
    cursor: 'default',
    move: (at) => point(pickFeature(scene.data(), at.point, scene.metresPerPixel(), accepts), at),
    leave: () => point(null, null),
    click(at) {
      const picked = pickFeature(scene.data(), at.point, scene.metresPerPixel(), accepts);
      const data = picked && scene.data().get(picked.layer);
      if (data) select(workbench, picked.layer, [data.table.ids[picked.row]!], at);
      else if (!at.shift && !at.ctrl) workbench.window.set({ selected: nothingSelected });
    },
    key(event) {
      if (event.key !== 'Escape' || workbench.window.get().selected.features.length === 0) return false;
      workbench.window.set({ selected: nothingSelected });
      return true;
    },
    painter: () => hoverPainter(scene.data(), pointed),
    stop: () => point(null, null),
  };
}
