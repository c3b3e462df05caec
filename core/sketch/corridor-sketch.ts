import { copyFeature, copyParts } from '#core/geometry/copy-parts.ts';
import { featureAreas, featureLengths, representativePoints } from '#core/geometry/measure.ts';
import { boxPairs, SpatialIndex } from '#core/geometry/spatial-index.ts';
import { featureWkb, packAllWkb } from '#core/geometry/wkb.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { CorridorStep } from '#core/model/recipe.ts';
import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { taperedBand } from './corridor-band.ts';
import { FeatureChanges } from './feature-changes.ts';
import { leastCostLines } from './least-cost-line.ts';
import { scaledValues, valuesOfType } from './paint.ts';
import { type Protection, protectionOf } from './protected-parcels.ts';
import {
  coordinatesOf,
  requireLayer,
  requireType,
  type SketchContext,
  type SketchLayer,
  type SketchResult,
} from './sketch-context.ts';
import { soundFeatures } from './sound-features.ts';
import { type StreetCrossing, streetCrossings } from './street-crossings.ts';

const widthLimitsMetres = { minimum: 2, maximum: 1000 } as const;
/** Parts of parcels smaller than this are slivers: the parcel is then left alone, or taken whole. */
const sliverSquareMetres = 30;
/** A corridor may reach beyond the data by this share of its area. */
const mostOutside = 0.2;

function centreLines(context: SketchContext, step: CorridorStep): PackedGeometry {
  const lines = step.line ? [coordinatesOf(step.line)] : leastCostLines(context, step.between ?? [], step.resistance);
  const packer = new GeometryPacker('line');
  for (const line of lines) packer.addFeature([[line]]);
  const packed = packer.finish();
  if (featureCount(packed) === 0 || featureLengths(packed).some((length) => !(length > 0))) {
    throw new WorkbenchError('sketch/corridor-too-short');
  }
  return packed;
}

/** One line through all corners: its hull is that of the shapes, and no broken ring has to be repaired for it. */
function throughAllCorners({ coordinates }: PackedGeometry): PackedGeometry {
  const packer = new GeometryPacker('line');
  packer.addFeature([[coordinates]]);
  return packer.finish();
}

/** Kept with the shapes it goes around: a corridor is drawn anew with every move of the pointer. */
const hulls = new WeakMap<PackedGeometry, PackedGeometry>();

function hullOf(context: SketchContext, land: PackedGeometry): PackedGeometry {
  const known = hulls.get(land);
  if (known) return known;
  const hull = packAllWkb('polygon', [context.geometry.convexHull(featureWkb(throughAllCorners(land), 0))]);
  hulls.set(land, hull);
  return hull;
}

/** Error `sketch/corridor-outside` when too much of the corridor lies beyond the plan boundary, or the hull of the parcels. */
function refuseOutside(context: SketchContext, corridor: PackedGeometry, parcels: FeatureTable): void {
  const boundary = context.layer('boundary')?.table.geometry;
  const hull = hullOf(context, boundary && featureCount(boundary) > 0 ? boundary : parcels.geometry);
  const inside = context.geometry.intersectPairs(corridor, hull, Uint32Array.of(0, 0));
  const share = 1 - featureAreas(inside)[0]! / featureAreas(corridor)[0]!;
  if (share > mostOutside) throw new WorkbenchError('sketch/corridor-outside', { share: Math.round(100 * share) });
}

/** The parcels that the corridor takes land from, with what it takes and leaves of each. */
interface Taking {
  readonly row: number;
  readonly share: number;
  readonly taken: PackedGeometry;
  readonly left: PackedGeometry;
  /** Feature of both geometries. */
  readonly at: number;
}

