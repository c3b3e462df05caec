import { asColorLike } from 'ol/colorlike.js';
import type Stroke from 'ol/style/Stroke.js';
import type Style from 'ol/style/Style.js';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { boxesInSteps, boxesOf } from './map-data.ts';
import type { PackedMember } from './packed-source.ts';
import type { LayerStyle, StyledFeature } from './style-kit.ts';

/** The piece of land a picture shows, north up. */
export interface PictureFrame {
  /** Metres of its left and its upper edge. */
  readonly left: number;
  readonly top: number;
  /** Metres of a CSS pixel. */
  readonly resolution: number;
  /** Pixels of the canvas in a CSS pixel. */
  readonly ratio: number;
  /** Pixels of the canvas. */
  readonly width: number;
  readonly height: number;
}

/** The features of one layer with how they are drawn. */
export interface PaintedMember extends PackedMember {
  readonly style: LayerStyle;
}

/** Features that are drawn as one path: long paths take longer than their parts. */
const pathFeatures = 250;
/** Those that have an edge are large, and long paths of them take longer yet. */
const edgedFeatures = 60;
/** Rows whose style is asked for at a time. */
const styledRows = 4000;
/** Areas below this width and height have no edge that could be told from their fill, px. */
const leastEdged = 4;
/** Areas below this width and height are dots, px. */
const leastShape = 1.5;
/** Corners closer together than this cannot be told apart, px. */
const leastStep = 0.6;
/** Beyond the edge of a picture there is room for half a line or a symbol, px. */
const margin = 40;

/** Stands for one row after the other where a style is asked for. */
class RowCursor implements StyledFeature {
  row = 0;
  readonly #layer: string;

  constructor(layer: string) {
    this.#layer = layer;
  }

  get(name: string): unknown {
    return name === 'row' ? this.row : this.#layer;
  }
}

/** Adds rings of a table to the path of a context. */
class Tracer {
  readonly #context: CanvasRenderingContext2D;
  readonly #geometry: PackedGeometry;
  readonly #left: number;
  readonly #top: number;
  readonly #scale: number;

  constructor(context: CanvasRenderingContext2D, geometry: PackedGeometry, frame: PictureFrame) {
    this.#context = context;
    this.#geometry = geometry;
    this.#left = frame.left;
    this.#top = frame.top;
    this.#scale = frame.ratio / frame.resolution;
  }

  feature(row: number): void {
    const { featureOffsets, partOffsets, kind } = this.#geometry;
    for (let part = featureOffsets[row]!; part < featureOffsets[row + 1]!; part++) {
      const shell = partOffsets[part]!;
      for (let ring = shell; ring < partOffsets[part + 1]!; ring++) {
        if (kind === 'polygon') this.#ring(ring, ring === shell);
        else this.#path(ring);
      }
    }
  }

  /** A box in the place of a shape that is too small to be seen as one. */
  box(boxes: Float64Array, row: number): void {
    const least = 0.8;
    const [scale, x] = [this.#scale, (boxes[4 * row]! - this.#left) * this.#scale];
    const y = (this.#top - boxes[4 * row + 3]!) * scale;
    const width = Math.max(least, (boxes[4 * row + 2]! - boxes[4 * row]!) * scale);
    this.#context.rect(x, y, width, Math.max(least, (boxes[4 * row + 3]! - boxes[4 * row + 1]!) * scale));
  }

  /** Shells one way round and holes the other, so that many can be filled at once. */
  #ring(ring: number, shell: boolean): void {
    const { coordinates, ringOffsets } = this.#geometry;
    const start = ringOffsets[ring]!;
    // The last corner is the first one again.
    const end = ringOffsets[ring + 1]! - 1;
    let double = 0;
    for (let at = 2 * start; at < 2 * end; at += 2) {
      double += coordinates[at]! * coordinates[at + 3]! - coordinates[at + 2]! * coordinates[at + 1]!;
    }
    if (double > 0 === shell) this.#corners(start, end, 1);
    else this.#corners(end - 1, start - 1, -1);
    this.#context.closePath();
  }

  #path(ring: number): void {
    const { ringOffsets } = this.#geometry;
    this.#corners(ringOffsets[ring]!, ringOffsets[ring + 1]!, 1);
  }

