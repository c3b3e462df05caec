import { numberColumn, textColumn } from '#core/model/feature-table.ts';
import { isCloserThan } from './drawn-scales.ts';
import type { LayerData } from './layer-data.ts';
import type { MapPalette, StreetRank } from './map-palette.ts';
import type { Paint, RowPaint } from './paint.ts';

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

/** How a street of this class is drawn; streets of no known class as local ones. */
export function streetRank(streetClass: string | null): StreetRank {
  return (streetClass && rankByClass[streetClass]) || 'local';
}

function minimumWidth(rank: StreetRank): number {
  if (rank === 'path') return 0.7;
  return rank === 'local' ? 0.9 : 1.6;
}

/** Streets in their true width: all casings first, then all fills by class, so that crossings stay open. */
export function streetPaint({ table }: LayerData, palette: MapPalette): RowPaint {
  const classes = textColumn(table, 'class');
  const widths = numberColumn(table, 'width');
  const made = new Map<string, readonly Paint[]>();
  return (row, resolution) => {
    const rank = streetRank(classes?.[row] ?? null);
    if (rank === 'path' && !isCloserThan(resolution, 16_000)) return undefined;
    const given = widths?.[row];
    const metres = given !== undefined && given > 0 ? given : usualWidth[rank];
    const pixels = Math.max(minimumWidth(rank), (metres * drawnShare) / resolution);
    const key = `${rank} ${pixels.toFixed(2)}`;
    let paints = made.get(key);
    if (!paints) {
      if (made.size > 400) made.clear();
      paints = paintsFor(rank, pixels, resolution, palette);
      made.set(key, paints);
    }
    return paints;
  };
}

function paintsFor(rank: StreetRank, width: number, resolution: number, palette: MapPalette): readonly Paint[] {
  const place = ranks.indexOf(rank);
  const line = (colour: string, thick: number, height: number, dash?: readonly number[]): Paint => ({
    height,
    stroke: { colour, width: thick, ...(dash ? { dash } : { cap: 'round' as const }) },
  });
  const paints = [line(palette.casing[rank], width + 1.3, place), line(palette.street[rank], width, 10 + place)];
  if (isCloserThan(resolution, 16_000)) {
    if (rank === 'ring') paints.push(line(palette.median, 0.9, 20));
    if (rank === 'arterial') paints.push(line(palette.median, 0.7, 20, [7, 5]));
  }
  return paints;
}
