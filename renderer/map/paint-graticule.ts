import { degreeLabel, degreeLines, metreLabel, metreLines } from './graticule.ts';
import type { Brush, Painter, Point } from './overlay-canvas.ts';

/** Ways between the project's metres and longitude and latitude in degrees. */
export interface Geographic {
  toDegrees(point: Point): Point;
  toMetres(lngLat: Point): Point;
}

/** Straight pieces that a meridian or parallel is drawn with. */
const pieces = 24;
const margin = 6;
const bleed = 12;
/** Left on the bottom edge for the scale bar, and below on the left edge, pixels. */
const corner = { width: 150, height: 48 } as const;
/** Two labels nearer than this on an edge would run into each other, pixels. */
const labelRoom = 24;

interface Line {
  readonly points: readonly Point[];
  readonly label: string;
  /** The edge that names it. */
  readonly edge: 'bottom' | 'left';
}

/** What the map shows, in metres: the box around its corners. */
function boxOf({ width, height, toPoint }: Brush): [number, number, number, number] {
  // Somewhat more than what is seen, so that every line really crosses the edges.
  const [right, low] = [width + bleed, height + bleed];
  const corners = [toPoint([-bleed, -bleed]), toPoint([right, -bleed]), toPoint([right, low]), toPoint([-bleed, low])];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function metreGrid(brush: Brush): Line[] {
  const [left, low, right, top] = boxOf(brush);
  const { metresPerPixel } = brush;
  const columns = metreLines(metresPerPixel, left, right).values.map((x): Line => {
    return {
      points: [
        [x, low],
        [x, top],
      ].map(([px, py]) => brush.toPixel([px!, py!])),
      label: metreLabel(x),
      edge: 'bottom',
    };
  });
  const rows = metreLines(metresPerPixel, low, top).values.map((y): Line => {
    return {
      points: [
        [left, y],
        [right, y],
      ].map(([px, py]) => brush.toPixel([px!, py!])),
      label: metreLabel(y),
      edge: 'left',
    };
  });
  return [...columns, ...rows];
}

function degreeGrid(brush: Brush, { toDegrees, toMetres }: Geographic): Line[] {
  const [left, low, right, top] = boxOf(brush);
  const corners = (
    [
      [left, low],
      [right, low],
      [right, top],
      [left, top],
    ] as const
  ).map((corner) => toDegrees(corner));
  const [west, east] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))];
  const [south, north] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))];
  if (![west, east, south, north].every(Number.isFinite)) return [];
  const along = (from: number, to: number): number[] =>
    Array.from({ length: pieces + 1 }, (_, at) => from + ((to - from) * at) / pieces);
  const meridians = degreeLines(west, east, (right - left) / brush.metresPerPixel);
  const parallels = degreeLines(south, north, (top - low) / brush.metresPerPixel);
  return [
    ...meridians.values.map((longitude): Line => {
      const points = along(south, north).map((latitude) => brush.toPixel(toMetres([longitude, latitude])));
      return { points, label: degreeLabel(longitude, meridians.step, 'longitude'), edge: 'bottom' };
    }),
    ...parallels.values.map((latitude): Line => {
      const points = along(west, east).map((longitude) => brush.toPixel(toMetres([longitude, latitude])));
      return { points, label: degreeLabel(latitude, parallels.step, 'latitude'), edge: 'left' };
    }),
  ];
}

/** Where a line of pixels crosses its edge of the map: the place along that edge; undefined when it does not. */
function crossing({ points, edge }: Line, { width, height }: Brush): number | undefined {
  const [across, along] = edge === 'bottom' ? ([1, 0] as const) : ([0, 1] as const);
  const at = edge === 'bottom' ? height : 0;
  for (const [place, one] of points.entries()) {
    const next = points[place + 1];
    if (!next || one[across] > at === next[across] > at) continue;
    const share = (at - one[across]) / (next[across] - one[across]);
    const found = one[along] + share * (next[along] - one[along]);
    if (found >= 0 && found <= (edge === 'bottom' ? width : height)) return found;
  }
  return undefined;
}

type Taken = Record<Line['edge'], { readonly at: number; readonly room: number }[]>;

function paint(brush: Brush, lines: readonly Line[], dashed: boolean, taken: Taken): void {
  const { context, palette, height } = brush;
  context.beginPath();
  for (const { points } of lines) {
    points.forEach(([x, y], place) => (place === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  }
  context.lineWidth = 1;
  context.setLineDash(dashed ? [6, 4] : []);
  context.globalAlpha = 0.28;
  context.strokeStyle = palette.label;
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
  context.font = '11px "Noto Sans SC", sans-serif';
  context.lineWidth = 3;
  context.strokeStyle = palette.haloSoft;
  context.fillStyle = palette.label;
  for (const line of lines) {
    const place = crossing(line, brush);
    const { edge, label } = line;
    const room = (edge === 'bottom' ? context.measureText(label).width + 10 : labelRoom) / 2;
    const hidden = edge === 'bottom' ? (place ?? 0) < corner.width : (place ?? 0) > height - corner.height;
    if (place === undefined || hidden) continue;
    if (taken[edge].some((other) => Math.abs(other.at - place) < room + other.room)) continue;
    taken[edge].push({ at: place, room });
    context.textAlign = edge === 'bottom' ? 'center' : 'left';
    context.textBaseline = edge === 'bottom' ? 'bottom' : 'middle';
    const [x, y] = edge === 'bottom' ? [place, height - margin] : [margin, place];
    context.strokeText(label, x, y);
    context.fillText(label, x, y);
  }
}

/** The metre grid of the project, solid, and lines of longitude and latitude, dashed, named along the edges of the map. */
export function graticulePainter(grid: boolean, degrees: Geographic | null): Painter | null {
  if (!grid && !degrees) return null;
  return (brush) => {
    const taken: Taken = { bottom: [], left: [] };
    if (grid) paint(brush, metreGrid(brush), false, taken);
    if (degrees) paint(brush, degreeGrid(brush, degrees), true, taken);
  };
}
