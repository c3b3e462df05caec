import type OlMap from 'ol/Map.js';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { MapPalette } from './palette.ts';

export type Point = readonly [x: number, y: number];

/** What painters draw with: screen pixels, and the way from metres to them. */
export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly palette: MapPalette;
  readonly metresPerPixel: number;
  readonly width: number;
  readonly height: number;
  toPixel(point: Point): Point;
  /** The way back, from a pixel to metres. */
  toPoint(pixel: Point): Point;
}

export type Painter = (brush: Brush) => void;

/**
 * A canvas over the map for what changes with every movement of the pointer: hover, selection, sketches. It is drawn without
 * touching the map below.
 */
export class OverlayCanvas {
  readonly #map: OlMap;
  readonly #canvas: HTMLCanvasElement;
  readonly #palette: () => MapPalette;
  readonly #painters: (() => Painter | null)[] = [];
  #frame = 0;

  constructor(map: OlMap, palette: () => MapPalette) {
    this.#map = map;
    this.#palette = palette;
    this.#canvas = document.createElement('canvas');
    this.#canvas.className = 'map-overlay';
    map.getViewport()?.append(this.#canvas);
    map.on('postrender', () => this.#draw());
  }

  /** Adds what is asked for a painter on each drawing, later ones over earlier ones. */
  add(painter: () => Painter | null): void {
    this.#painters.push(painter);
  }

  redraw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#canvas.remove();
  }

  #draw(): void {
    const [width = 0, height = 0] = this.#map.getSize() ?? [];
    const ratio = globalThis.devicePixelRatio || 1;
    const canvas = this.#canvas;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const context = canvas.getContext('2d');
    const metresPerPixel = this.#map.getView().getResolution();
    if (!context || metresPerPixel === undefined || width === 0) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.lineJoin = 'round';
    context.lineCap = 'round';
    const brush: Brush = {
      context,
      palette: this.#palette(),
      metresPerPixel,
      width,
      height,
      toPixel: (point) =>
        (this.#map.getPixelFromCoordinate([...point]) ?? [Number.NaN, Number.NaN]) as unknown as Point,
      toPoint: (pixel) =>
        (this.#map.getCoordinateFromPixel([...pixel]) ?? [Number.NaN, Number.NaN]) as unknown as Point,
    };
    for (const painter of this.#painters) {
      context.save();
      painter()?.(brush);
      context.restore();
    }
  }
}

/** Several painters as one, each starting with a clean brush. */
export function paintAll(painters: readonly (Painter | null)[]): Painter {
  return (brush) => {
    for (const painter of painters) {
      brush.context.save();
      painter?.(brush);
      brush.context.restore();
    }
  };
}

/** Adds the outline of a feature to the current path. */
export function traceFeature({ context, toPixel }: Brush, geometry: PackedGeometry, row: number): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let part = featureOffsets[row]!; part < featureOffsets[row + 1]!; part++) {
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
      const start = ringOffsets[ring]!;
      for (let vertex = start; vertex < ringOffsets[ring + 1]!; vertex++) {
        const [x, y] = toPixel([coordinates[2 * vertex]!, coordinates[2 * vertex + 1]!]);
        if (vertex === start) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      if (geometry.kind === 'polygon') context.closePath();
    }
  }
}

/** Adds a line of points to the current path. */
export function tracePoints({ context, toPixel }: Brush, points: readonly Point[], closed = false): void {
  points.forEach((point, place) => {
    const [x, y] = toPixel(point);
    if (place === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  if (closed) context.closePath();
}

/** Strokes the current path over a casing, so that it can be seen on any land. */
export function strokeCased(brush: Brush, colour: string, width: number, casing: number, dash: number[] = []): void {
  const { context, palette } = brush;
  context.setLineDash([]);
  context.strokeStyle = palette.halo;
  context.lineWidth = casing;
  context.stroke();
  context.setLineDash(dash);
  context.lineCap = dash.length > 0 ? 'butt' : 'round';
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}
