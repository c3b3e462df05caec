import OverlayOp from 'jsts/org/locationtech/jts/operation/overlay/OverlayOp.js';
import SnapIfNeededOverlayOp from 'jsts/org/locationtech/jts/operation/overlay/snap/SnapIfNeededOverlayOp.js';
import { type AreaParts, overlayAreas, unionOfAreas } from './area-arrangement.ts';
import type { OverlayOperation } from './engine.ts';
import { fromJsts, type JstsGeometry, toJsts } from './jsts-geometry.ts';
import { geometryOfParts, packAll, partsOf, type SimpleGeometry, type SimplePart } from './simple-geometry.ts';
import { uniteLines } from './unite-lines.ts';

type Dimension = 0 | 1 | 2;

const dimensions = { point: 0, line: 1, polygon: 2 } as const;
const types = ['point', 'line', 'polygon'] as const;

const codes: Readonly<Record<OverlayOperation, number>> = {
  intersection: OverlayOp.INTERSECTION,
  union: OverlayOp.UNION,
  difference: OverlayOp.DIFFERENCE,
  'symmetric-difference': OverlayOp.SYMDIFFERENCE,
};

/** Areas as polygons. */
export function areaPolygons(areas: AreaParts): SimplePart[] {
  return areas.map((rings) => ({ type: 'polygon', rings }));
}

/**
 * Overlay of any two geometries. Areas come from our own arrangement, which does not fail where outlines nearly coincide;
 * points and lines from jsts. A collection counts as the union of what is in it.
 */
export function overlaySimple(operation: OverlayOperation, a: SimpleGeometry, b: SimpleGeometry): SimpleGeometry {
  const partsA = partsOf(a);
  const partsB = partsOf(b);
  const isAreal = [...partsA, ...partsB].every(({ type }) => type === 'polygon');
  const parts = (isAreal ? overlayPolygons : overlayParts)(operation, partsA, partsB);
  return geometryOfParts(parts, types[emptyDimension(operation, partsA, partsB)]);
}

/** All geometries together as one. */
export function unionSimple(geometries: readonly SimpleGeometry[]): SimpleGeometry {
  const parts = geometries.flatMap(partsOf);
  return geometryOfParts(uniteParts(parts), types[highest(parts)]);
}

function highest(parts: readonly SimplePart[]): Dimension {
  return parts.reduce<Dimension>((most, { type }) => (dimensions[type] > most ? dimensions[type] : most), 0);
}

function emptyDimension(operation: OverlayOperation, a: readonly SimplePart[], b: readonly SimplePart[]): Dimension {
  if (operation === 'difference') return highest(a);
  const both = [highest(a), highest(b)] as const;
  return (operation === 'intersection' ? Math.min(...both) : Math.max(...both)) as Dimension;
}

/** The parts of one dimension after the other. */
function levels(parts: readonly SimplePart[]): SimplePart[][] {
  return types.map((type) => parts.filter((part) => part.type === type)).filter((level) => level.length > 0);
}

function overlayParts(
  operation: OverlayOperation,
  a: readonly SimplePart[],
  b: readonly SimplePart[],
): readonly SimplePart[] {
  switch (operation) {
    case 'union':
      return uniteParts([...a, ...b]);
    case 'difference':
      return joined(
        levels(a).flatMap((level) =>
          levels(b).reduce<readonly SimplePart[]>((rest, other) => overlayLevels('difference', rest, other), level),
        ),
      );
    case 'intersection':
      return joined(levels(a).flatMap((level) => levels(b).flatMap((other) => overlayLevels(operation, level, other))));
    case 'symmetric-difference':
      return uniteParts([...overlayParts('difference', a, b), ...overlayParts('difference', b, a)]);
  }
}

/** Pieces of several dimensions without those that others cover. */
function joined(pieces: readonly SimplePart[]): readonly SimplePart[] {
  return levels(pieces).length > 1 ? uniteParts(pieces) : pieces;
}

/** Overlay of parts of one dimension with parts of one dimension. */
function overlayLevels(
  operation: 'intersection' | 'difference',
  a: readonly SimplePart[],
  b: readonly SimplePart[],
): readonly SimplePart[] {
  if (a.length === 0) return [];
  if (b.length === 0) return operation === 'difference' ? a : [];
  const isAreal = a[0]!.type === 'polygon' && b[0]!.type === 'polygon';
  return (isAreal ? overlayPolygons : overlayByJsts)(operation, a, b);
}

function overlayPolygons(
  operation: OverlayOperation,
  a: readonly SimplePart[],
  b: readonly SimplePart[],
): readonly SimplePart[] {
  const set = (parts: readonly SimplePart[]) => ({ geometry: packAll('polygon', parts), features: parts.keys() });
  const areas = areaPolygons(overlayAreas(operation, set(a), set(b)));
  return operation === 'intersection' && a.length > 0 && b.length > 0 ? [...areas, ...contacts(a, b)] : areas;
}

/** Points and lines where two areas only touch; none where jsts cannot find them, for the areas do not depend on it. */
function contacts(a: readonly SimplePart[], b: readonly SimplePart[]): SimplePart[] {
  try {
    return overlayByJsts('intersection', a, b).filter(({ type }) => type !== 'polygon');
  } catch {
    return [];
  }
}

function overlayByJsts(
  operation: OverlayOperation,
  a: readonly SimplePart[],
  b: readonly SimplePart[],
): readonly SimplePart[] {
  const first = toJsts(geometryOfParts(a, 'point'));
  const second = toJsts(geometryOfParts(b, 'point'));
  const result: JstsGeometry = SnapIfNeededOverlayOp.overlayOp(first, second, codes[operation]);
  return partsOf(fromJsts(result));
}

/** Parts together: areas merged, lines split and kept where no area covers them, points where nothing does. */
function uniteParts(parts: readonly SimplePart[]): readonly SimplePart[] {
  const polygons = parts.filter(({ type }) => type === 'polygon');
  const lines = parts.filter(({ type }) => type === 'line');
  const points = parts.filter(({ type }) => type === 'point');
  const areas = areaPolygons(unionOfAreas({ geometry: packAll('polygon', polygons), features: polygons.keys() }));
  const united = uniteLines(packAll('line', lines), lines.keys());
  const bareLines = overlayLevels(
    'difference',
    united.map((coordinates): SimplePart => ({ type: 'line', coordinates })),
    areas,
  );
  const barePoints = overlayLevels('difference', overlayLevels('difference', distinct(points), bareLines), areas);
  return [...areas, ...bareLines, ...barePoints];
}

function distinct(points: readonly SimplePart[]): SimplePart[] {
  const byPlace = new Map<string, SimplePart>();
  for (const point of points) if (point.type === 'point') byPlace.set(point.coordinates.join(' '), point);
  return [...byPlace.values()];
}
