import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import RegularShape from 'ol/style/RegularShape.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { LayerData } from '#core/symbology/layer-data.ts';
import { layerPaint, type PaintContext } from '#core/symbology/layer-paint.ts';
import type { Paint, PaintMark, PaintStroke } from '#core/symbology/paint.ts';
import { hatchPattern } from './hatch-pattern.ts';
import type { MapPalette } from './palette.ts';
import { rowOf } from './render-features.ts';
import { stripePattern } from './stripe-pattern.ts';
import type { LayerStyle } from './style-kit.ts';

function strokeOf({ colour, width, dash, cap }: PaintStroke): Stroke {
  return new Stroke({
    color: colour,
    width,
    lineJoin: 'round',
    ...(cap ? { lineCap: cap } : {}),
    ...(dash ? { lineDash: [...dash] } : {}),
  });
}

function imageOf({ shape, radius, fill, stroke }: PaintMark): CircleStyle | RegularShape {
  const drawn = {
    ...(fill === undefined ? {} : { fill: new Fill({ color: fill }) }),
    ...(stroke ? { stroke: strokeOf(stroke) } : {}),
  };
  switch (shape) {
    case 'circle':
      return new CircleStyle({ radius, ...drawn });
    case 'square':
      return new RegularShape({ points: 4, radius: radius * Math.SQRT2, angle: Math.PI / 4, ...drawn });
    case 'diamond':
      return new RegularShape({ points: 4, radius, ...drawn });
    case 'triangle':
      return new RegularShape({ points: 3, radius, ...drawn });
    case 'cross':
      return new RegularShape({ points: 4, radius, radius2: 0, ...drawn });
  }
}

function fillOf({ fill, hatch, striped }: Paint, { theme }: MapPalette): Fill | undefined {
  const ratio = globalThis.devicePixelRatio || 1;
  if (striped) return new Fill({ color: stripePattern(theme, ratio) });
  if (hatch) return new Fill({ color: hatchPattern(hatch.kind, hatch.colour, ratio) });
  return fill === undefined ? undefined : new Fill({ color: fill });
}

function styleOf(paint: Paint, palette: MapPalette, base: number): Style {
  const fill = fillOf(paint, palette);
  return new Style({
    zIndex: base + paint.height,
    ...(fill ? { fill } : {}),
    ...(paint.stroke ? { stroke: strokeOf(paint.stroke) } : {}),
    ...(paint.mark ? { image: imageOf(paint.mark) } : {}),
  });
}

/**
 * How the features of a layer are drawn; what it draws lies between the height `base` and the next layer's. Features that are
 * painted alike share their styles, which the map then draws as one.
 */
export function layerStyle(data: LayerData, context: PaintContext, base: number): LayerStyle {
  const paintOf = layerPaint(data, context);
  const made = new WeakMap<readonly Paint[], Style[]>();
  return (feature, resolution) => {
    const paints = paintOf(rowOf(feature), resolution);
    if (!paints) return undefined;
    let styles = made.get(paints);
    if (!styles) {
      styles = paints.map((paint) => styleOf(paint, context.palette, base));
      made.set(paints, styles);
    }
    return styles;
  };
}
