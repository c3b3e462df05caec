import { featureWkb, packAllWkb } from '#core/geometry/wkb.ts';
import {
  farthestFromStreetMetres,
  snapOnce,
  type WalkNetwork,
  walkNetworkOf,
  walkToNearest,
} from '#core/indicators/walk-network.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { Catchment } from '#core/model/recipe.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { catchment, catchmentArea, catchmentLines } from '#core/network/catchment.ts';
import type { SketchContext } from './sketch-context.ts';
import type { Stations } from './stations.ts';

/** Width of the strip along reached streets that is drawn as the walking catchment, m: about half a block. */
const drawnBesideStreetsMetres = 60;

/** Which band each point lies in, and the bands' outlines to draw. */
export interface CatchmentBands {
  /** Innermost 0; −1 outside all. */
  readonly bands: Int8Array;
  /** Metres to the nearest station: straight, or on foot; infinite beyond the last band. */
  readonly metres: Float64Array;
  readonly outlines: readonly { readonly label: LocalText; readonly geometry: PackedGeometry }[];
}

/** The limits of a catchment in metres, innermost first. */
export function limitsMetres(context: SketchContext, choice: Catchment): number[] {
  if (choice.mode === 'ring') return [...choice.metres];
  const speed = context.assumptions['walking-speed'] ?? 72;
  return choice.minutes.map((minutes) => minutes * speed);
}

function bandLabels(choice: Catchment): LocalText[] {
  return choice.mode === 'ring'
    ? choice.metres.map((metres) => ({ zh: `${metres} m`, en: `${metres} m` }))
    : choice.minutes.map((minutes) => ({ zh: `步行 ${minutes} 分钟`, en: `${minutes} min walk` }));
}

function straightMetres(points: Float64Array, stations: Float64Array, limit: number): Float64Array {
  const metres = new Float64Array(points.length / 2).fill(Number.POSITIVE_INFINITY);
  for (let point = 0; point < metres.length; point++) {
    const x = points[2 * point]!;
    const y = points[2 * point + 1]!;
    for (let at = 0; at < stations.length; at += 2) {
      const distance = Math.hypot(x - stations[at]!, y - stations[at + 1]!);
      if (distance <= limit && distance < metres[point]!) metres[point] = distance;
    }
  }
  return metres;
}

function requireNetwork(context: SketchContext, stations: Stations): WalkNetwork {
  const network = walkNetworkOf(context.layer('street')?.table);
  if (!network) throw new WorkbenchError('sketch/no-street-network');
  const tied = snapOnce(network, stations.points);
  const lost = tied.edge.findIndex((edge) => edge < 0);
  if (lost >= 0) {
    const place = network.index.nearest(
      stations.points[2 * lost]!,
      stations.points[2 * lost + 1]!,
      Number.POSITIVE_INFINITY,
    );
    throw new WorkbenchError('sketch/station-off-network', {
      name: stations.names[lost]!,
      distance: Math.round(place?.distance ?? Number.NaN),
      limit: farthestFromStreetMetres,
    });
  }
  return network;
}

function ringOutline(context: SketchContext, stations: Stations, metres: number): PackedGeometry {
  const packer = new GeometryPacker('point');
  for (let at = 0; at < stations.points.length; at += 2)
    packer.addPoint(stations.points[at]!, stations.points[at + 1]!);
  return context.geometry.dissolve(context.geometry.bufferAll(packer.finish(), metres, { quadrantSegments: 24 }));
}

function walkOutline(context: SketchContext, network: WalkNetwork, stations: Stations, metres: number): PackedGeometry {
  const tied = snapOnce(network, stations.points);
  const reached = catchment(network.search, tied, stations.names.keys(), metres);
  const area = catchmentArea(context.geometry, catchmentLines(network.graph, reached), drawnBesideStreetsMetres);
  // Rounded in and out again: blocks that are reached from all sides close, single spikes go.
  const closed = context.geometry.buffer(featureWkb(area, 0), drawnBesideStreetsMetres);
  return packAllWkb('polygon', [context.geometry.buffer(closed, -drawnBesideStreetsMetres)]);
}

/**
 * Sorts points (x and y in turn, m) into the bands around stations. On foot, the distance runs along streets from the place
 * nearest to the point; a point in reach of a part of a street only counts when it lies at that part.
 * Errors: `sketch/no-street-network`, `sketch/station-off-network`.
 */
export function catchmentBands(
  context: SketchContext,
  stations: Stations,
  choice: Catchment,
  points: Float64Array,
): CatchmentBands {
  const limits = limitsMetres(context, choice);
  const farthest = limits.at(-1)!;
  const network = choice.mode === 'walk' ? requireNetwork(context, stations) : undefined;
  const metres = network
    ? walkToNearest(network, points, stations.points, farthest).cost
    : straightMetres(points, stations.points, farthest);
  const bands = Int8Array.from(metres, (distance) => limits.findIndex((limit) => distance <= limit));
  const labels = bandLabels(choice);
  const outlines = limits.map((limit, band) => {
    const geometry = network ? walkOutline(context, network, stations, limit) : ringOutline(context, stations, limit);
    return { label: labels[band]!, geometry };
  });
  return { bands, metres, outlines };
}
