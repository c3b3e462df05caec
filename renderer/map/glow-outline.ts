import Style from 'ol/style/Style.js';
import type { MapPalette } from './palette.ts';

/** How a catchment or another result is outlined: its outermost limit dotted, the ones inside solid. */
export interface OutlineLook {
  readonly dotted: boolean;
  /** Widths of the inner glow, px; none for plain outlines. */
  readonly glow: readonly number[];
  readonly colour: string;
}

/** Strokes of the inner glow, from the widest to the narrowest. */
export const walkGlow: readonly number[] = [28, 21, 14, 8, 3];

type PixelRing = readonly (readonly [number, number])[];
type PixelShape = PixelRing | readonly PixelRing[] | readonly (readonly PixelRing[])[];

/** The rings of whatever shape the map hands over. */
function ringsOf(shape: PixelShape): PixelRing[] {
  const [first] = shape;
  if (first === undefined) return [];
  if (typeof first[0] === 'number') return [shape as PixelRing];
  return (shape as readonly PixelShape[]).flatMap(ringsOf);
}

function trace(context: CanvasRenderingContext2D, rings: readonly PixelRing[]): void {
  context.beginPath();
  for (const ring of rings) {
    ring.forEach(([x, y], at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
  }
}

/** An outline that leaves the land inside readable: it glows inwards only. */
export function glowOutline({ dotted, glow, colour }: OutlineLook, palette: MapPalette, zIndex: number): Style {
  const strength = palette.theme === 'dark' ? 0.085 : 0.07;
  return new Style({
    zIndex,
    renderer(coordinates, { context, pixelRatio }) {
      const rings = ringsOf(coordinates as unknown as PixelShape);
      context.save();
      context.lineJoin = 'round';
      context.strokeStyle = colour;
      context.setLineDash([]);
      if (glow.length > 0) {
        context.save();
        trace(context as CanvasRenderingContext2D, rings);
        context.clip('evenodd');
        context.globalAlpha = strength;
        for (const width of glow) {
          context.lineWidth = width * pixelRatio;
          context.stroke();
        }
        context.restore();
      }
      trace(context as CanvasRenderingContext2D, rings);
      context.globalAlpha = dotted ? 0.8 : 0.9;
      context.lineWidth = 1.3 * pixelRatio;
      if (dotted) {
        context.lineCap = 'round';
        context.setLineDash([pixelRatio, 3.5 * pixelRatio]);
      }
      context.stroke();
      context.restore();
    },
  });
}