function takings(
  context: SketchContext,
  layer: SketchLayer,
  corridor: PackedGeometry,
  protection: Protection,
): Taking[] {
  const { geometry } = layer.table;
  const pairs = boxPairs(geometry, corridor);
  const rows: number[] = [];
  for (let at = 0; at < pairs.length; at += 2) if (protection(pairs[at]!) === null) rows.push(pairs[at]!);
  const parcels = soundFeatures(context.geometry, geometry, rows);
  const all = new Uint32Array(2 * rows.length);
  for (let at = 0; at < rows.length; at++) all[2 * at] = at;
  const taken = context.geometry.intersectPairs(parcels, corridor, all);
  const left = context.geometry.subtract(parcels, corridor);
  const areas = featureAreas(parcels);
  const takenAreas = featureAreas(taken);
  return rows.flatMap((row, at) => {
    const area = takenAreas[at]!;
    return area > sliverSquareMetres ? [{ row, share: area / areas[at]!, taken, left, at }] : [];
  });
}

/** Takes away the buildings that stand on what becomes green. */
function removeBuildings(context: SketchContext, green: PackedGeometry): FeatureChanges | undefined {
  const layer = context.layer('building');
  if (!layer) return undefined;
  const index = new SpatialIndex(green);
  const points = representativePoints(layer.table.geometry);
  const changes = new FeatureChanges(context, layer);
  for (let row = 0; row < layer.table.ids.length; row++) {
    if (index.polygonsAt(points[2 * row]!, points[2 * row + 1]!).length > 0) changes.remove(row);
  }
  return changes;
}

interface Crossed {
  readonly corridor: PackedGeometry;
  /** What has become green of the parcels. */
  readonly land: PackedGeometry;
  readonly crossings: readonly StreetCrossing[];
}

/** Land further from a crossing than half the corridor and this is no part of its ecoduct, m. */
const deckReachMetres = 35;

/** The green with decks over the streets it crosses: the land between parcels that lies in the corridor near a crossing. */
function withEcoducts(
  context: SketchContext,
  step: CorridorStep,
  { corridor, land, crossings }: Crossed,
): PackedGeometry {
  if (crossings.length === 0) return land;
  const { geometry } = context;
  const places = new GeometryPacker('point');
  for (const { x, y } of crossings) places.addPoint(x, y);
  const near = geometry.dissolve(geometry.bufferAll(places.finish(), step.widthMetres / 2 + deckReachMetres));
  const within = geometry.intersectPairs(corridor, near, Uint32Array.of(0, 0));
  const decks = geometry.subtract(within, requireLayer(context, 'parcel', step.sketch).table.geometry);
  const all = new GeometryPacker('polygon');
  copyFeature(all, land, 0);
  copyFeature(all, decks, 0);
  return geometry.dissolve(all.finish());
}

/** Each part of a feature as a feature of its own. */
function partsAsFeatures(geometry: PackedGeometry): PackedGeometry {
  const parts = geometry.partOffsets.length - 1;
  return { ...geometry, featureOffsets: Uint32Array.from({ length: parts + 1 }, (_, part) => part) };
}

/** The corridor's ground: its centre lines with half the width on both sides, as one feature. */
function corridorArea(context: SketchContext, step: CorridorStep, lines: PackedGeometry): PackedGeometry {
  const { geometry } = context;
  const middle = step.widthMetres;
  const widths = { start: step.startWidthMetres ?? middle, middle, end: step.endWidthMetres ?? middle };
  const isEven = widths.start === middle && widths.end === middle;
  let area = isEven
    ? geometry.dissolve(geometry.bufferAll(lines, middle / 2, { cap: 'flat', quadrantSegments: 12 }))
    : taperedBand(geometry, lines, widths);
  const water = context.layer('water')?.table.geometry;
  if (water) area = geometry.subtract(area, water);
  const buildings = step.keepBuildings ? context.layer('building')?.table.geometry : undefined;
  return buildings ? geometry.subtract(area, buildings) : area;
}

