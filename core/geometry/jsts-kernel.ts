import ConvexHull from 'jsts/org/locationtech/jts/algorithm/ConvexHull.js';
import BufferOp from 'jsts/org/locationtech/jts/operation/buffer/BufferOp.js';
import BufferParameters from 'jsts/org/locationtech/jts/operation/buffer/BufferParameters.js';
import DistanceOp from 'jsts/org/locationtech/jts/operation/distance/DistanceOp.js';
import Polygonizer from 'jsts/org/locationtech/jts/operation/polygonize/Polygonizer.js';
import RelateOp from 'jsts/org/locationtech/jts/operation/relate/RelateOp.js';
import IsValidOp from 'jsts/org/locationtech/jts/operation/valid/IsValidOp.js';
import TopologyPreservingSimplifier from 'jsts/org/locationtech/jts/simplify/TopologyPreservingSimplifier.js';
import type { GeometryPacker, PackedGeometry } from '#core/model/packed-geometry.ts';
import { areaOfOutlines, overlayAreas, packAreas, unionOfAreas } from './area-arrangement.ts';
import { mitreLimit } from './buffer-shape.ts';
import type { OverlayOperation } from './engine.ts';
import { fromJsts, type JstsGeometry, toJsts } from './jsts-geometry.ts';
import { overlaySimple, unionSimple } from './jsts-overlay.ts';
import type { BufferShape, Fault, GeometryKernel } from './kernel.ts';
import { type Box, boxOfRing } from './measure.ts';
import {
  geometryOfParts,
  packAll,
  partsOf,
  type SimpleGeometry,
  type SimplePart,
  simpleFromPacked,
} from './simple-geometry.ts';
import { uniteLines } from './unite-lines.ts';
import { faultOfWords } from './validity-fault.ts';

const caps = { round: 1, flat: 2, square: 3 } as const;
const joins = { round: 1, mitre: 2, bevel: 3 } as const;

/** What IsValidOp tells of the first fault it finds. */
interface JstsFault {
  getMessage(): string;
  getCoordinate(): { readonly x: number; readonly y: number } | null;
}

/** The box of a feature with a rim as wide as itself, so that its border is far from what counts. */
function windowOf(geometry: PackedGeometry, feature: number): Box {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const start = ringOffsets[partOffsets[featureOffsets[feature]!]!]!;
  const end = ringOffsets[partOffsets[featureOffsets[feature + 1]!]!]!;
  const { minX, minY, maxX, maxY } = boxOfRing(coordinates, start, end);
  const rim = Math.max(maxX - minX, maxY - minY);
  return { minX: minX - rim, minY: minY - rim, maxX: maxX + rim, maxY: maxY + rim };
}

function plainBuffer(geometry: SimpleGeometry, distance: number, shape: BufferShape): SimpleGeometry {
  const parameters = new BufferParameters(shape.quadrantSegments, caps[shape.cap], joins[shape.join], mitreLimit);
  parameters.setSingleSided(shape.singleSided);
  const buffer: JstsGeometry = BufferOp.bufferOp(toJsts(geometry), distance, parameters);
  return fromJsts(buffer);
}

function isLoop(part: SimplePart): part is Extract<SimplePart, { readonly type: 'line' }> {
  if (part.type !== 'line' || part.coordinates.length < 8) return false;
  const { coordinates } = part;
  return coordinates[0] === coordinates.at(-2) && coordinates[1] === coordinates.at(-1);
}

function halvesOf({ coordinates }: Extract<SimplePart, { readonly type: 'line' }>): SimpleGeometry[] {
  const middle = 2 * Math.floor(coordinates.length / 4);
  return [coordinates.subarray(0, middle + 2), coordinates.subarray(middle)].map((half) => ({
    type: 'line',
    coordinates: half,
  }));
}

/** A line as it is, a polygon as the lines of its rings, a point as nothing. */
function outlineOf(part: SimplePart): SimplePart[] {
  if (part.type === 'polygon') return part.rings.map((coordinates) => ({ type: 'line', coordinates }));
  return part.type === 'line' ? [part] : [];
}

/** jsts as a kernel, with areas overlaid, merged and repaired by our own arrangement (area-arrangement.ts). */
export class JstsKernel implements GeometryKernel {
  readonly name = 'jsts';

  overlay(operation: OverlayOperation, a: SimpleGeometry, b: SimpleGeometry): SimpleGeometry {
    return overlaySimple(operation, a, b);
  }

  union(geometries: readonly SimpleGeometry[]): SimpleGeometry {
    return unionSimple(geometries);
  }

