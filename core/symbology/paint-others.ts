import { coloursOf } from '#core/model/code-table.ts';
import { textColumn } from '#core/model/feature-table.ts';
import type { LandUse } from '#core/model/land-use.ts';
import { isCloserThan } from './drawn-scales.ts';
import type { LayerData } from './layer-data.ts';
import type { MapPalette } from './map-palette.ts';
import type { Paint, RowPaint } from './paint.ts';
import type { LandColours } from './paint-parcels.ts';

/** A line with a casing under it: width of the line, then what the casing adds on each side. */
export function casedLine(
  colour: string,
  width: number,
  casing: string,
  extra: number,
  dash?: readonly number[],
): readonly Paint[] {
  return [
    { height: 0, stroke: { colour: casing, width: width + 2 * extra, cap: 'round' } },
    { height: 1, stroke: { colour, width, cap: 'butt', ...(dash ? { dash } : {}) } },
  ];
}

/** A round symbol. */
export function dot(radius: number, fill: string, stroke?: string, width = 0): Paint {
  return {
    height: 0,
    mark: { shape: 'circle', radius, fill, ...(stroke === undefined ? {} : { stroke: { colour: stroke, width } }) },
  };
}

export function buildingPaint(palette: MapPalette): RowPaint {
  const paints: readonly Paint[] = [{ height: 0, fill: palette.footprint }];
  return (_row, resolution) => (isCloserThan(resolution, 20_000) ? paints : undefined);
}

export function waterPaint(palette: MapPalette): RowPaint {
  const paints: readonly Paint[] = [{ height: 0, fill: palette.water, stroke: { colour: palette.bank, width: 1 } }];
  return () => paints;
}

const useOfKind: Readonly<Record<string, LandUse>> = { protective: 'protective-green', square: 'square' };

export function greenPaint({ table }: LayerData, palette: MapPalette, colours: LandColours): RowPaint {
  const kinds = textColumn(table, 'kind');
  const stroke = { colour: palette.parcelEdge, width: 0.7 };
  const made = new Map<LandUse, readonly Paint[]>();
  return (row) => {
    const use = useOfKind[kinds?.[row] ?? ''] ?? 'green';
    const paints = made.get(use) ?? [{ height: 0, fill: coloursOf(use, undefined)[colours], stroke }];
    made.set(use, paints);
    return paints;
  };
}

export function boundaryPaint(palette: MapPalette): RowPaint {
  const paints = casedLine(palette.softLabel, 1.6, palette.haloSoft, 1.2, [10, 4, 2, 4]);
  return () => paints;
}

export function hazardPaint(palette: MapPalette): RowPaint {
  const paints = casedLine(palette.label, 1.2, palette.haloSoft, 1, [2, 3]);
  return () => paints;
}

export function facilityPaint(palette: MapPalette): RowPaint {
  const paints = [dot(3.4, palette.halo, palette.label, 1.5)];
  return (_row, resolution) => (isCloserThan(resolution, 30_000) ? paints : undefined);
}

export function treePaint(palette: MapPalette): RowPaint {
  const paints = [dot(1.6, palette.parkLabel, palette.haloSoft, 0.6)];
  return (_row, resolution) => (isCloserThan(resolution, 6000) ? paints : undefined);
}

/** Layers that are only looked at: outlines and small dots that leave the colours of the land alone. */
export function referencePaint({ table }: LayerData, palette: MapPalette): RowPaint {
  const paints: readonly Paint[] =
    table.geometry.kind === 'point'
      ? [dot(2.6, palette.halo, palette.softLabel, 1.2)]
      : [{ height: 0, stroke: { colour: palette.softLabel, width: 1 } }];
  return () => paints;
}
