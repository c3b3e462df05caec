import { ringArea } from '#core/geometry/measure.ts';
import { renderText } from '#core/model/text.ts';
import { featureName } from '#renderer/state/feature-name.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { writeArea, writeLength } from '#renderer/ui/measure.ts';
import { lineLength } from './corridor-parcels.ts';
import type { LayerData } from './map-data.ts';
import type { MapScene, MapTool, PointerAt } from './map-tool.ts';
import { type Painter, type Point, strokeCased, tracePoints } from './overlay-canvas.ts';
import { snapPainter, vertexPainter } from './paint-sketch.ts';
import { type Snap, snapRadius, snapTo } from './snap.ts';

/** A place the pointer is drawn to, with the layer it belongs to. */
export interface LayerSnap {
  readonly snap: Snap;
  readonly data: LayerData;
}

const snapOrder = ['vertex', 'midpoint', 'edge'] as const;
const snapTexts = { vertex: mapTexts.snapVertex, midpoint: mapTexts.snapMidpoint, edge: mapTexts.snapEdge } as const;

/** The best place to snap to among the layers that `accepts` takes: corners before middles before edges, then the nearest. */
export function snapOnLayers(
  scene: MapScene,
  point: Point,
  accepts: (data: LayerData) => boolean = () => true,
): LayerSnap | null {
  const reach = snapRadius * scene.metresPerPixel();
  let best: LayerSnap | null = null;
  const rank = ({ snap }: LayerSnap): number =>
    snapOrder.indexOf(snap.kind) * 1e9 + Math.hypot(snap.point[0] - point[0], snap.point[1] - point[1]);
  for (const data of scene.data().values()) {
    if (!data.layer.visible || data.layer.geometry === 'none' || !accepts(data)) continue;
    const snap = snapTo(data.table, point, reach);
    if (snap && (!best || rank({ snap, data }) < rank(best))) best = { snap, data };
  }
  return best;
}

/** What the pointer says it snaps to. */
export function snapWords({ snap, data }: LayerSnap, language: 'zh' | 'en'): string {
  return renderText(snapTexts[snap.kind], language, {
    name: featureName(data.layer, data.table, snap.row, language),
  });
}

/** The nearest direction in steps of 45° from the section before, or from east. */
function orthoTarget(points: readonly Point[], to: Point): Point {
  const from = points.at(-1)!;
  const before = points.at(-2);
  const base = before ? Math.atan2(from[1] - before[1], from[0] - before[0]) : 0;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const step = Math.PI / 4;
  const angle = base + Math.round((Math.atan2(to[1] - from[1], to[0] - from[0]) - base) / step) * step;
  return [from[0] + length * Math.cos(angle), from[1] + length * Math.sin(angle)];
}

/** Direction from north, clockwise, in degrees. */
function bearing(from: Point, to: Point): number {
  const degrees = (Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI;
  return (degrees + 360) % 360;
}

interface DrawnPathOptions {
  readonly closed: boolean;
  /** Vertices it takes at least. */
  readonly least: number;
  readonly onDone: (points: readonly Point[]) => void;
}

/**
 * A line or outline drawn vertex by vertex: it snaps, holds right angles with Shift, takes a typed length in the direction
 * of the pointer, and shows length, direction and area. Enter or a double click ends it, Backspace takes the last vertex
 * back, Esc all of them.
 */
export function drawnPathTool(scene: MapScene, { closed, least, onDone }: DrawnPathOptions): MapTool {
  let points: Point[] = [];
  let pointer: PointerAt | null = null;
  let snapped: LayerSnap | null = null;
  let typed = '';
  const { workbench, overlay, live } = scene;

  const target = (): Point | null => {
    if (!pointer) return null;
    const last = points.at(-1);
    const aim = snapped?.snap.point ?? (pointer.shift && last ? orthoTarget(points, pointer.point) : pointer.point);
    const length = Number(typed);
    if (!last || typed === '' || !(length > 0)) return aim;
    const distance = Math.hypot(aim[0] - last[0], aim[1] - last[1]) || 1;
    return [last[0] + ((aim[0] - last[0]) * length) / distance, last[1] + ((aim[1] - last[1]) * length) / distance];
  };
  const path = (): Point[] => {
    const next = target();
    return next && points.length > 0 ? [...points, next] : points;
  };
  const show = (): void => {
    const { language } = workbench.window.get();
    const next = target();
    const last = points.at(-1);
    const drawn = path();
    const rows: [string, string][] = [];
    if (next && last) {
      const section = Math.hypot(next[0] - last[0], next[1] - last[1]);
      rows.push([
        renderText(mapTexts.section, language),
        `${typed === '' ? writeLength(section) : `${typed} m`} · ${bearing(last, next).toFixed(1)}°`,
      ]);
      if (drawn.length > 2) rows.push([renderText(mapTexts.length, language), writeLength(lineLength(drawn))]);
      if (closed && drawn.length > 2)
        rows.push([
          renderText(mapTexts.area, language),
          writeArea(Math.abs(ringArea([...drawn, drawn[0]!].flat())), language),
        ]);
    }
    const words = snapped && snapWords(snapped, language);
    live.set({ readout: pointer && (rows.length > 0 || words) ? { pixel: pointer.pixel, rows, snap: words } : null });
    overlay.redraw();
  };
  const clear = (): void => {
    points = [];
    typed = '';
  };
  const add = (): void => {
    const next = target();
    const last = points.at(-1);
    typed = '';
    if (next && !(last && next[0] === last[0] && next[1] === last[1])) points.push(next);
  };
  const finish = (): void => {
    if (points.length >= least) {
      const drawn = points;
      clear();
      onDone(drawn);
    }
    show();
  };
  return {
    cursor: 'crosshair',
    move(at) {
      pointer = at;
      snapped = workbench.window.get().snapping && !at.shift ? snapOnLayers(scene, at.point) : null;
      show();
    },
    leave() {
      pointer = null;
      snapped = null;
      show();
    },
    click() {
      add();
      if (least === 1) finish();
      show();
    },
    doubleClick: finish,
    key(event) {
      if (/^[\d.]$/.test(event.key) && points.length > 0) typed += event.key;
      else if (event.key === 'Enter' && typed !== '') add();
      else if (event.key === 'Enter' && points.length > 0) finish();
      else if (event.key === 'Backspace' && typed !== '') typed = typed.slice(0, -1);
      else if (event.key === 'Backspace' && points.length > 0) points.pop();
      else if (event.key === 'Escape' && points.length > 0) clear();
      else return false;
      show();
      return true;
    },
    painter(): Painter | null {
      const drawn = path();
      if (drawn.length === 0) return snapped ? snapPainter(snapped.snap) : null;
      return (brush) => {
        const { context, palette } = brush;
        context.beginPath();
        tracePoints(brush, drawn, closed && drawn.length > 2);
        if (closed && drawn.length > 2) {
          context.fillStyle = `${palette.accent}1f`;
          context.fill();
        }
        strokeCased(brush, palette.accent, 1.8, 4.5);
        vertexPainter(points, palette.accent)(brush);
        if (snapped) snapPainter(snapped.snap)(brush);
      };
    },
    stop: () => live.set({ readout: null }),
  };
}