/**
 * Green corridor: a strip of land along a drawn or a least-cost centre line becomes green, and joins the layer of green spaces
 * when there is one. Protected parcels stay as they are. Where it crosses streets it is told, and by the step's choice carried
 * over them or parted. Parcels underneath are cut at the corridor's edge (their measured
 * amounts shared out by area), or converted whole from a share of overlap on.
 * Errors: `sketch/corridor-too-short`, `sketch/corridor-width`, `sketch/corridor-outside`, `sketch/nothing-selected`,
 * `sketch/unknown-type`, `sketch/unknown-green-space`, `sketch/no-path`.
 */
export function sketchCorridor(context: SketchContext, step: CorridorStep): SketchResult {
  const { minimum, maximum } = widthLimitsMetres;
  for (const width of [step.widthMetres, step.startWidthMetres, step.endWidthMetres]) {
    if (width === undefined || (width >= minimum && width <= maximum)) continue;
    throw new WorkbenchError('sketch/corridor-width', { width, minimum, maximum });
  }
  const layer = requireLayer(context, 'parcel', step.sketch);
  const values = valuesOfType(requireType(context, step.type));
  const lines = centreLines(context, step);
  const corridor = corridorArea(context, step, lines);
  refuseOutside(context, corridor, layer.table);

  const { table } = layer;
  const changes = new FeatureChanges(context, layer);
  const green = new GeometryPacker('polygon');
  let areaSquareMetres = 0;
  const areas = featureAreas(table.geometry);
  for (const taking of takings(context, layer, corridor, protectionOf(context, layer, step.protect))) {
    const { row, share } = taking;
    const isWhole = step.parcels === 'convert' || (1 - share) * areas[row]! < sliverSquareMetres;
    if (step.parcels === 'convert' && share < (step.convertShare ?? 0.5)) continue;
    if (isWhole) {
      changes.update(row, values);
      copyParts(green, table.geometry, row);
    } else {
      const before = changes.valuesOf(row);
      changes.update(row, scaledValues(before, 1 - share), featureWkb(taking.left, taking.at));
      changes.add({ ...before, ...values }, featureWkb(taking.taken, taking.at));
      copyParts(green, taking.taken, taking.at);
    }
    green.endFeature();
    areaSquareMetres += isWhole ? areas[row]! : share * areas[row]!;
  }
  if (green.featureCount === 0)
    throw new WorkbenchError('sketch/nothing-selected', { condition: step.name ?? 'corridor' });

  const crossings = streetCrossings(context, lines);
  const land = context.geometry.dissolve(green.finish());
  const ground = step.streets === 'ecoduct' ? withEcoducts(context, step, { corridor, land, crossings }) : land;
  const buildings = removeBuildings(context, land);
  const all = [changes.finish()];
  if (buildings) all.push(buildings.finish());
  const greens = context.layer('green-space');
  if (greens) {
    const added = new FeatureChanges(context, greens);
    const pieces = step.streets === undefined ? ground : partsAsFeatures(ground);
    for (let piece = 0; piece < featureCount(pieces); piece++) {
      added.add({ name: step.name ?? null, kind: 'corridor', public: true }, featureWkb(pieces, piece));
    }
    all.push(added.finish());
  }
  const remarks = new RemarkList();
  for (const crossing of crossings) {
    const code = step.streets === 'ecoduct' ? 'sketch/corridor-over-street' : 'sketch/corridor-gap-at-street';
    const street = { zh: crossing.name ?? crossing.class, en: crossing.name ?? crossing.class };
    remarks.add(code, 'info', { step: context.step, street });
  }
  const removed = buildings?.finish().states.size ?? 0;
  if (removed > 0) remarks.add('sketch/buildings-removed', 'info', { step: context.step }, undefined, removed);
  const outlines = [
    { label: { zh: '绿廊', en: 'Corridor' }, geometry: corridor },
    { label: { zh: '中心线', en: 'Centre line' }, geometry: lines },
  ];
  return { changes: all, areaSquareMetres, outlines, remarks: remarks.toArray() };
}
