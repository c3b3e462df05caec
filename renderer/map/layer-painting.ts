import type { RoleId } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { LayerData } from './map-data.ts';
import { chosenStyle } from './paint-chosen.ts';
import {
  boundaryStyle,
  buildingStyle,
  facilityStyle,
  greenStyle,
  hazardStyle,
  referenceStyle,
  treeStyle,
  waterStyle,
} from './paint-others.ts';
import { parcelStyle, type RowFill } from './paint-parcels.ts';
import { streetStyle } from './paint-streets.ts';
import { type LineColours, stopStyle, transitLineStyle } from './paint-transit.ts';
import type { MapPalette } from './palette.ts';
import { isCloserThan, type LayerStyle } from './style-kit.ts';

/** What a layer's style depends on besides its features. */
export interface PaintContext {
  readonly palette: MapPalette;
  readonly lines: LineColours;
  /** Values shown in the place of land use. */
  readonly fill: RowFill | null;
  /** Height of the layer: what it draws lies between this and the next layer's. */
  readonly base: number;
}

/** Roles of many features: they are drawn once as a picture, which then moves with the map. */
const bulkRoles: ReadonlySet<RoleId> = new Set<RoleId>([
  'parcel',
  'building',
  'street',
  'green-space',
  'water',
  'tree',
  'reference',
]);

export function isBulk(role: RoleId): boolean {
  return bulkRoles.has(role);
}

/** How the features of a layer are drawn. */
export function layerStyle(data: LayerData, context: PaintContext): LayerStyle {
  // Values that are shown for a moment take the place of any style.
  const chosen = context.fill ? undefined : chosenStyleOf(data, context);
  return withinScales(chosen ?? roleStyle(data, context), data.style);
}

/** The style a person chose; none when its conditions name a field that is gone, which the style panel tells. */
function chosenStyleOf(data: LayerData, { base }: PaintContext): LayerStyle | undefined {
  const { symbology } = data.style ?? {};
  if (!symbology) return undefined;
  try {
    return chosenStyle(data, symbology, base);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return undefined;
    throw thrown;
  }
}

/** Draws nothing outside the scales of the style. */
export function withinScales(drawn: LayerStyle, style: LayerData['style']): LayerStyle {
  const { closest, farthest } = style ?? {};
  if (closest === undefined && farthest === undefined) return drawn;
  return (feature, resolution) =>
    (farthest !== undefined && !isCloserThan(resolution, farthest)) ||
    (closest !== undefined && isCloserThan(resolution, closest * (1 - 1e-9)))
      ? undefined
      : drawn(feature, resolution);
}

/** As the role of the layer asks. */
function roleStyle(data: LayerData, { palette, lines, fill, base }: PaintContext): LayerStyle {
  switch (data.layer.role) {
    case 'parcel':
      return parcelStyle(data, palette, fill, base);
    case 'building':
      return buildingStyle(palette, base);
    case 'street':
      return streetStyle(data, palette, base);
    case 'transit-line':
      return transitLineStyle(data, palette, lines);
    case 'transit-stop':
      return stopStyle(data, palette, lines);
    case 'green-space':
      return greenStyle(data, palette, base);
    case 'water':
      return waterStyle(palette, base);
    case 'boundary':
      return boundaryStyle(palette);
    case 'hazard':
      return hazardStyle(palette);
    case 'facility':
    case 'comment':
    case 'observation':
      return facilityStyle(palette);
    case 'tree':
      return treeStyle(palette, base);
    default:
      return referenceStyle(palette, base);
  }
}
