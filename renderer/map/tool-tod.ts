import { textColumn } from '#core/model/feature-table.ts';
import type { LayerData } from './map-data.ts';
import type { MapScene, MapTool } from './map-tool.ts';
import { strokeCased } from './overlay-canvas.ts';
import { layerOfRole, pickFeature, pointsInside } from './pick-feature.ts';
import { selectTool } from './tool-select.ts';

/** Picks the stations of a TOD: a click adds one or takes it away. */
export function todTool(scene: MapScene): MapTool {
  const { workbench, overlay } = scene;
  const isStop = ({ layer }: LayerData): boolean => layer.role === 'transit-stop';
  const pointing = selectTool(scene, isStop);
  return {
    ...pointing,
    cursor: 'pointer',
    click(at) {
      const picked = pickFeature(scene.data(), at.point, 1.6 * scene.metresPerPixel(), isStop);
      const data = picked && scene.data().get(picked.layer);
      const name = data && textColumn(data.table, 'name')?.[picked.row];
      if (!name) return;
      const { tod } = workbench.drafts.get();
      const stations = tod.stations.includes(name)
        ? tod.stations.filter((one) => one !== name)
        : [...tod.stations, name];
      workbench.drafts.set({ tod: { ...tod, stations } });
      overlay.redraw();
    },
    key(event) {
      const { tod } = workbench.drafts.get();
      if (event.key !== 'Escape' || tod.stations.length === 0) return false;
      workbench.drafts.set({ tod: { ...tod, stations: [] } });
      overlay.redraw();
      return true;
    },
    painter() {
      const stops = layerOfRole(scene.data(), 'transit-stop');
      const names = stops && textColumn(stops.table, 'name');
      const { stations } = workbench.drafts.get().tod;
      const hover = pointing.painter?.() ?? null;
      return (brush) => {
        hover?.(brush);
        if (!stops || !names) return;
        const points = pointsInside(stops.table);
        const { context, toPixel, palette } = brush;
        context.beginPath();
        names.forEach((name, row) => {
          if (name === null || !stations.includes(name)) return;
          const [x, y] = toPixel([points[2 * row]!, points[2 * row + 1]!]);
          context.moveTo(x + 10, y);
          context.arc(x, y, 10, 0, 2 * Math.PI);
        });
        strokeCased(brush, palette.selected, 2.2, 4.5);
      };
    },
  };
}
