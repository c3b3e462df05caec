import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import { locateInFeature } from '#core/geometry/point-in-polygon.ts';
import { landUseOf } from '#core/model/land-use.ts';
import type { FeatureSlots } from './feature-slots.ts';
import { groundOf } from './parcel-quantities.ts';
import { openGreenKinds } from './public-green.ts';
import { isRapidBy } from './rapid-stop.ts';

/** The layers that live indicators look at, as one scenario has them. */
export interface LiveFeatures {
  readonly parcels: FeatureSlots;
  readonly streets: FeatureSlots | undefined;
  readonly stops: FeatureSlots | undefined;
  readonly greens: FeatureSlots | undefined;
}

export type LiveRole = keyof LiveFeatures;

/** The same features, to go on from. */
export function copyFeatures({ parcels, streets, stops, greens }: LiveFeatures): LiveFeatures {
  return { parcels: parcels.copy(), streets: streets?.copy(), stops: stops?.copy(), greens: greens?.copy() };
}

/** Where a parcel is: a point inside it, and how large it is. */
export interface ParcelPlace {
  readonly x: number;
  readonly y: number;
  /** m2 */
  readonly area: number;
}

/** Area and inner point of a feature's shape. */
export function placeOf(features: FeatureSlots, slot: number): ParcelPlace {
  const { geometry, feature } = features.shape(slot);
  const ground = features.isMoved(slot)
    ? { area: featureAreas(geometry), points: representativePoints(geometry) }
    : groundOf(geometry);
  return { x: ground.points[2 * feature]!, y: ground.points[2 * feature + 1]!, area: ground.area[feature]! };
}

/** Whether there is a stop of rapid transit in a slot. */
export function isRapid(stops: FeatureSlots, slot: number): boolean {
  return stops.exists(slot) && isRapidBy(stops.number(slot, 'high_capacity'), stops.text(slot, 'mode'));
}

/** Whether a green space is open to everybody: as it is marked, or by its kind where nothing is marked. */
export function isOpenGreen(greens: FeatureSlots, slot: number): boolean {
  if (!greens.exists(slot)) return false;
  const flag = greens.number(slot, 'public');
  return Number.isNaN(flag) ? openGreenKinds.has(greens.text(slot, 'kind') ?? 'park') : flag === 1;
}

/** What a parcel is for public green: nothing, park land, or a square. */
export const parkLand = { none: 0, park: 1, square: 2 } as const;

/** Park or square land that no green space, open or not, covers. */
export function parkLandOf({ parcels, greens }: LiveFeatures, slot: number, { x, y }: ParcelPlace): number {
  if (!parcels.exists(slot)) return parkLand.none;
  const use = landUseOf(parcels.text(slot, 'land_use'));
  if (use !== 'green' && use !== 'square') return parkLand.none;
  const isCovered =
    greens !== undefined &&
    greens.search({ minX: x, minY: y, maxX: x, maxY: y }).some((green) => {
      const { geometry, feature } = greens.shape(green);
      return locateInFeature(geometry, feature, x, y) >= 0;
    });
  if (isCovered) return parkLand.none;
  return use === 'green' ? parkLand.park : parkLand.square;
}
