import { featureBoxes } from '#core/geometry/measure.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { isInFrame, type MapFrame } from './map-frame.ts';

/** More polygons than this are painted as a picture instead of outlines. */
export const outlineLimit = 25_000;
/** Dots per mm of pictures: 300 dpi. */
const dotsPerMillimetre = 300 / 25.4;

/** Colour numbers of a sheet: 0 where nothing is, otherwise 1 + the class, plus `edgeOffset` on the edge of a polygon. */
export interface PaintedSheet {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Added to a colour number where the edge of a polygon runs. */
export const edgeOffset = 128;

/** Fills one polygon by even and odd crossings of each row's middle. */
function fillFeature(sheet: PaintedSheet, rings: readonly Float64Array[], colour: number): void {
  const { width, height, pixels } = sheet;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at += 2) {
      top = Math.min(top, ring[at]!);
      bottom = Math.max(bottom, ring[at]!);
    }
  }
  const crossings: number[] = [];
  for (let row = Math.max(0, Math.floor(top)); row <= Math.min(height - 1, Math.ceil(bottom)); row++) {
    const y = row + 0.5;
    crossings.length = 0;
    for (const ring of rings) {
      for (let at = 0; at + 3 < ring.length; at += 2) {
        const y1 = ring[at + 1]!;
        const y2 = ring[at + 3]!;
        if (y1 <= y === y2 <= y) continue;
        crossings.push(ring[at]! + ((y - y1) / (y2 - y1)) * (ring[at + 2]! - ring[at]!));
      }
    }
    crossings.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const from = Math.max(0, Math.ceil(crossings[pair]! - 0.5));
      const to = Math.min(width - 1, Math.ceil(crossings[pair + 1]! - 0.5) - 1);
      if (to >= from) pixels.fill(colour, row * width + from, row * width + to + 1);
    }
  }
}

/** Marks the dots under the edges of a polygon. */
function traceFeature(sheet: PaintedSheet, rings: readonly Float64Array[]): void {
  const { width, height, pixels } = sheet;
  for (const ring of rings) {
    for (let at = 0; at + 3 < ring.length; at += 2) {
      const dx = ring[at + 2]! - ring[at]!;
      const dy = ring[at + 3]! - ring[at + 1]!;
      const dots = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))));
      for (let dot = 0; dot <= dots; dot++) {
        const x = Math.floor(ring[at]! + (dx * dot) / dots);
        const y = Math.floor(ring[at + 1]! + (dy * dot) / dots);
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        const place = y * width + x;
        if (pixels[place]! > 0 && pixels[place]! < edgeOffset) pixels[place]! += edgeOffset;
      }
    }
  }
}

/**
 * Paints the polygons `rows` on a sheet of 300 dots per inch. `classes` gives the class of each row, from 0; at most 126
 * classes can be told apart.
 */
export function paintSheet(
  frame: MapFrame,
  geometry: PackedGeometry,
  rows: readonly number[],
  classes: (row: number) => number,
): PaintedSheet {
  const width = Math.round(frame.widthMillimetres * dotsPerMillimetre);
  const height = Math.round(frame.heightMillimetres * dotsPerMillimetre);
  const sheet = { width, height, pixels: new Uint8Array(width * height) };
  const scale = (width / frame.width) * frame.unitsPerMetre;
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const boxes = featureBoxes(geometry);
  const outlines: Float64Array[][] = [];
  for (const row of rows) {
    if (!isInFrame(frame, boxes[4 * row]!, boxes[4 * row + 1]!, boxes[4 * row + 2]!, boxes[4 * row + 3]!)) continue;
    const rings: Float64Array[] = [];
    const lastRing = partOffsets[featureOffsets[row + 1]!]!;
    for (let ring = partOffsets[featureOffsets[row]!]!; ring < lastRing; ring++) {
      const points = coordinates.slice(2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]!);
      for (let at = 0; at < points.length; at += 2) {
        points[at] = (points[at]! - frame.left) * scale;
        points[at + 1] = (frame.top - points[at + 1]!) * scale;
      }
      rings.push(points);
    }
    fillFeature(sheet, rings, 1 + Math.min(126, classes(row)));
    outlines.push(rings);
  }
  for (const rings of outlines) traceFeature(sheet, rings);
  return sheet;
}
