import { copyFeature } from '#core/geometry/copy-parts.ts';
import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import { locateInFeature } from '#core/geometry/point-in-polygon.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
import { landUseOf } from '#core/model/land-use.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** Green and squares that everybody may use, each piece of land once. */
export interface PublicGreen {
  readonly geometry: PackedGeometry;
  /** m2. */
  readonly areas: Float64Array;
  /** Park green in the sense of GB/T 50563 (G1: parks, linear parks among them), as against squares. */
  readonly isPark: readonly boolean[];
}

/** Kinds of green space that everybody may use, where nothing is said. */
export const openGreenKinds: ReadonlySet<string> = new Set(['park', 'corridor', 'square', 'other']);

/** Whether a green space is open to everybody: as it is marked, or by its kind where nothing is marked. */
function openGreens(greens: FeatureTable): (row: number) => boolean {
  const open = numberColumn(greens, 'public');
  const kind = textColumn(greens, 'kind');
  return (row) => {
    const flag = open?.[row] ?? Number.NaN;
    return Number.isNaN(flag) ? openGreenKinds.has(kind?.[row] ?? 'park') : flag === 1;
  };
}

/** Whether a point lies on a green space, public or not: its land is then told by that layer. */
function coveredBy(greens: FeatureTable): (x: number, y: number) => boolean {
  const { geometry } = greens;
  const index = new SpatialIndex(geometry);
  return (x, y) => index.search(x, y, x, y).some((row) => locateInFeature(geometry, row, x, y) >= 0);
}

function gather(greens: FeatureTable | undefined, parcels: FeatureTable): PublicGreen {
  const packer = new GeometryPacker('polygon');
  const isPark: boolean[] = [];
  if (greens) {
    const isOpen = openGreens(greens);
    const kinds = textColumn(greens, 'kind');
    for (let row = 0; row < greens.ids.length; row++) {
      if (!isOpen(row)) continue;
      copyFeature(packer, greens.geometry, row);
      isPark.push(kinds?.[row] !== 'square');
    }
  }
  const isCovered = greens && greens.ids.length > 0 ? coveredBy(greens) : () => false;
  const uses = textColumn(parcels, 'land_use') ?? [];
  const rows = [...uses.keys()].filter((row) => ['green', 'square'].includes(landUseOf(uses[row])));
  const candidates = new GeometryPacker('polygon');
  for (const row of rows) copyFeature(candidates, parcels.geometry, row);
  const places = representativePoints(candidates.finish());
  for (const [at, row] of rows.entries()) {
    if (isCovered(places[2 * at]!, places[2 * at + 1]!)) continue;
    copyFeature(packer, parcels.geometry, row);
    isPark.push(landUseOf(uses[row]) === 'green');
  }
  const geometry = packer.finish();
  return { geometry, areas: featureAreas(geometry), isPark };
}

interface Gathered {
  readonly read: readonly unknown[];
  readonly green: PublicGreen;
}

const gathered = new WeakMap<PackedGeometry, Gathered>();

/**
 * Public green of a scenario: green spaces that are open to everybody, and parcels of park and square land where no green
 * space lies, so that parks painted on parcels count and none counts twice. Worked out once for the same shapes and columns.
 */
export function publicGreen(greens: FeatureTable | undefined, parcels: FeatureTable): PublicGreen {
  const { land_use: landUse } = parcels.columns;
  const read = [landUse, greens?.geometry, greens?.columns.public, greens?.columns.kind];
  const known = gathered.get(parcels.geometry);
  if (known?.read.every((part, at) => part === read[at])) return known.green;
  const green = gather(greens, parcels);
  gathered.set(parcels.geometry, { read, green });
  return green;
}
