import { type CrsCandidate, crsCandidates, type KnownPlace } from '#core/crs/crs-candidates.ts';
import type { Extent } from '#core/crs/definitions.ts';
import { featureCount, type PackedGeometry, plainGeometry } from '#core/model/packed-geometry.ts';
import type { RoleId } from '#core/model/role.ts';
import type { PlannedLayer } from './import-plan.ts';

/** Lines, outlines and points to draw small: x and y in turn, a point has one pair. */
export type Paths = readonly Float64Array[];

/** Data whose place is known, to compare others with. */
export interface KnownLayer {
  readonly name: string;
  /** In degrees. */
  readonly paths: Paths;
}

/** Roles by how well one recognises a place by them. */
const telling: readonly RoleId[] = ['street', 'parcel', 'boundary', 'water', 'building', 'transit-line', 'green-space'];

/** Layers, those first by which one recognises a place best; else in their order. */
export function byTelling<Layer extends { readonly role: RoleId }>(layers: readonly Layer[]): Layer[] {
  const rank = ({ role }: Layer) => (telling.indexOf(role) + telling.length + 1) % (telling.length + 1);
  return layers.toSorted((a, b) => rank(a) - rank(b));
}

/** What a person needs to say where a layer lies. Plain data. */
export interface PlaceOptions {
  /** The likeliest first; empty where nothing fits. */
  readonly candidates: readonly CrsCandidate[];
  /** Some features as they stand in the file. */
  readonly outlines: Paths;
  readonly known: readonly KnownLayer[];
}

/** Features and vertices that are drawn at most: enough to recognise a place by. */
const mostFeatures = 500;
const mostVertices = 12_000;
const verticesOfOne = 80;

/** Some features of a layer, spread over it, each by its first part and not more vertices than a small picture shows. */
export function samplePaths(geometry: PackedGeometry): Paths {
  const count = featureCount(geometry);
  const step = Math.max(1, Math.floor(count / mostFeatures));
  const paths: Float64Array[] = [];
  let vertices = 0;
  for (let feature = 0; feature < count && vertices < mostVertices; feature += step) {
    const ring = plainGeometry(geometry, feature)[0]?.[0];
    if (!ring || ring.length === 0) continue;
    const pairs = ring.length / 2;
    const stride = Math.max(1, Math.ceil(pairs / verticesOfOne));
    const path: number[] = [];
    for (let pair = 0; pair < pairs; pair += stride) path.push(ring[2 * pair]!, ring[2 * pair + 1]!);
    if ((pairs - 1) % stride !== 0) path.push(ring[2 * pairs - 2]!, ring[2 * pairs - 1]!);
    if (!path.every(Number.isFinite)) continue;
    vertices += path.length / 2;
    paths.push(Float64Array.from(path));
  }
  return paths;
}

/** The extent of paths; undefined without any. */
export function extentOfPaths(layers: readonly Paths[]): Extent | undefined {
  const extent: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of layers.flat()) {
    for (let place = 0; place < path.length; place += 2) {
      const x = path[place]!;
      const y = path[place + 1]!;
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      extent[0] = Math.min(extent[0], x);
      extent[1] = Math.min(extent[1], y);
      extent[2] = Math.max(extent[2], x);
      extent[3] = Math.max(extent[3], y);
    }
  }
  return extent[0] <= extent[2] ? extent : undefined;
}

/** What there is to say about the place of a layer with this geometry, beside what is known. */
export async function placeOptions(
  geometry: PackedGeometry,
  { extent, lengthUnit }: Pick<PlannedLayer, 'extent' | 'lengthUnit'>,
  known: readonly KnownLayer[],
  projectCrs: KnownPlace['crs'],
): Promise<PlaceOptions> {
  const outlines = samplePaths(geometry);
  if (!extent) return { candidates: [], outlines, known };
  const degrees = extentOfPaths(known.map(({ paths }) => paths));
  const place = degrees ? { degrees, ...(projectCrs ? { crs: projectCrs } : {}) } : undefined;
  return { candidates: await crsCandidates(extent, place, lengthUnit), outlines, known };
}
