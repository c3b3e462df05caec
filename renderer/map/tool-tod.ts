import { textColumn } from '#core/model/feature-table.ts';
import { renderText } from '#core/model/text.ts';
import { linesOfStop } from '#core/sketch/stop-lines.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import type { LayerData } from './map-data.ts';
import type { MapScene, MapTool } from './map-tool.ts';
import { type Point, strokeCased } from './overlay-canvas.ts';
import { layerOfRole, pickFeature, pointsInside } from './pick-feature.ts';
import { snapRadius, snapTo } from './snap.ts';
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
      const { tod: draft } = workbench.drafts.get();
      if (draft.placing) {
        const streets = layerOfRole(scene.data(), 'street');
        const reach = snapRadius * scene.metresPerPixel();
        const point = (streets && snapTo(streets.table, at.point, reach)?.point) ?? at.point;
        const { language } = workbench.window.get();
        const name = renderText(sketchTexts.newStation, language, { place: draft.place.length + 1 });
        workbench.drafts.set({ tod: { ...draft, place: [...draft.place, { point, name, mode: 'metro' }] } });
        overlay.redraw();
        return;
      }
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
      const chosen = tod.stations.length + tod.place.length + tod.lines.length;
      if (event.key !== 'Escape' || chosen === 0) return false;
      workbench.drafts.set({ tod: { ...tod, stations: [], place: [], lines: [], placing: false } });
      overlay.redraw();
      return true;
    },
    painter() {
      const stops = layerOfRole(scene.data(), 'transit-stop');
      const names = stops && textColumn(stops.table, 'name');
      const { stations, place, lines } = workbench.drafts.get().tod;
      const served = stops && textColumn(stops.table, 'lines');
      const hover = pointing.painter?.() ?? null;
      return (brush) => {
        hover?.(brush);
        const { context, toPixel, palette } = brush;
        context.beginPath();
        const ring = (point: Point): void => {
          const [x, y] = toPixel(point);
          context.moveTo(x + 10, y);
          context.arc(x, y, 10, 0, 2 * Math.PI);
        };
        for (const { point } of place) ring(point);
        const points = stops && pointsInside(stops.table);
        names?.forEach((name, row) => {
          const isOfLine = linesOfStop(served?.[row]).some((line) => lines.includes(line));
          if (points && (isOfLine || (name !== null && stations.includes(name)))) {
            ring([points[2 * row]!, points[2 * row + 1]!]);
          }
        });
        strokeCased(brush, palette.selected, 2.2, 4.5);
      };
    },
  };
}