  #corners(from: number, end: number, step: 1 | -1): void {
    const { coordinates } = this.#geometry;
    const [context, left, top, scale] = [this.#context, this.#left, this.#top, this.#scale];
    let lastX = Number.NEGATIVE_INFINITY;
    let lastY = Number.NEGATIVE_INFINITY;
    for (let vertex = from; vertex !== end; vertex += step) {
      const x = (coordinates[2 * vertex]! - left) * scale;
      const y = (top - coordinates[2 * vertex + 1]!) * scale;
      if (vertex === from) context.moveTo(x, y);
      else if (Math.abs(x - lastX) < leastStep && Math.abs(y - lastY) < leastStep && vertex + step !== end) continue;
      else context.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
  }
}

function inkOf(colour: Parameters<typeof asColorLike>[0]): string | CanvasPattern | CanvasGradient {
  return asColorLike(colour) ?? 'transparent';
}

function setStroke(context: CanvasRenderingContext2D, stroke: Stroke, ratio: number): void {
  context.strokeStyle = inkOf(stroke.getColor() ?? '#000000');
  context.lineWidth = (stroke.getWidth() ?? 1) * ratio;
  context.lineJoin = stroke.getLineJoin() ?? 'round';
  context.lineCap = stroke.getLineCap() ?? 'round';
  context.setLineDash((stroke.getLineDash() ?? []).map((length) => length * ratio));
}

/** Whether a feature has a shape; what is known by its box alone has none. */
export function hasShape({ featureOffsets }: PackedGeometry, row: number): boolean {
  return featureOffsets[row + 1]! > featureOffsets[row]!;
}

/** Draws one style on some rows of a layer, a path of features at a time. */
class StylePainter {
  readonly #context: CanvasRenderingContext2D;
  readonly #geometry: PackedGeometry;
  readonly #boxes: Float64Array;
  readonly #frame: PictureFrame;
  readonly #tracer: Tracer;

  constructor(context: CanvasRenderingContext2D, geometry: PackedGeometry, boxes: Float64Array, frame: PictureFrame) {
    this.#context = context;
    this.#geometry = geometry;
    this.#boxes = boxes;
    this.#frame = frame;
    this.#tracer = new Tracer(context, geometry, frame);
  }

  *paint(style: Style, rows: readonly number[]): Generator<CanvasRenderingContext2D> {
    const { kind } = this.#geometry;
    if (kind === 'point') yield* this.#symbols(style, rows);
    else if (kind === 'line') yield* this.#strokes(style, rows);
    else yield* this.#areas(style, rows);
  }

