import { ringArea } from '#core/geometry/measure.ts';
import { renderText } from '#core/model/text.ts';
import { featureName } from '#renderer/state/feature-name.ts';
import { filledText } from '#renderer/state/filled-text.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { writeArea, writeLength } from '#renderer/ui/measure.ts';
import { lineLength } from './corridor-parcels.ts';
import type { LayerData } from './map-data.ts';
import type { MapScene, MapTool, PointerAt } from './map-tool.ts';
import { type Painter, type Point, strokeCased, tracePoints } from './overlay-canvas.ts';
import { snapPainter, vertexPainter } from './paint-sketch.ts';
import { crossingOf, nearSegments, type Snap, snapRadius, snapTo } from './snap.ts';
import { readTyped, typedSigns, typedTarget } from './typed-point.ts';

/** A place the pointer is drawn to, with the layer it belongs to. */
export interface LayerSnap {
  readonly snap: Snap;
  readonly data: LayerData;
}

const snapOrder = ['vertex', 'intersection', 'midpoint', 'edge'] as const;
/** What the pointer says of each kind of snapping. */
export const snapTexts = {
  vertex: mapTexts.snapVertex,
  intersection: mapTexts.snapIntersection,
  midpoint: mapTexts.snapMidpoint,
  edge: mapTexts.snapEdge,
} as const;

/** The crossing of edges, of one layer or of several, that is nearest to a point. */
function crossingNear(point: Point, reach: number, layers: readonly LayerData[]): LayerSnap | null {
  const near = layers.flatMap((data) => nearSegments(data.table, point, reach).map((segment) => ({ data, segment })));
  let best: { readonly snap: LayerSnap; readonly distance: number } | null = null;
  for (const [place, { data, segment }] of near.entries()) {
    for (const other of near.slice(place + 1)) {
      const at = crossingOf(segment, other.segment);
      if (!at) continue;
      const distance = Math.hypot(at[0] - point[0], at[1] - point[1]);
      if (distance > reach || (best && distance >= best.distance)) continue;
      best = { snap: { data, snap: { kind: 'intersection', point: at, row: segment.row } }, distance };
    }
  }
  return best?.snap ?? null;
}

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
  const layers = [...scene.data().values()].filter(
    (data) => data.layer.visible && data.layer.geometry !== 'none' && accepts(data),
  );
  for (const data of layers) {
    const snap = snapTo(data.table, point, reach);
    if (snap && (!best || rank({ snap, data }) < rank(best))) best = { snap, data };
  }
  if (best?.snap.kind === 'vertex') return best;
  return (best && crossingNear(point, reach, layers)) ?? best;
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

/** The point in a direction (radians from east) or across it, whichever is nearer to where the pointer is. */
function alongTarget(from: Point, to: Point, direction: number): Point {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const angles = [direction, direction + Math.PI / 2];
  const ways = angles.map((angle) => x * Math.cos(angle) + y * Math.sin(angle));
  const place = Math.abs(ways[0]!) >= Math.abs(ways[1]!) ? 0 : 1;
  const [angle, way] = [angles[place]!, ways[place]!];
  return [from[0] + way * Math.cos(angle), from[1] + way * Math.sin(angle)];
}

/**
 * A line or outline drawn vertex by vertex: it snaps, holds right angles with Shift, runs along or across an edge that P
 * picked, takes typed lengths, directions and places (see {@link readTyped}), and shows length, direction and area. Enter or a double click ends it, Backspace takes the last vertex
 * back, Esc all of them.
 */
export function drawnPathTool(scene: MapScene, { closed, least, onDone }: DrawnPathOptions): MapTool {
  let points: Point[] = [];
  let pointer: PointerAt | null = null;
  let snapped: LayerSnap | null = null;
  let typed = '';
  /** Direction of the edge that was picked. */
  let along: number | null = null;
  const { workbench, overlay, live } = scene;

  const target = (): Point | null => {
    if (!pointer) return null;
    const last = points.at(-1);
    const held = last && pointer.shift ? orthoTarget(points, pointer.point) : pointer.point;
    const aim = snapped?.snap.point ?? (last && along !== null ? alongTarget(last, pointer.point, along) : held);
    const place = typed === '' ? undefined : readTyped(typed);
    return (place && typedTarget(place, last, aim)) ?? aim;
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
        `${writeLength(section)} · ${bearing(last, next).toFixed(1)}°`,
      ]);
      if (along !== null) rows.push([renderText(mapTexts.along, language), renderText(mapTexts.alongEdge, language)]);
      if (drawn.length > 2) rows.push([renderText(mapTexts.length, language), writeLength(lineLength(drawn))]);
      if (closed && drawn.length > 2)
        rows.push([
          renderText(mapTexts.area, language),
          writeArea(Math.abs(ringArea([...drawn, drawn[0]!].flat())), language),
        ]);
    }
    if (typed !== '') rows.push([renderText(mapTexts.typed, language), typed]);
    const words = snapped && snapWords(snapped, language);
    live.set({ readout: pointer && (rows.length > 0 || words) ? { pixel: pointer.pixel, rows, snap: words } : null });
    overlay.redraw();
  };
  const clear = (): void => {
    points = [];
    typed = '';
    along = null;
  };
  const add = (): void => {
    const next = target();
    const last = points.at(-1);
    typed = '';
    if (next && !(last && next[0] === last[0] && next[1] === last[1])) points.push(next);
  };
  /** Takes the direction of the edge under the pointer, or lets the one it has go. */
  const pickEdge = (): void => {
    const under = pointer && snapOnLayers(scene, pointer.point);
    const segment =
      under && pointer
        ? nearSegments(under.data.table, pointer.point, snapRadius * scene.metresPerPixel()).find(
            ({ row }) => row === under.snap.row,
          )
        : undefined;
    along = segment ? Math.atan2(segment.b[1] - segment.a[1], segment.b[0] - segment.a[0]) : null;
  };
  const finish = (): void => {
    if (points.length >= least) {
      const drawn = points;
      clear();
      onDone(drawn);
    } else {
      const message = filledText(mapTexts.tooFewPoints, { least, count: points.length });
      workbench.activity.tell({ severity: 'info', message, hint: mapTexts.tooFewPointsHint });
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
      // Off the map the digits are keys of the window.
      if (typedSigns.test(event.key) && (points.length > 0 || pointer)) typed += event.key;
      else if (event.key.toLowerCase() === 'p' && points.length > 0) pickEdge();
      else if (event.key === 'Enter' && typed !== '') {
        // What cannot be read stays to be mended.
        if (readTyped(typed)) add();
      } else if (event.key === 'Enter' && points.length > 0) finish();
      else if (event.key === 'Backspace' && typed !== '') typed = typed.slice(0, -1);
      else if (event.key === 'Backspace' && points.length > 0) points.pop();
      else if (event.key === 'Escape' && (points.length > 0 || typed !== '')) clear();
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
