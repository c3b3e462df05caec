import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { type LandClass, landClasses } from './land-use-fill.ts';
import type { LayerData } from './map-data.ts';
import type { MapPalette } from './palette.ts';
import { rowOf } from './render-features.ts';
import { stripePattern } from './stripe-pattern.ts';
import type { LayerStyle } from './style-kit.ts';

/** Fill of each row in the place of its land use; null leaves a parcel neutral. */
export type RowFill = (row: number) => string | null;

/** Parcels in the colours of their land use or, while values are shown, of those. */
export function parcelStyle(
  { table, codes }: LayerData,
  palette: MapPalette,
  fill: RowFill | null,
  base: number,
): LayerStyle {
  const edge = new Stroke({ color: palette.parcelEdge, width: 0.7, lineJoin: 'round' });
  const made = new Map<unknown, Style>();
  // Parcels of one colour share a height, so that the map draws them as one.
  const styleFor = (key: unknown, colour: () => string | CanvasPattern): Style => {
    let style = made.get(key);
    if (!style) {
      style = new Style({ fill: new Fill({ color: colour() }), stroke: edge, zIndex: base + made.size });
      made.set(key, style);
    }
    return style;
  };
  if (fill) {
    return (feature) => {
      const colour = fill(rowOf(feature)) ?? palette.neutral;
      return styleFor(colour, () => colour);
    };
  }
  const classes = landClasses(table, codes);
  const colourOf = (land: LandClass): string | CanvasPattern =>
    land.striped ? stripePattern(palette.theme, globalThis.devicePixelRatio || 1) : land[palette.theme];
  return (feature) => {
    const land = classes[rowOf(feature)]!;
    return styleFor(land.striped ? 'striped' : land[palette.theme], () => colourOf(land));
  };
}

/** Codes in the parcels, for close scales. */
export function parcelCodes({ table, codes }: LayerData): (row: number) => string {
  const classes = landClasses(table, codes);
  return (row) => classes[row]!.code;
}
