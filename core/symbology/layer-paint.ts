import type { RoleId } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { isCloserThan } from './drawn-scales.ts';
import type { LayerData } from './layer-data.ts';
import type { MapPalette } from './map-palette.ts';
import type { RowPaint } from './paint.ts';
import { chosenPaint } from './paint-chosen.ts';
import {
  boundaryPaint,
  buildingPaint,
  facilityPaint,
  greenPaint,
  hazardPaint,
  referencePaint,
  treePaint,
  waterPaint,
} from './paint-others.ts';
import { type LandColours, parcelPaint, type RowFill } from './paint-parcels.ts';
import { streetPaint } from './paint-streets.ts';
import { stopPaint, transitLinePaint } from './paint-transit.ts';
import type { LineColours } from './transit-lines.ts';

/** What a layer's look depends on besides its features. */
export interface PaintContext {
  readonly palette: MapPalette;
  readonly land: LandColours;
  readonly lines: LineColours;
  /** Values shown in the place of land use. */
  readonly fill: RowFill | null;
}

/** Roles of many features: the window draws them once as a picture, below all others. */
const bulkRoles: ReadonlySet<RoleId> = new Set<RoleId>([
  'parcel',
  'building',
  'street',
  'green-space',
  'water',
  'tree',
  'reference',
]);

/** Whether layers of this role lie below those of all other roles, whatever their order. */
export function isBulk(role: RoleId): boolean {
  return bulkRoles.has(role);
}

/** How the rows of a layer are drawn: as a person chose, or as its role asks. */
export function layerPaint(data: LayerData, context: PaintContext): RowPaint {
  // Values that are shown for a moment take the place of any style.
  const chosen = context.fill ? undefined : chosenPaintOf(data);
  return withinScales(chosen ?? rolePaint(data, context), data.style);
}

/** The style a person chose; none when its conditions name a field that is gone, which the style panel tells. */
function chosenPaintOf(data: LayerData): RowPaint | undefined {
  const { symbology } = data.style ?? {};
  if (!symbology) return undefined;
  try {
    return chosenPaint(data, symbology);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return undefined;
    throw thrown;
  }
}

/** Whether a layer is drawn at this many metres of a pixel, by the scales of its style. */
export function drawnAt(style: LayerData['style'], metresPerPixel: number): boolean {
  const { closest, farthest } = style ?? {};
  if (farthest !== undefined && !isCloserThan(metresPerPixel, farthest)) return false;
  return closest === undefined || !isCloserThan(metresPerPixel, closest * (1 - 1e-9));
}

function withinScales(paint: RowPaint, style: LayerData['style']): RowPaint {
  if (style?.closest === undefined && style?.farthest === undefined) return paint;
  return (row, metresPerPixel) => (drawnAt(style, metresPerPixel) ? paint(row, metresPerPixel) : undefined);
}

/** As the role of the layer asks. */
function rolePaint(data: LayerData, { palette, lines, fill, land }: PaintContext): RowPaint {
  switch (data.layer.role) {
    case 'parcel':
      return parcelPaint(data, palette, fill, land);
    case 'building':
      return buildingPaint(palette);
    case 'street':
      return streetPaint(data, palette);
    case 'transit-line':
      return transitLinePaint(data, palette, lines);
    case 'transit-stop':
      return stopPaint(data, palette, lines);
    case 'green-space':
      return greenPaint(data, palette, land);
    case 'water':
      return waterPaint(palette);
    case 'boundary':
      return boundaryPaint(palette);
    case 'hazard':
      return hazardPaint(palette);
    case 'facility':
    case 'comment':
    case 'observation':
      return facilityPaint(palette);
    case 'tree':
      return treePaint(palette);
    default:
      return referencePaint(data, palette);
  }
}