  *#areas(style: Style, rows: readonly number[]): Generator<CanvasRenderingContext2D> {
    const fill = style.getFill()?.getColor();
    const stroke = style.getStroke();
    const context = this.#context;
    if (fill) context.fillStyle = inkOf(fill);
    if (stroke) setStroke(context, stroke, this.#frame.ratio);
    const edged = stroke ? rows.filter((row) => !fill || this.#sizeOf(row) >= leastEdged) : [];
    // What has no edge lies below the edges of its neighbours.
    const plain = stroke && fill ? rows.filter((row) => this.#sizeOf(row) < leastEdged) : stroke ? [] : rows;
    for (const [some, hasEdge] of [
      [plain, false],
      [edged, true],
    ] as const) {
      const atOnce = hasEdge ? edgedFeatures : pathFeatures;
      for (let at = 0; at < some.length; at += atOnce) {
        context.beginPath();
        for (const row of some.slice(at, at + atOnce)) {
          if (this.#sizeOf(row) < leastShape || !hasShape(this.#geometry, row)) this.#tracer.box(this.#boxes, row);
          else this.#tracer.feature(row);
        }
        if (fill) context.fill();
        if (stroke && hasEdge) context.stroke();
        yield context;
      }
    }
  }

  *#strokes(style: Style, rows: readonly number[]): Generator<CanvasRenderingContext2D> {
    const stroke = style.getStroke();
    if (!stroke) return;
    setStroke(this.#context, stroke, this.#frame.ratio);
    for (let at = 0; at < rows.length; at += pathFeatures) {
      this.#context.beginPath();
      for (const row of rows.slice(at, at + pathFeatures)) this.#tracer.feature(row);
      this.#context.stroke();
      yield this.#context;
    }
  }

  *#symbols(style: Style, rows: readonly number[]): Generator<CanvasRenderingContext2D> {
    const { ratio, left, top, resolution } = this.#frame;
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = this.#geometry;
    const image = style.getImage();
    const drawn = image?.getImage(ratio);
    if (!image || !(drawn instanceof HTMLCanvasElement || drawn instanceof HTMLImageElement)) return;
    const [anchorX = 0, anchorY = 0] = image.getAnchor() ?? [];
    const scale = ratio / resolution;
    for (const [place, row] of rows.entries()) {
      const last = ringOffsets[partOffsets[featureOffsets[row + 1]!]!]!;
      for (let vertex = ringOffsets[partOffsets[featureOffsets[row]!]!]!; vertex < last; vertex++) {
        const x = (coordinates[2 * vertex]! - left) * scale - anchorX * ratio;
        this.#context.drawImage(drawn, x, (top - coordinates[2 * vertex + 1]!) * scale - anchorY * ratio);
      }
      if (place % pathFeatures === 0) yield this.#context;
    }
  }

  /** The longer side of what surrounds a feature, px. */
  #sizeOf(row: number): number {
    const boxes = this.#boxes;
    const metres = Math.max(boxes[4 * row + 2]! - boxes[4 * row]!, boxes[4 * row + 3]! - boxes[4 * row + 1]!);
    return metres / this.#frame.resolution;
  }
}

/** Rows whose boxes meet a box, in their order: looking at all takes less than finding them in an index that has to be made. */
function rowsIn(boxes: Float64Array, left: number, bottom: number, right: number, top: number): Uint32Array {
  const rows = new Uint32Array(boxes.length / 4);
  let count = 0;
  for (let at = 0; at < boxes.length; at += 4) {
    // A feature without geometry has no box, and meets none.
    if (boxes[at]! <= right && boxes[at + 2]! >= left && boxes[at + 1]! <= top && boxes[at + 3]! >= bottom)
      rows[count++] = at / 4;
  }
  return rows.subarray(0, count);
}

/** The features of a layer that are in a frame, by how they are drawn, lower styles first. */
export interface StyledRows {
  readonly table: FeatureTable;
  readonly rows: readonly (readonly [style: Style, rows: readonly number[]])[];
}

/**
 * Finds out how the features of a layer that are in the frame are drawn. It is done bit by bit: whoever draws may let other work
 * go first after each, given the context that is drawn on.
 */
export function* styleMember(
  context: CanvasRenderingContext2D,
  { layer, table, style }: PaintedMember,
  frame: PictureFrame,
): Generator<CanvasRenderingContext2D, StyledRows> {
  const { left, top, resolution, ratio } = frame;
  const making = boxesInSteps(table);
  let made = making.next();
  for (; !made.done; made = making.next()) yield context;
  const boxes = made.value;
  const spare = margin * resolution;
  const right = left + (frame.width / ratio) * resolution;
  const bottom = top - (frame.height / ratio) * resolution;
  yield context;
  const rows = rowsIn(boxes, left - spare, bottom - spare, right + spare, top + spare);
  yield context;
  const byStyle = new Map<Style, number[]>();
  const cursor = new RowCursor(layer);
  const add = (one: Style, row: number): void => {
    const styled = byStyle.get(one);
    if (styled) styled.push(row);
    else byStyle.set(one, [row]);
  };
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    cursor.row = row;
    const styles = style(cursor, resolution);
    if (Array.isArray(styles)) for (const one of styles) add(one, row);
    else if (styles) add(styles, row);
    if (place % styledRows === 0) yield context;
  }
  return { table, rows: [...byStyle].sort(([a], [b]) => (a.getZIndex() ?? 0) - (b.getZIndex() ?? 0)) };
}

/** Paints features, bit by bit as well. */
export function* paintStyled(
  context: CanvasRenderingContext2D,
  { table, rows }: StyledRows,
  frame: PictureFrame,
): Generator<CanvasRenderingContext2D> {
  const painter = new StylePainter(context, table.geometry, boxesOf(table), frame);
  for (const [one, styled] of rows) yield* painter.paint(one, styled);
}
