import type { EvaluatorContext, Snapshot } from '#core/evaluation/contract.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { featureWkb, packAllWkb } from '#core/geometry/wkb.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { countOf } from './columns.ts';
import { Remembered } from './remembered.ts';

const outlines = new Remembered<PackedGeometry>();
const lands = new Remembered<PackedGeometry>();

/** The area a plan is about. Of the same boundary it is the very same geometry. */
export interface StudyArea {
  /** One polygon feature. */
  readonly geometry: PackedGeometry;
  readonly squareMetres: number;
  /** The plan boundary, or, where there is none, the convex hull of the parcels. */
  readonly source: 'boundary' | 'hull';
}

const hullRemark = {
  zh: '没有规划范围图层，以地块的凸包代替；按面积计的指标可能偏低。',
  en: 'There is no plan boundary, so the convex hull of the parcels stands for it; indicators per area may be too low.',
};

/** The plan boundary as one polygon, or the convex hull of the parcels with a remark that says so. */
export function studyAreaOf(snapshot: Snapshot, context: EvaluatorContext): StudyArea {
  const { boundary, parcel } = snapshot.layers;
  const { geometry: engine } = context;
  if (boundary && countOf(boundary) > 0) {
    const geometry = outlines.of(boundary.geometry, [], () => engine.dissolve(boundary.geometry));
    return { geometry, squareMetres: featureAreas(geometry)[0]!, source: 'boundary' };
  }
  context.remark('warning', hullRemark);
  const corners = new GeometryPacker('point');
  const coordinates = parcel?.geometry.coordinates ?? new Float64Array(0);
  for (let at = 0; at < coordinates.length; at += 2) {
    corners.addRing(coordinates.subarray(at, at + 2));
    corners.endPart();
  }
  corners.endFeature();
  return { ...hullOf(corners, context), source: 'hull' };
}

function hullOf(corners: GeometryPacker, { geometry: engine }: EvaluatorContext) {
  const points = corners.finish();
  const hull = engine.convexHull(featureWkb(points, 0, true));
  const geometry = packAllWkb('polygon', [hull]);
  return { geometry, squareMetres: featureAreas(geometry)[0]! };
}

/** The study area without the water in it. */
export function landOf(area: StudyArea, snapshot: Snapshot, context: EvaluatorContext): PackedGeometry {
  const { water } = snapshot.layers;
  if (!water || countOf(water) === 0) return area.geometry;
  return lands.of(area.geometry, [water.geometry], () => context.geometry.subtract(area.geometry, water.geometry));
}
