import { numberColumn, scalarAt } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { formatFixed, renderText } from '#core/model/text.ts';
import { type LandClass, landClasses } from '#core/symbology/land-classes.ts';
import { featureName } from '#renderer/state/feature-name.ts';
import { nextSelection } from '#renderer/state/next-selection.ts';
import { type FoundFeature, nothingSelected } from '#renderer/state/window-state.ts';
import type { Workbench } from '#renderer/state/workbench.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { fieldValue } from '#renderer/ui/field-text.ts';
import { type LayerData, pickedId } from './map-data.ts';
import type { MapScene, MapTool, PointerAt } from './map-tool.ts';
import { hoverPainter, type Pointed } from './paint-selection.ts';
import { featuresAt, pickFeature } from './pick-feature.ts';

/** Selects features and shows the layer they are of in the attribute table. */
export function select(workbench: Workbench, layer: LayerId, picked: readonly FeatureId[], at: PointerAt): void {
  const selected = nextSelection(workbench.window.get().selected, layer, picked, at);
  workbench.window.set({ selected, ...(selected.layer ? { tableLayer: selected.layer } : {}) });
}

function landClassAt({ table, codes }: LayerData, row: number): LandClass {
  return landClasses(table, codes)[row]!;
}

/** Fields that say what a feature is. */
const tipFields = ['use', 'floors', 'class', 'kind', 'lines'];

/** What the tip beside the pointer says of a feature: hovering always names the use. */
export function tipOf(data: LayerData, row: number, language: 'zh' | 'en'): { title: string; note: string } {
  const name = featureName(data.layer, data.table, row, language);
  if (data.layer.role !== 'parcel') {
    const told = tipFields.flatMap((field) => {
      const found = data.table.fields.find((one) => one.name === field);
      const text = found ? fieldValue(found, scalarAt(data.table, found, row), language) : '';
      if (!found || text === '') return [];
      return [found.name === 'floors' ? renderText(mapTexts.floors, language, { count: Number(text) }) : text];
    });
    const unnamed = data.layer.role === 'building' && told.length > 0;
    return unnamed
      ? { title: told.join(' · '), note: data.layer.name }
      : { title: name, note: [...told, data.layer.name].join(' · ') };
  }
  const { code, label } = landClassAt(data, row);
  const far = numberColumn(data.table, 'far')?.[row];
  const density =
    far === undefined || Number.isNaN(far)
      ? ''
      : ` · ${renderText(mapTexts.far, language, { value: formatFixed(far, 2) })}`;
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
  const pick = (at: PointerAt): Pointed | null => {
    const { selected, tableLayer } = workbench.window.get();
    // What is added to a selection or taken from it is of its layer.
    const extending = (at.shift || at.ctrl) && selected.layer !== null;
    const fits = (data: LayerData): boolean =>
      (!extending || data.layer.id === selected.layer) && (accepts?.(data) ?? true);
    return pickFeature(scene.data(), at.point, scene.metresPerPixel(), fits, tableLayer);
  };
  const found = (at: PointerAt): FoundFeature[] => {
    const { tableLayer } = workbench.window.get();
    return featuresAt(scene.data(), at.point, scene.metresPerPixel(), tableLayer).flatMap(({ layer, row }) => {
      const table = scene.data().get(layer)?.table;
      return table ? [{ layer, feature: pickedId(table, row) }] : [];
    });
  };
  return {
    cursor: 'default',
    move: (at) => point(pick(at), at),
    leave: () => point(null, null),
    click(at) {
      const picked = pick(at);
      const data = picked && scene.data().get(picked.layer);
      workbench.window.set({ identified: at.shift || at.ctrl ? [] : found(at) });
      if (data) select(workbench, picked.layer, [pickedId(data.table, picked.row)], at);
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
