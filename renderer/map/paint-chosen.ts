import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import RegularShape from 'ol/style/RegularShape.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { FeatureSymbol, Symbology } from '#core/model/layer-style.ts';
import { styleRows } from '#core/symbology/style-classes.ts';
import { hatchPattern } from './hatch-pattern.ts';
import type { LayerData } from './map-data.ts';
import { rowOf } from './render-features.ts';
import type { LayerStyle } from './style-kit.ts';

const dash = [6, 4];

function strokeOf({ stroke, strokeWidth, dashed }: FeatureSymbol): Stroke | undefined {
  if (stroke === null || strokeWidth === 0) return undefined;
  return new Stroke({ color: stroke, width: strokeWidth, lineJoin: 'round', ...(dashed ? { lineDash: dash } : {}) });
}

function pointImage(symbol: FeatureSymbol): CircleStyle | RegularShape {
  const radius = symbol.size / 2;
  const stroke = strokeOf(symbol);
  const fill = symbol.fill === null ? undefined : new Fill({ color: symbol.fill });
  const drawn = { ...(fill ? { fill } : {}), ...(stroke ? { stroke } : {}) };
  switch (symbol.shape) {
    case 'circle':
      return new CircleStyle({ radius, ...drawn });
    case 'square':
      return new RegularShape({ points: 4, radius: radius * Math.SQRT2, angle: Math.PI / 4, ...drawn });
    case 'diamond':
      return new RegularShape({ points: 4, radius, ...drawn });
    case 'triangle':
      return new RegularShape({ points: 3, radius, ...drawn });
    case 'cross':
      return new RegularShape({
        points: 4,
        radius,
        radius2: 0,
        stroke: stroke ?? new Stroke({ color: symbol.fill ?? '#000000', width: 1.5 }),
      });
  }
}

/** The styles that draw one symbol on features of this kind; `zIndex` is the height of the first. */
export function symbolStyles(symbol: FeatureSymbol, kind: string, zIndex: number): Style[] {
  if (kind === 'point') return [new Style({ zIndex, image: pointImage(symbol) })];
  const stroke = strokeOf(symbol);
  if (kind === 'line') return stroke ? [new Style({ zIndex, stroke })] : [];
  const styles = [
    new Style({
      zIndex,
      ...(symbol.fill === null ? {} : { fill: new Fill({ color: symbol.fill }) }),
      ...(stroke ? { stroke } : {}),
    }),
  ];
  if (symbol.hatch) {
    const ratio = globalThis.devicePixelRatio || 1;
    const pattern = hatchPattern(symbol.hatch, symbol.stroke ?? '#404040', ratio);
    styles.push(new Style({ zIndex: zIndex + 1, fill: new Fill({ color: pattern }) }));
  }
  return styles;
}

/** A layer as a person styled it. */
export function chosenStyle({ table }: LayerData, symbology: Symbology, base: number): LayerStyle {
  const { classes, classOfRow } = styleRows(symbology, table);
  // Each class has a height of its own, so that the map draws its features as one; later classes of rules lie lower.
  const styles = classes.map(({ symbol }, place) =>
    symbolStyles(symbol, table.geometry.kind, base + Math.min(97, 2 * (classes.length - place))),
  );
  return (feature) => {
    const place = classOfRow[rowOf(feature)];
    return place === undefined || place < 0 ? undefined : styles[place];
  };
}
