import { type LandClass, landClasses } from './land-classes.ts';
import type { LayerData } from './layer-data.ts';
import type { MapPalette } from './map-palette.ts';
import type { Paint, RowPaint } from './paint.ts';

/** Fill of each row in the place of its land use; null leaves a parcel neutral. */
export type RowFill = (row: number) => string | null;

/** Which of its colours land is drawn in. */
export type LandColours = 'light' | 'dark' | 'drawing';

/** Parcels in the colours of their land use or, while values are shown, of those. */
export function parcelPaint(
  { table, codes }: LayerData,
  palette: MapPalette,
  fill: RowFill | null,
  colours: LandColours,
): RowPaint {
  const stroke = { colour: palette.parcelEdge, width: 0.7 };
  const made = new Map<string, readonly Paint[]>();
  // Parcels of one colour share a height, so that the map draws them as one.
  const paintFor = (key: string, paint: Omit<Paint, 'height' | 'stroke'>): readonly Paint[] => {
    let paints = made.get(key);
    if (!paints) {
      paints = [{ ...paint, stroke, height: made.size }];
      made.set(key, paints);
    }
    return paints;
  };
  if (fill) {
    return (row) => {
      const colour = fill(row) ?? palette.neutral;
      return paintFor(colour, { fill: colour });
    };
  }
  const classes = landClasses(table, codes);
  const colourOf = (land: LandClass): string => land[colours];
  return (row) => {
    const land = classes[row]!;
    return land.striped ? paintFor('striped', { striped: true }) : paintFor(colourOf(land), { fill: colourOf(land) });
  };
}

/** Codes in the parcels, for close scales; empty where a parcel has none. */
export function parcelCodes({ table, codes }: LayerData): (row: number) => string {
  const classes = landClasses(table, codes);
  return (row) => classes[row]!.code;
}
