import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { coloursOf } from '#core/model/code-table.ts';
import { textColumn } from '#core/model/feature-table.ts';
import type { LandUse } from '#core/model/land-use.ts';
import type { LayerData } from './map-data.ts';
import type { MapPalette } from './palette.ts';
import { rowOf } from './render-features.ts';
import { casedLine, isCloserThan, type LayerStyle } from './style-kit.ts';

export function buildingStyle(palette: MapPalette, zIndex: number): LayerStyle {
  const style = new Style({ zIndex, fill: new Fill({ color: palette.footprint }) });
  return (_feature, resolution) => (isCloserThan(resolution, 20_000) ? style : undefined);
}

export function waterStyle(palette: MapPalette, zIndex: number): LayerStyle {
  const style = new Style({
    zIndex,
    fill: new Fill({ color: palette.water }),
    stroke: new Stroke({ color: palette.bank, width: 1, lineJoin: 'round' }),
  });
  return () => style;
}

const useOfKind: Readonly<Record<string, LandUse>> = { protective: 'protective-green', square: 'square' };

export function greenStyle({ table }: LayerData, palette: MapPalette, zIndex: number): LayerStyle {
  const kinds = textColumn(table, 'kind');
  const edge = new Stroke({ color: palette.parcelEdge, width: 0.7 });
  const made = new Map<LandUse, Style>();
  return (feature) => {
    const use = useOfKind[kinds?.[rowOf(feature)] ?? ''] ?? 'green';
    const style =
      made.get(use) ??
      new Style({ zIndex, fill: new Fill({ color: coloursOf(use, undefined)[palette.theme] }), stroke: edge });
    made.set(use, style);
    return style;
  };
}

export function boundaryStyle(palette: MapPalette): LayerStyle {
  const styles = casedLine(palette.softLabel, 1.6, palette.haloSoft, 1.2, { dash: [10, 4, 2, 4] });
  return () => styles;
}

export function hazardStyle(palette: MapPalette): LayerStyle {
  const styles = casedLine(palette.label, 1.2, palette.haloSoft, 1, { dash: [2, 3] });
  return () => styles;
}

function dotStyle(radius: number, fill: string, stroke: string, width: number, zIndex = 0): Style {
  return new Style({
    zIndex,
    image: new CircleStyle({ radius, fill: new Fill({ color: fill }), stroke: new Stroke({ color: stroke, width }) }),
  });
}

export function facilityStyle(palette: MapPalette): LayerStyle {
  const style = dotStyle(3.4, palette.halo, palette.label, 1.5);
  return (_feature, resolution) => (isCloserThan(resolution, 30_000) ? style : undefined);
}

export function treeStyle(palette: MapPalette, zIndex: number): LayerStyle {
  const style = dotStyle(1.6, palette.parkLabel, palette.haloSoft, 0.6, zIndex);
  return (_feature, resolution) => (isCloserThan(resolution, 6000) ? style : undefined);
}

/** Layers that are only looked at: outlines and small dots that leave the colours of the land alone. */
export function referenceStyle(palette: MapPalette, zIndex: number): LayerStyle {
  const line = new Style({ zIndex, stroke: new Stroke({ color: palette.softLabel, width: 1 }) });
  const dot = dotStyle(2.6, palette.halo, palette.softLabel, 1.2, zIndex);
  return (feature) => (feature.getGeometry()?.getType() === 'Point' ? dot : line);
}