  buffer(geometry: SimpleGeometry, distance: number, shape: BufferShape): SimpleGeometry {
    if (shape.join !== 'round' || shape.singleSided || distance <= 0) return plainBuffer(geometry, distance, shape);
    // jsts leaves a hole in the middle of a closed line even where the buffer covers it, so loops are buffered in halves.
    const parts = partsOf(geometry);
    if (!parts.some(isLoop)) return plainBuffer(geometry, distance, shape);
    const others = parts.filter((part) => !isLoop(part));
    const whole = plainBuffer(geometryOfParts(others, 'polygon'), distance, shape);
    const halves = parts.filter(isLoop).flatMap(halvesOf);
    return unionSimple([whole, ...halves.map((half) => plainBuffer(half, distance, { ...shape, cap: 'round' }))]);
  }

  faultOf(geometry: SimpleGeometry): Fault | undefined {
    const found = new IsValidOp(toJsts(geometry)).getValidationError() as unknown as JstsFault | null;
    if (!found) return undefined;
    const place = found.getCoordinate();
    return { fault: faultOfWords(found.getMessage()), x: place?.x ?? Number.NaN, y: place?.y ?? Number.NaN };
  }

  relate(a: SimpleGeometry, b: SimpleGeometry): string {
    return String(RelateOp.relate(toJsts(a), toJsts(b)));
  }

  distance(a: SimpleGeometry, b: SimpleGeometry): number {
    return DistanceOp.distance(toJsts(a), toJsts(b));
  }

  simplify(geometry: SimpleGeometry, tolerance: number): SimpleGeometry {
    const simplified: JstsGeometry = TopologyPreservingSimplifier.simplify(toJsts(geometry), tolerance);
    return fromJsts(simplified);
  }

  convexHull(geometry: SimpleGeometry): SimpleGeometry {
    const hull: JstsGeometry = new ConvexHull(toJsts(geometry)).getConvexHull();
    return fromJsts(hull);
  }

  polygonize(lines: readonly SimpleGeometry[]): readonly SimpleGeometry[] {
    const parts = lines.flatMap(partsOf).flatMap(outlineOf);
    const polygonizer = new Polygonizer();
    for (const coordinates of uniteLines(packAll('line', parts), parts.keys())) {
      polygonizer.add(toJsts({ type: 'line', coordinates }));
    }
    const polygons = polygonizer.getPolygons().toArray() as unknown as readonly JstsGeometry[];
    return polygons.map(fromJsts);
  }

  isValidFeature(geometry: PackedGeometry, feature: number): boolean {
    return this.faultOf(simpleFromPacked(geometry, feature)) === undefined;
  }

  repairPart(geometry: PackedGeometry, part: number, packer: GeometryPacker): void {
    packAreas(packer, areaOfOutlines(geometry, part));
  }

  intersectFeatures(
    a: PackedGeometry,
    featureA: number,
    b: PackedGeometry,
    featureB: number,
    packer: GeometryPacker,
  ): void {
    const first = { geometry: a, features: [featureA], window: windowOf(b, featureB) };
    const second = { geometry: b, features: [featureB], window: windowOf(a, featureA) };
    packAreas(packer, overlayAreas('intersection', first, second));
  }

  subtractFeatures(
    a: PackedGeometry,
    feature: number,
    b: PackedGeometry,
    features: readonly number[],
    packer: GeometryPacker,
  ): void {
    const others = { geometry: b, features, window: windowOf(a, feature) };
    packAreas(packer, overlayAreas('difference', { geometry: a, features: [feature] }, others));
  }

  uniteFeatures(geometry: PackedGeometry, features: readonly number[], packer: GeometryPacker): void {
    if (geometry.kind === 'polygon') return packAreas(packer, unionOfAreas({ geometry, features }));
    if (geometry.kind === 'line')
      return packAreas(
        packer,
        uniteLines(geometry, features).map((line) => [line]),
      );
    for (const part of partsOf(this.union(features.map((feature) => simpleFromPacked(geometry, feature))))) {
      if (part.type === 'point') packAreas(packer, [[part.coordinates]]);
    }
  }

  bufferFeature(
    geometry: PackedGeometry,
    feature: number,
    distance: number,
    shape: BufferShape,
    packer: GeometryPacker,
  ): void {
    for (const part of partsOf(this.buffer(simpleFromPacked(geometry, feature), distance, shape))) {
      if (part.type === 'polygon') packAreas(packer, [[...part.rings]]);
    }
  }

  release(): void {
    // Nothing is kept: the collector sees to it.
  }
}
