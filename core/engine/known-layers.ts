import { isInArea } from '#core/crs/area-of-use.ts';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { placeInDegrees } from '#core/crs/placement.ts';
import { byTelling, type KnownLayer, samplePaths } from '#core/formats/place-options.ts';
import { baselineId } from '#core/model/ids.ts';
import type { Session } from './session.ts';

/** Layers that are drawn at most. */
const mostLayers = 3;

/** A few layers of the open project in degrees, to compare others with whose place is not known. */
export async function knownLayers({ project }: Session): Promise<readonly KnownLayer[]> {
  const { layers, epsg } = project.file.describe();
  const system = await coordinateSystem(epsg);
  const spatial = byTelling(layers.filter(({ geometry }) => geometry !== 'none'));
  const known: KnownLayer[] = [];
  const strays: KnownLayer[] = [];
  for (const { id, name } of spatial) {
    if (known.length >= mostLayers) break;
    const sampled = samplePaths(project.tables.table(id, baselineId).geometry);
    if (sampled.length === 0) continue;
    const paths = await Promise.all(sampled.map((path) => placeInDegrees(path, system, {})));
    // A stray layer from elsewhere says little about where the project is.
    const [first] = paths;
    const isAtHome = !system.area || isInArea(system.area, first![0]!, first![1]!);
    (isAtHome ? known : strays).push({ name, paths });
  }
  return known.length > 0 ? known : strays.slice(0, mostLayers);
}
