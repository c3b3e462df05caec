import type { FeatureId } from '#core/model/ids.ts';
import { renderText } from '#core/model/text.ts';
import type { NetworkDraft } from '#renderer/state/sketch-draft.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { writeLength } from '#renderer/ui/measure.ts';
import { lineLength } from './corridor-parcels.ts';
import { type LayerData, rowsById } from './map-data.ts';
import type { MapScene, MapTool, PointerAt } from './map-tool.ts';
import { type Painter, type Point, paintAll, strokeCased, traceFeature, tracePoints } from './overlay-canvas.ts';
import { snapPainter, vertexPainter } from './paint-sketch.ts';
import { layerOfRole, pickFeature } from './pick-feature.ts';
import { type Snap, snapRadius, snapTo } from './snap.ts';

const isStreet = ({ layer }: LayerData): boolean => layer.role === 'street';

/** Draws new streets, which snap to those there are, and with Ctrl picks streets to close. */
export function networkTool(scene: MapScene): MapTool {
  const { workbench, overlay, live } = scene;
  let pointer: PointerAt | null = null;
  let snap: Snap | null = null;
  const draft = (): NetworkDraft => workbench.drafts.get().network;
  const change = (part: Partial<NetworkDraft>): void => {
    workbench.drafts.set({ network: { ...draft(), ...part } });
    overlay.redraw();
  };
  const streets = (): LayerData | undefined => layerOfRole(scene.data(), 'street');
  const target = (at: PointerAt): Point => snap?.point ?? at.point;
  const path = (): readonly Point[] => {
    const { line } = draft();
    return pointer && line.length > 0 && !pointer.ctrl ? [...line, target(pointer)] : line;
  };
  const end = (): void => {
    const { line, added, class: kind } = draft();
    if (line.length >= 2) change({ line: [], added: [...added, { line, class: kind }] });
  };
  const toggleClosed = (at: PointerAt): void => {
    const picked = pickFeature(scene.data(), at.point, 1.6 * scene.metresPerPixel(), isStreet);
    const id = picked && scene.data().get(picked.layer)?.table.ids[picked.row];
    if (!id) return;
    const { closed } = draft();
    change({ closed: closed.includes(id) ? closed.filter((one) => one !== id) : [...closed, id] });
  };
  const show = (): void => {
    const { language } = workbench.window.get();
    const drawn = path();
    const rows: [string, string][] =
      drawn.length >= 2 ? [[renderText(mapTexts.length, language), writeLength(lineLength(drawn))]] : [];
    live.set({ readout: pointer && rows.length > 0 ? { pixel: pointer.pixel, rows, snap: null } : null });
    overlay.redraw();
  };
  const line =
    (points: readonly Point[], colour: 'sketch' | 'accent', dash: number[] = []): Painter =>
    (brush) => {
      brush.context.beginPath();
      tracePoints(brush, points);
      strokeCased(brush, brush.palette[colour], 3, 6, dash);
    };
  const closedPainter =
    (closed: readonly FeatureId[]): Painter =>
    (brush) => {
      const table = streets()?.table;
      if (!table) return;
      const rows = rowsById(table);
      brush.context.beginPath();
      for (const id of closed) {
        const row = rows.get(id);
        if (row !== undefined) traceFeature(brush, table.geometry, row);
      }
      strokeCased(brush, brush.palette.snap, 3, 6, [3, 5]);
    };
  return {
    cursor: 'crosshair',
    move(at) {
      pointer = at;
      const table = streets()?.table;
      const isOn = workbench.window.get().snapping && !at.ctrl;
      snap = isOn && table ? snapTo(table, at.point, snapRadius * scene.metresPerPixel()) : null;
      show();
    },
    leave() {
      pointer = null;
      snap = null;
      show();
    },
    click(at) {
      if (at.ctrl) toggleClosed(at);
      else change({ line: [...draft().line, target(at)] });
      show();
    },
    doubleClick() {
      end();
      show();
    },
    key(event) {
      const { line: points, added, closed } = draft();
      if (event.key === 'Backspace' && points.length > 0) change({ line: points.slice(0, -1) });
      else if (event.key === 'Escape' && points.length > 0) change({ line: [] });
      else if (event.key === 'Escape' && added.length + closed.length > 0) change({ added: [], closed: [] });
      else return false;
      show();
      return true;
    },
    painter() {
      const { line: points, added, closed } = draft();
      return paintAll([
        closedPainter(closed),
        ...added.map((street) => line(street.line, 'sketch')),
        path().length >= 2 ? line(path(), 'sketch', [6, 4]) : null,
        (brush) => vertexPainter(points, brush.palette.sketch)(brush),
        snap ? snapPainter(snap) : null,
      ]);
    },
    stop: () => live.set({ readout: null }),
  };
}
