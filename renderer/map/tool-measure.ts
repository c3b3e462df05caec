import { ringArea } from '#core/geometry/measure.ts';
import { type LocalText, renderText } from '#core/model/text.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { writeArea, writeLength } from '#renderer/ui/measure.ts';
import { lineLength } from './corridor-parcels.ts';
import type { MapScene, MapTool } from './map-tool.ts';
import { measureOnEllipsoid } from './on-ellipsoid.ts';
import { type Point, strokeCased, tracePoints } from './overlay-canvas.ts';
import type { Geographic } from './paint-graticule.ts';
import { vertexPainter } from './paint-sketch.ts';
import { geographic } from './projection.ts';

/**
 * Measures a line and the area it encloses, in the plane of the project and, where that reads differently, on the ellipsoid;
 * nothing of it is kept.
 */
export function measureTool(scene: MapScene): MapTool {
  let points: Point[] = [];
  let pointer: Point | null = null;
  let ended = false;
  let degrees: Geographic | null = null;
  const path = (): Point[] => (pointer && !ended ? [...points, pointer] : points);
  const show = (pixel: Point | null): void => {
    const { language } = scene.workbench.window.get();
    const drawn = path();
    const rows: [string, string][] = [];
    const onEllipsoid = degrees && measureOnEllipsoid(drawn, degrees.toDegrees);
    const add = (label: LocalText, there: LocalText, plane: string, ellipsoid: string | null): void => {
      rows.push([renderText(label, language), plane]);
      if (ellipsoid !== null && ellipsoid !== plane) rows.push([renderText(there, language), ellipsoid]);
    };
    if (drawn.length >= 2) {
      const ellipsoid = onEllipsoid && writeLength(onEllipsoid.length);
      add(mapTexts.length, mapTexts.ellipsoidLength, writeLength(lineLength(drawn)), ellipsoid);
    }
    if (drawn.length >= 3) {
      const area = Math.abs(ringArea([...drawn, drawn[0]!].flat()));
      const ellipsoid = onEllipsoid && writeArea(onEllipsoid.area, language);
      add(mapTexts.area, mapTexts.ellipsoidArea, writeArea(area, language), ellipsoid);
    }
    const last = pixel ?? scene.live.get().readout?.pixel;
    scene.live.set({ readout: rows.length > 0 && last ? { pixel: last, rows, snap: null } : null });
    scene.overlay.redraw();
  };
  const learnDegrees = async (epsg: number): Promise<void> => {
    try {
      degrees = await geographic(epsg);
    } catch {
      // Where the system cannot be had, the plane's measures stand alone.
      return;
    }
    if (points.length > 0) show(null);
  };
  const description = scene.workbench.project.get().state?.description;
  if (description) void learnDegrees(description.epsg);
  return {
    cursor: 'crosshair',
    move({ point, pixel }) {
      pointer = point;
      if (!ended) show(pixel);
    },
    click({ point, pixel }) {
      if (ended) {
        points = [];
        ended = false;
      }
      points.push(point);
      show(pixel);
    },
    doubleClick({ pixel }) {
      ended = true;
      show(pixel);
    },
    key(event) {
      if (points.length === 0) return false;
      if (event.key === 'Enter') ended = true;
      else if (event.key === 'Backspace') points.pop();
      else if (event.key === 'Escape') points = [];
      else return false;
      show(null);
      return true;
    },
    painter() {
      const drawn = path();
      if (drawn.length === 0) return null;
      return (brush) => {
        const { context, palette } = brush;
        context.beginPath();
        tracePoints(brush, drawn);
        if (drawn.length >= 3) {
          context.fillStyle = `${palette.accent}14`;
          context.fill();
        }
        strokeCased(brush, palette.accent, 1.8, 4.5);
        vertexPainter(points, palette.accent)(brush);
      };
    },
    stop: () => scene.live.set({ readout: null }),
  };
}
