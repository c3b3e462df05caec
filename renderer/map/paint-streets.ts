import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { numberColumn, textColumn } from '#core/model/feature-table.ts';
import type { LayerData } from './map-data.ts';
import type { MapPalette, StreetRank } from './palette.ts';
import { rowOf } from './render-features.ts';
import { isCloserThan, type LayerStyle } from './style-kit.ts';

const ranks: readonly StreetRank[] = ['path', 'local', 'secondary', 'arterial', 'ring'];

const rankByClass: Readonly<Record<string, StreetRank>> = {
  motorway: 'ring',
  arterial: 'arterial',
  secondary: 'secondary',
  local: 'local',
  path: 'path',
  footbridge: 'path',
};

/** Width in metres where the data has none. */
const usualWidth: Readonly<Record<StreetRank, number>> = { path: 4, local: 13, secondary: 22, arterial: 32, ring: 40 };

/** Share of the true width that is drawn. */
const drawnShare = 0.8;

export function streetRank(streetClass: string | null): StreetRank {
  return (streetClass && rankByClass[streetClass]) || 'local';
}

function minimumWidth(rank: StreetRank): number {
  if (rank === 'path') return 0.7;
  return rank === 'local' ? 0.9 : 1.6;
}

/** Streets in their true width: all casings first, then all fills by class, so that crossings stay open. */
export function streetStyle({ table }: LayerData, palette: MapPalette, base: number): LayerStyle {
  const classes = textColumn(table, 'class');
  const widths = numberColumn(table, 'width');
  const made = new Map<string, Style[]>();
  return (feature, resolution) => {
    const row = rowOf(feature);
    const rank = streetRank(classes?.[row] ?? null);
    if (rank === 'path' && !isCloserThan(resolution, 16_000)) return undefined;
    const given = widths?.[row];
    const metres = given !== undefined && given > 0 ? given : usualWidth[rank];
    const pixels = Math.max(minimumWidth(rank), (metres * drawnShare) / resolution);
    const key = `${rank} ${pixels.toFixed(2)}`;
    let styles = made.get(key);
    if (!styles) {
      if (made.size > 400) made.clear();
      styles = stylesFor(rank, pixels, resolution, palette, base);
      made.set(key, styles);
    }
    return styles;
  };
}

function stylesFor(rank: StreetRank, width: number, resolution: number, palette: MapPalette, base: number): Style[] {
  const height = ranks.indexOf(rank);
  const line = (color: string, thick: number, zIndex: number, lineDash?: number[]): Style =>
    new Style({
      zIndex: base + zIndex,
      stroke: new Stroke({
        color,
        width: thick,
        lineJoin: 'round',
        lineCap: lineDash ? 'butt' : 'round',
        ...(lineDash ? { lineDash } : {}),
      }),
    });
  const styles = [line(palette.casing[rank], width + 1.3, height), line(palette.street[rank], width, 10 + height)];
  if (isCloserThan(resolution, 16_000)) {
    if (rank === 'ring') styles.push(line(palette.median, 0.9, 20));
    if (rank === 'arterial') styles.push(line(palette.median, 0.7, 20, [7, 5]));
  }
  return styles;
}
