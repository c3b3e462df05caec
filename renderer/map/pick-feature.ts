import { representativePoints } from '#core/geometry/measure.ts';
import { locateInRing } from '#core/geometry/point-in-polygon.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { RoleId } from '#core/model/role.ts';
import { drawnCloserThan, rowDrawn } from '#core/symbology/drawn-scales.ts';
import { indexOf, type LayerData, type MapData } from './map-data.ts';
import type { Point } from './overlay-canvas.ts';
import type { Pointed } from './paint-selection.ts';

/** How far beside a line or point the pointer may be, px. */
const tolerance = 6;

/**
 * Layers in the order in which a person aims at them: points over lines over areas; among areas the layer in hand, then
 * parcels, which are what is planned, then from the top to the bottom.
 */
function byReach(data: MapData, inHand: LayerId | null): LayerData[] {
  const reach = { point: 0, line: 1, polygon: 2, none: 3 } as const;
  const rank = ({ id, geometry, role }: Layer): number => {
    if (geometry !== 'polygon') return reach[geometry];
    if (id === inHand) return reach.polygon;
    return reach.polygon + (role === 'parcel' ? 0.25 : 0.5);
  };
  return [...data.values()]
    .filter(({ layer }) => layer.visible && layer.geometry !== 'none')
    .sort((a, b) => rank(a.layer) - rank(b.layer) || a.layer.order - b.layer.order);
}

/** Roles that surround everything else: they are met only where nothing else is. */
const backgroundRoles: ReadonlySet<RoleId> = new Set<RoleId>(['boundary', 'green-space', 'hazard']);

/** Streets would lie under every pointer: a person who means one is close to its centre line. */
const streetTolerance = 3;

/** The feature at a point, of the layers that `accepts` takes; `inHand` is the layer a person is working with. */
export function pickFeature(
  data: MapData,
  [x, y]: Point,
  metresPerPixel: number,
  accepts: (data: LayerData) => boolean = () => true,
  inHand: LayerId | null = null,
): Pointed | null {
  const candidates = byReach(data, inHand).filter(
    (one) => accepts(one) && drawnCloserThan(one.layer.role, metresPerPixel),
  );
  const [front, back] = [false, true].map((behind) =>
    candidates.filter(({ layer }) => backgroundRoles.has(layer.role) === behind),
  );
  for (const { layer, table } of [...front!, ...back!]) {
    const reach = metresPerPixel * (layer.role === 'street' ? streetTolerance : tolerance);
    const row = rowAt(table, x, y, reach, rowDrawn(layer.role, table, metresPerPixel));
    if (row !== undefined) return { layer: layer.id, row };
  }
  return null;
}

/** All features at a point, in the order in which `pickFeature` would take them; of lines and points the nearest of each layer. */
export function featuresAt(
  data: MapData,
  [x, y]: Point,
  metresPerPixel: number,
  inHand: LayerId | null = null,
): Pointed[] {
  const drawn = byReach(data, inHand).filter(({ layer }) => drawnCloserThan(layer.role, metresPerPixel));
  const isBehind = ({ layer }: LayerData): boolean => backgroundRoles.has(layer.role);
  return [...drawn.filter((one) => !isBehind(one)), ...drawn.filter(isBehind)].flatMap(({ layer, table }) => {
    if (table.geometry.kind === 'polygon')
      return indexOf(table)
        .polygonsAt(x, y)
        .map((row) => ({ layer: layer.id, row }));
    const reach = metresPerPixel * (layer.role === 'street' ? streetTolerance : tolerance);
    const row = rowAt(table, x, y, reach, rowDrawn(layer.role, table, metresPerPixel));
    return row === undefined ? [] : [{ layer: layer.id, row }];
  });
}

/** How many neighbours are looked at to find one that is drawn. */
const neighbours = 12;

function rowAt(
  table: FeatureTable,
  x: number,
  y: number,
  reach: number,
  isDrawn: (row: number) => boolean,
): number | undefined {
  const index = indexOf(table);
  if (table.geometry.kind === 'polygon') return index.polygonsAt(x, y)[0];
  return index.nearest(x, y, neighbours, reach).find(({ feature }) => isDrawn(feature))?.feature;
}

const insidePoints = new WeakMap<FeatureTable, Float64Array>();

/** A point inside each feature, made once for a table. */
export function pointsInside(table: FeatureTable): Float64Array {
  let points = insidePoints.get(table);
  if (!points) {
    points = representativePoints(table.geometry);
    insidePoints.set(table, points);
  }
  return points;
}

/** Rows whose representative point lies inside a ring of points. */
export function rowsInside(table: FeatureTable, ring: readonly Point[]): number[] {
  const closed = [...ring, ring[0]!].flat();
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const points = pointsInside(table);
  return indexOf(table)
    .search(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
    .filter((row) => locateInRing(closed, 0, closed.length / 2, points[2 * row]!, points[2 * row + 1]!) >= 0)
    .sort((a, b) => a - b);
}

/** The layer of a role on the map; the first where there are several. */
export function layerOfRole(data: MapData, role: RoleId): LayerData | undefined {
  return [...data.values()].find(({ layer }) => layer.role === role);
}

/** A layer by id, when it is on the map. */
export function layerById(data: MapData, id: LayerId | null): LayerData | undefined {
  return id === null ? undefined : data.get(id);
}
