import { featureLengths } from '#core/geometry/measure.ts';
import type { MetricGeometry } from '#core/geometry/metric-frame.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { assembleGraph, type StreetGraph } from './graph.ts';
import { type CrossingRule, nodeLines, sameVertex } from './node-lines.ts';
import { isAtGrade, isOneWay, isTravelled, type StreetColumns, speedKmh, type TravelMode } from './street-columns.ts';

/** How a street layer becomes a network; everything has a default. */
export interface StreetGraphOptions {
  /** Walking unless told otherwise. */
  readonly mode?: TravelMode;
  /** What is added up along the way; metres unless told otherwise. Seconds come from the speed of each street. */
  readonly cost?: 'metres' | 'seconds';
  /** How far apart ends may be that are meant to meet; 0.5 m unless told otherwise, and never less than a millimetre. */
  readonly toleranceMetres?: number;
  /**
   * Whether lines that cross without a common vertex are connected. `detect`, the default, looks at the whole layer: where
   * most junctions are drawn as such (centre lines cut at junctions, OpenStreetMap's common vertices), the few other
   * crossings are bridges and underpasses and stay separate; where lines mostly just cross (drawings), they are connected.
   * Motorways and footbridges never connect by crossing.
   */
  readonly crossings?: CrossingRule | 'detect';
}

/** Options with nothing left open; `crossings` as it was decided. */
export interface StreetGraphSettings {
  readonly mode: TravelMode;
  readonly cost: 'metres' | 'seconds';
  readonly toleranceMetres: number;
  readonly crossings: CrossingRule;
}

/** A layer with more crossings than half its junctions is taken for a drawing whose lines just cross. */
const crossingsPerJunction = 0.5;

/** Lines of a packed geometry, part by part, that are worth taking into a network. */
export function travelledLines(geometry: PackedGeometry, columns: StreetColumns, mode: TravelMode) {
  const { ringOffsets, partOffsets, featureOffsets } = geometry;
  const lengths = featureLengths(geometry);
  const lines = { starts: [] as number[], ends: [] as number[], feature: [] as number[], atGrade: [] as boolean[] };
  for (let feature = 0; feature < featureCount(geometry); feature++) {
    if (!(lengths[feature]! > 0) || !isTravelled(columns, feature, mode)) continue;
    const atGrade = isAtGrade(columns, feature);
    for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
      const ring = partOffsets[part]!;
      if (ringOffsets[ring + 1]! - ringOffsets[ring]! < 2) continue;
      lines.starts.push(ringOffsets[ring]!);
      lines.ends.push(ringOffsets[ring + 1]!);
      lines.feature.push(feature);
      lines.atGrade.push(atGrade);
    }
  }
  return lines;
}

/** Cost of a metre on a street, and which ways it may be travelled: 1 as drawn, 2 the other way, 3 both. */
export function streetCost(
  columns: StreetColumns,
  feature: number,
  settings: Pick<StreetGraphSettings, 'mode' | 'cost'>,
) {
  const costPerMetre = settings.cost === 'metres' ? 1 : 3.6 / speedKmh(columns, feature);
  return { costPerMetre, ways: isOneWay(columns, feature, settings.mode) ? 1 : 3 };
}

/**
 * Builds a network from a layer of lines in metres. Nodes are where ends meet within the tolerance, where an end touches
 * another line, where lines have a vertex in common, and (see {@link StreetGraphOptions.crossings}) where they cross.
 * Features that may not be travelled are left out, and so is what has no length.
 */
export function buildStreetGraph(
  geometry: MetricGeometry,
  columns: StreetColumns = {},
  options: StreetGraphOptions = {},
): StreetGraph {
  const { mode = 'walk', cost = 'metres', crossings = 'detect' } = options;
  const toleranceMetres = Math.max(options.toleranceMetres ?? 0.5, sameVertex);
  const lines = travelledLines(geometry, columns, mode);
  const noded = nodeLines({ coordinates: geometry.coordinates, ...lines }, toleranceMetres, (junctions, count) =>
    crossings === 'detect' ? (count > crossingsPerJunction * junctions ? 'connect' : 'separate') : crossings,
  );
  const nodeOf = new Int32Array(noded.points.x.length).fill(-1);
  const nodeX: number[] = [];
  const nodeY: number[] = [];
  const numbered = (point: number): number => {
    if (nodeOf[point]! < 0) {
      nodeOf[point] = nodeX.length;
      nodeX.push(noded.points.x[point]!);
      nodeY.push(noded.points.y[point]!);
    }
    return nodeOf[point]!;
  };
  const from = Uint32Array.from(noded.from.map(numbered));
  const to = Uint32Array.from(noded.to.map(numbered));
  const feature = Uint32Array.from(noded.line, (line) => lines.feature[line]!);
  const length = featureLengths(noded.paths);
  const edgeCost = new Float64Array(length.length);
  const ways = new Uint8Array(length.length);
  for (let edge = 0; edge < ways.length; edge++) {
    const street = streetCost(columns, feature[edge]!, { mode, cost });
    edgeCost[edge] = street.costPerMetre * length[edge]!;
    ways[edge] = street.ways;
  }
  return assembleGraph({
    settings: { mode, cost, toleranceMetres, crossings: noded.connected ? 'connect' : 'separate' },
    junctionCount: noded.junctions,
    crossingCount: noded.crossings,
    nodeX: Float64Array.from(nodeX),
    nodeY: Float64Array.from(nodeY),
    from,
    to,
    length,
    cost: edgeCost,
    ways,
    atGrade: Uint8Array.from(noded.line, (line) => (lines.atGrade[line] ? 1 : 0)),
    feature,
    paths: noded.paths,
  });
}
