import type { FeatureTable } from '#core/model/feature-table.ts';
import { type Brush, type Painter, type Point, strokeCased, traceFeature, tracePoints } from './overlay-canvas.ts';
import type { Snap } from './snap.ts';

/** Corners of a sketch: squares of 7 px. */
export function vertexPainter(points: readonly Point[], colour: string): Painter {
  return ({ context, palette, toPixel }) => {
    context.lineWidth = 1.6;
    context.strokeStyle = colour;
    context.fillStyle = palette.halo;
    for (const point of points) {
      const [x, y] = toPixel(point);
      context.beginPath();
      context.roundRect(x - 3.5, y - 3.5, 7, 7, 1);
      context.fill();
      context.stroke();
    }
  };
}

/** Where the pointer snaps to: a ring with the sign of what it is. */
export function snapPainter(snap: Snap): Painter {
  return (brush) => {
    const { context, palette, toPixel } = brush;
    const [x, y] = toPixel(snap.point);
    context.beginPath();
    context.arc(x, y, 9, 0, 2 * Math.PI);
    context.fillStyle = `${palette.snap}24`;
    context.fill();
    strokeCased(brush, palette.snap, 1.6, 4.5);
    context.beginPath();
    if (snap.kind === 'vertex') {
      context.moveTo(x - 4, y - 4);
      context.lineTo(x + 4, y + 4);
      context.moveTo(x + 4, y - 4);
      context.lineTo(x - 4, y + 4);
    } else if (snap.kind === 'intersection') {
      context.moveTo(x - 5, y - 2.5);
      context.lineTo(x + 5, y + 2.5);
      context.moveTo(x + 2.5, y - 5);
      context.lineTo(x - 2.5, y + 5);
    } else if (snap.kind === 'midpoint') {
      context.moveTo(x, y - 4.5);
      context.lineTo(x + 4.5, y + 3.5);
      context.lineTo(x - 4.5, y + 3.5);
      context.closePath();
    } else {
      context.moveTo(x - 4.5, y + 4);
      context.lineTo(x + 4.5, y + 4);
      context.moveTo(x, y + 4);
      context.lineTo(x, y - 4.5);
    }
    context.strokeStyle = palette.snap;
    context.lineWidth = 1.8;
    context.stroke();
  };
}

/** How far around a corridor the parcels it changes are outlined, m; but always so many pixels. */
const affectedReachMetres = 120;
const affectedReachPixels = 40;

/** Keeps what is painted next to within `reach` pixels of a line. */
function clipAround(context: CanvasRenderingContext2D, line: readonly Point[], reach: number): void {
  context.beginPath();
  for (const [place, [x, y]] of line.entries()) {
    context.moveTo(x + reach, y);
    context.arc(x, y, reach, 0, 2 * Math.PI);
    const [nextX, nextY] = line[place + 1] ?? [x, y];
    const length = Math.hypot(nextX - x, nextY - y);
    if (length === 0) continue;
    const [acrossX, acrossY] = [(-(nextY - y) / length) * reach, ((nextX - x) / length) * reach];
    context.moveTo(x - acrossX, y - acrossY);
    context.lineTo(nextX - acrossX, nextY - acrossY);
    context.lineTo(nextX + acrossX, nextY + acrossY);
    context.lineTo(x + acrossX, y + acrossY);
    context.closePath();
  }
  context.clip();
}

/**
 * Parcels that a corridor along `line` would change: dashed outlines. Only near it, because the land of all streets is a
 * single parcel in some cities, whose outline would hide the rest.
 */
export function affectedPainter(
  table: FeatureTable,
  rows: readonly number[],
  line: readonly Point[],
  widthMetres: number,
): Painter {
  return (brush) => {
    const { context, palette, metresPerPixel, toPixel } = brush;
    const reach = Math.max(affectedReachPixels, (widthMetres / 2 + affectedReachMetres) / metresPerPixel);
    context.save();
    clipAround(context, line.map(toPixel), reach);
    context.beginPath();
    for (const row of rows) traceFeature(brush, table.geometry, row);
    context.fillStyle = `${palette.sketch}12`;
    context.fill('evenodd');
    context.setLineDash([4, 2.5]);
    context.lineCap = 'butt';
    context.lineWidth = 1.3;
    context.strokeStyle = palette.sketch;
    context.stroke();
    context.restore();
  };
}

export interface CorridorDrawing {
  readonly points: readonly Point[];
  /** Where the next corner would be. */
  readonly next: Point | null;
  readonly widthMetres: number;
  /** Fill of the land it becomes. */
  readonly fill: string;
}

function pathOf(brush: Brush, points: readonly Point[]): void {
  brush.context.beginPath();
  tracePoints(brush, points);
}

/** A corridor in its own fill between thin edges, with its centre line and corners. */
export function corridorPainter({ points, next, widthMetres, fill }: CorridorDrawing): Painter {
  return (brush) => {
    const { context, palette, metresPerPixel } = brush;
    const all = next ? [...points, next] : points;
    if (all.length >= 2) {
      const band = widthMetres / metresPerPixel;
      context.lineCap = 'butt';
      const layers: readonly (readonly [colour: string, width: number])[] = [
        [palette.haloSoft, band + 5],
        [palette.sketch, band + 2],
        [fill, band],
      ];
      for (const [colour, width] of layers) {
        pathOf(brush, all);
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.stroke();
      }
      context.strokeStyle = palette.sketchLine;
      context.lineWidth = 1.8;
      pathOf(brush, points);
      context.stroke();
      if (next && points.length > 0) {
        context.setLineDash([5, 4]);
        pathOf(brush, [points.at(-1)!, next]);
        context.stroke();
        context.setLineDash([]);
      }
    }
    vertexPainter(points, palette.sketch)(brush);
  };
}

/** The width of the band, across its first section. */
export function widthMarkPainter(points: readonly Point[], widthMetres: number, text: string): Painter | null {
  const [a, b] = points;
  if (!a || !b) return null;
  return ({ context, palette, toPixel, metresPerPixel }) => {
    const [x0, y0] = toPixel(a);
    const [x1, y1] = toPixel(b);
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length < 24) return;
    const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
    const half = widthMetres / metresPerPixel / 2;
    const [nx, ny] = [(-(y1 - y0) / length) * half, ((x1 - x0) / length) * half];
    context.beginPath();
    context.moveTo(mx + nx, my + ny);
    context.lineTo(mx - nx, my - ny);
    context.strokeStyle = palette.label;
    context.lineWidth = 1.2;
    context.stroke();
    const left = nx < 0 ? 1 : -1;
    const [tx, ty] = [mx + left * nx - 6, my + left * ny];
    context.font = `600 11.5px ${getComputedStyle(document.body).fontFamily}`;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    const width = context.measureText(text).width + 8;
    context.fillStyle = palette.haloSoft;
    context.beginPath();
    context.roundRect(tx - width, ty - 8, width, 16, 3);
    context.fill();
    context.fillStyle = palette.label;
    context.fillText(text, tx - 4, ty);
  };
}

/** A cross where the pointer is on the other map. */
export function mirrorPainter(point: Point): Painter {
  return (brush) => {
    const { context, palette, toPixel } = brush;
    const [x, y] = toPixel(point);
    context.beginPath();
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(x + 4 * dx, y + 4 * dy);
      context.lineTo(x + 12 * dx, y + 12 * dy);
    }
    strokeCased(brush, palette.snap, 1.8, 4.5);
  };
}
