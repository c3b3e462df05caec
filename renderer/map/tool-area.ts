import type { LayerData } from './map-data.ts';
import type { MapScene, MapTool, PointerAt } from './map-tool.ts';
import { type Painter, type Point, strokeCased, tracePoints } from './overlay-canvas.ts';
import { layerById, layerOfRole, rowsInside } from './pick-feature.ts';
import { select, selectTool } from './tool-select.ts';

/** The layer that areas select from: the one in the attribute table when it is on the map, otherwise the parcels. */
function targetLayer(scene: MapScene, parcelsOnly: boolean): LayerData | undefined {
  const data = scene.data();
  const chosen = parcelsOnly ? undefined : layerById(data, scene.workbench.window.get().tableLayer);
  return chosen ?? layerOfRole(data, 'parcel') ?? [...data.values()][0];
}

function selectInside(scene: MapScene, ring: readonly Point[], at: PointerAt, parcelsOnly: boolean): void {
  const target = targetLayer(scene, parcelsOnly);
  if (!target) return;
  const picked = rowsInside(target.table, ring).map((row) => target.table.ids[row]!);
  select(scene.workbench, target.layer.id, picked, at);
}

function areaPainter(ring: readonly Point[], closed: boolean): Painter | null {
  if (ring.length < 2) return null;
  return (brush) => {
    const { context, palette } = brush;
    context.beginPath();
    tracePoints(brush, ring, closed);
    context.fillStyle = `${palette.accent}14`;
    context.fill();
    strokeCased(brush, palette.accent, 1.5, 3.5, [5, 4]);
  };
}

/** Selects what lies in a box that is dragged; a click selects one feature. */
export function boxTool(scene: MapScene, parcelsOnly: boolean): MapTool {
  const single = selectTool(scene, parcelsOnly ? ({ layer }) => layer.role === 'parcel' : undefined);
  let from: Point | null = null;
  let to: Point | null = null;
  const corners = (): Point[] => (from && to ? [from, [to[0], from[1]], to, [from[0], to[1]]] : []);
  return {
    ...single,
    cursor: 'crosshair',
    grabs: ({ point }) => {
      from = point;
      to = null;
      return true;
    },
    drag({ point }) {
      to = point;
      scene.overlay.redraw();
    },
    drop(at) {
      to = at.point;
      selectInside(scene, corners(), at, parcelsOnly);
      from = null;
      to = null;
      scene.overlay.redraw();
    },
    painter: () => areaPainter(corners(), true) ?? single.painter?.() ?? null,
  };
}

/** Selects what lies in a polygon: clicks add corners, a double click or Enter closes it. */
export function polygonTool(scene: MapScene, parcelsOnly: boolean): MapTool {
  let corners: Point[] = [];
  let pointer: Point | null = null;
  const close = (at: Pick<PointerAt, 'shift' | 'ctrl'>): void => {
    if (corners.length >= 3) {
      selectInside(scene, corners, { point: corners[0]!, pixel: [0, 0], shift: at.shift, ctrl: at.ctrl }, parcelsOnly);
    }
    corners = [];
    scene.overlay.redraw();
  };
  return {
    cursor: 'crosshair',
    move({ point }) {
      pointer = point;
      scene.overlay.redraw();
    },
    leave() {
      pointer = null;
      scene.overlay.redraw();
    },
    click({ point }) {
      corners.push(point);
      scene.overlay.redraw();
    },
    doubleClick: (at) => close(at),
    key(event) {
      if (corners.length === 0) return false;
      if (event.key === 'Enter') close({ shift: event.shiftKey, ctrl: event.ctrlKey });
      else if (event.key === 'Backspace') corners.pop();
      else if (event.key === 'Escape') corners = [];
      else return false;
      scene.overlay.redraw();
      return true;
    },
    painter: () => areaPainter(pointer && corners.length > 0 ? [...corners, pointer] : corners, corners.length >= 2),
  };
}

/** Selects what lies in a shape that is drawn with the button held; a click selects one feature. */
export function lassoTool(scene: MapScene, parcelsOnly: boolean): MapTool {
  const single = selectTool(scene, parcelsOnly ? ({ layer }) => layer.role === 'parcel' : undefined);
  let drawn: Point[] = [];
  return {
    ...single,
    cursor: 'crosshair',
    grabs: ({ point }) => {
      drawn = [point];
      return true;
    },
    drag({ point }) {
      drawn.push(point);
      scene.overlay.redraw();
    },
    drop(at) {
      if (drawn.length >= 3) selectInside(scene, drawn, at, parcelsOnly);
      drawn = [];
      scene.overlay.redraw();
    },
    painter: () => areaPainter(drawn, true) ?? single.painter?.() ?? null,
  };
}
