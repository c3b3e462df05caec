import type { SimpleGeometry } from '#core/geometry/simple-geometry.ts';
import { writeWkb } from '#core/geometry/wkb.ts';
import { renderText } from '#core/model/text.ts';
import type { WorkbenchError } from '#core/model/workbench-error.ts';
import { tellNotDrawn } from '#renderer/state/layer-in-hand.ts';
import { changeOutline, drawFeature, moveVertex, splitFeatures } from '#renderer/state/shape-commands.ts';
import { editTexts } from '#renderer/texts/edit-texts.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { drawnPathTool, type LayerSnap, snapOnLayers, snapWords } from './drawn-path.ts';
import type { LayerData } from './map-data.ts';
import { indexOf } from './map-data.ts';
import type { MapScene, MapTool, PointerAt } from './map-tool.ts';
import { type Painter, type Point, strokeCased, tracePoints } from './overlay-canvas.ts';
import { snapPainter } from './paint-sketch.ts';
import { readTyped, typedSigns } from './typed-point.ts';

/** The layer in hand: that of the table and the layer tree. */
function layerInHand(scene: MapScene): LayerData | undefined {
  const { tableLayer } = scene.workbench.window.get();
  return tableLayer === null ? undefined : scene.data().get(tableLayer);
}

/** The layer in hand; where the map does not draw it, this is said with what to do. */
function layerToEdit(scene: MapScene): LayerData | undefined {
  const data = layerInHand(scene);
  if (!data) tellNotDrawn(scene.workbench);
  return data;
}

function pathOf(points: readonly Point[], closed: boolean): Float64Array {
  return Float64Array.from([...points, ...(closed ? [points[0]!] : [])].flat());
}

/** Draws a line that splits the selected features, or all of the layer in hand that it crosses. */
export function splitTool(scene: MapScene): MapTool {
  return drawnPathTool(scene, {
    closed: false,
    least: 2,
    onDone(points) {
      const data = layerToEdit(scene);
      if (!data) return;
      const { selected } = scene.workbench.window.get();
      const xs = points.map(([x]) => x);
      const ys = points.map(([, y]) => y);
      const crossed = indexOf(data.table).search(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
      const chosen = new Set(selected.layer === data.layer.id ? selected.features : []);
      const ids = [...crossed].map((row) => data.table.ids[row]!).filter((id) => chosen.size === 0 || chosen.has(id));
      const line = writeWkb({ type: 'line', coordinates: pathOf(points, false) });
      void splitFeatures(scene.workbench, data.layer, ids, line);
    },
  });
}

/** Draws a new feature of the layer in hand. */
export function drawTool(scene: MapScene): MapTool {
  const { tableLayer } = scene.workbench.window.get();
  const layers = scene.workbench.project.get().state?.description.layers;
  // A hidden layer may be shown while it is drawn.
  const kind = layers?.find(({ id }) => id === tableLayer)?.geometry ?? 'polygon';
  return drawnPathTool(scene, {
    closed: kind === 'polygon',
    least: kind === 'polygon' ? 3 : kind === 'line' ? 2 : 1,
    onDone(points) {
      const data = layerToEdit(scene);
      if (!data) return;
      const geometry: SimpleGeometry =
        kind === 'polygon'
          ? { type: 'polygon', rings: [pathOf(points, true)] }
          : { type: kind === 'line' ? 'line' : 'point', coordinates: pathOf(points, false) };
      void drawFeature(scene.workbench, data.layer, writeWkb(geometry));
    },
  });
}

function tellFault(scene: MapScene, work: Promise<WorkbenchError | undefined>): void {
  void work.then((fault) => fault && scene.workbench.activity.fail(fault));
}

/** Draws a line over the edge of the selected feature, which runs there from then on. */
export function reshapeTool(scene: MapScene): MapTool {
  return drawnPathTool(scene, {
    closed: false,
    least: 2,
    onDone(points) {
      const { selected, neighboursFollow } = scene.workbench.window.get();
      const data = selected.layer === null ? undefined : scene.data().get(selected.layer);
      const [feature, ...others] = selected.features;
      if (!data || feature === undefined || others.length > 0) {
        scene.workbench.activity.tell({
          severity: 'info',
          message: editTexts.reshapeNone,
          hint: editTexts.reshapeHint,
        });
        return;
      }
      const line = writeWkb({ type: 'line', coordinates: pathOf(points, false) });
      const change = { verb: 'reshape', feature, line, neighbours: neighboursFollow } as const;
      tellFault(scene, changeOutline(scene.workbench, data.layer, change));
    },
  });
}

/** Draws a hole into a feature of the layer in hand; Ctrl and a click fill one. */
export function holeTool(scene: MapScene): MapTool {
  const drawing = drawnPathTool(scene, {
    closed: true,
    least: 3,
    onDone(points) {
      const data = layerToEdit(scene);
      if (!data) return;
      const { selected } = scene.workbench.window.get();
      const features = selected.layer === data.layer.id ? selected.features : [];
      const area = writeWkb({ type: 'polygon', rings: [pathOf(points, true)] });
      tellFault(scene, changeOutline(scene.workbench, data.layer, { verb: 'add-hole', features, area }));
    },
  });
  return {
    ...drawing,
    click(at) {
      if (!at.ctrl) return drawing.click?.(at);
      const data = layerToEdit(scene);
      if (!data) return;
      const [x, y] = at.point;
      tellFault(scene, changeOutline(scene.workbench, data.layer, { verb: 'fill-hole', x, y }));
    },
  };
}

/**
 * Moves vertices of the layer in hand: drag a corner, or an edge to bend it; what shares the place moves along. Delete takes
 * the corner under the pointer out.
 */
export function vertexTool(scene: MapScene): MapTool {
  let pointer: PointerAt | null = null;
  let under: LayerSnap | null = null;
  let held: LayerSnap | null = null;
  let goal: LayerSnap | null = null;
  /** Coordinates that are being typed for the corner under the pointer. */
  let typed = '';
  const { workbench, overlay, live } = scene;
  const inHand = ({ layer }: LayerData): boolean => layer.id === workbench.window.get().tableLayer;
  const target = (): Point | null => (pointer ? (goal?.snap.point ?? pointer.point) : null);
  const show = (): void => {
    const { language } = workbench.window.get();
    // The corner in hand is no place to snap to.
    const shown = held ? goal : under;
    live.set({
      readout:
        pointer && shown
          ? {
              pixel: pointer.pixel,
              rows: typed === '' ? [] : [[renderText(mapTexts.typed, language), typed]],
              snap: snapWords(shown, language),
            }
          : null,
    });
    overlay.redraw();
  };
  /** The neighbours of the held place in the outlines that share it. */
  const rubber = (from: LayerSnap): Point[][] => {
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = from.data.table.geometry;
    const [x, y] = from.snap.point;
    const at = (vertex: number): Point => [coordinates[2 * vertex]!, coordinates[2 * vertex + 1]!];
    const near = ([px, py]: Point): boolean => Math.hypot(px - x, py - y) < 1e-3;
    const bands: Point[][] = [];
    for (const row of indexOf(from.data.table).search(x, y, x, y)) {
      const last = partOffsets[featureOffsets[row + 1]!]!;
      for (let ring = partOffsets[featureOffsets[row]!]!; ring < last; ring++) {
        for (let vertex = ringOffsets[ring]!; vertex + 1 < ringOffsets[ring + 1]!; vertex++) {
          const [a, b] = [at(vertex), at(vertex + 1)];
          const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
          const detour = Math.hypot(x - a[0], y - a[1]) + Math.hypot(b[0] - x, b[1] - y) - length;
          if (near(a)) bands.push([b]);
          else if (near(b)) bands.push([a]);
          else if (detour < 1e-6) bands.push([a], [b]);
        }
      }
    }
    return bands;
  };
  return {
    cursor: 'crosshair',
    move(at) {
      pointer = at;
      const now = snapOnLayers(scene, at.point, inHand);
      // What was typed is for the corner that was under the pointer.
      if (now?.snap.point[0] !== under?.snap.point[0] || now?.snap.point[1] !== under?.snap.point[1]) typed = '';
      under = now;
      show();
    },
    leave() {
      pointer = null;
      under = null;
      show();
    },
    grabs(at) {
      held = snapOnLayers(scene, at.point, inHand);
      return held !== null;
    },
    drag(at) {
      pointer = at;
      const snap = workbench.window.get().snapping ? snapOnLayers(scene, at.point) : null;
      // The place itself is no goal.
      const isItself =
        snap &&
        held &&
        Math.hypot(snap.snap.point[0] - held.snap.point[0], snap.snap.point[1] - held.snap.point[1]) < 1e-3;
      goal = isItself ? null : snap;
      show();
    },
    drop() {
      const from = held;
      const to = target();
      held = null;
      goal = null;
      // The place is elsewhere from now on.
      under = null;
      if (from && to) void moveVertex(workbench, from.data.layer, { from: from.snap.point, to });
      show();
    },
    key(event) {
      const corner = under?.snap.kind === 'vertex' ? under : null;
      if (typedSigns.test(event.key) && corner) typed += event.key;
      else if (event.key === 'Enter' && typed !== '' && corner) {
        const to = readTyped(typed)?.point;
        if (to) {
          typed = '';
          void moveVertex(workbench, corner.data.layer, { from: corner.snap.point, to });
        }
      } else if (event.key === 'Backspace' && typed !== '') typed = typed.slice(0, -1);
      else if (event.key === 'Escape' && typed !== '') typed = '';
      else if (event.key === 'Escape' && held) held = null;
      else if ((event.key === 'Delete' || event.key === 'Backspace') && under?.snap.kind === 'vertex')
        void moveVertex(workbench, under.data.layer, { from: under.snap.point, to: null });
      else return false;
      show();
      return true;
    },
    painter(): Painter | null {
      const cue = held ? goal : under;
      if (!held && !cue) return null;
      const to = held ? target() : null;
      return (brush) => {
        if (held && to) {
          brush.context.beginPath();
          for (const [end] of rubber(held)) tracePoints(brush, [end!, to]);
          strokeCased(brush, brush.palette.accent, 1.8, 4.5);
        }
        if (cue) snapPainter(cue.snap)(brush);
      };
    },
    stop: () => live.set({ readout: null }),
  };
}
