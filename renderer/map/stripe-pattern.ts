import { stripeColours } from '#core/symbology/land-classes.ts';
import type { Theme } from '#renderer/state/window-state.ts';

const patterns = new Map<string, CanvasPattern | string>();

/** Stripes at 45° and 7 px for mixed land, sharp at this pixel ratio. */
export function stripePattern(theme: Theme, pixelRatio: number): CanvasPattern | string {
  const key = `${theme} ${pixelRatio}`;
  const known = patterns.get(key);
  if (known) return known;
  const [ground, stripe] = stripeColours(theme);
  // A tile repeats without a seam when the stripes cross its sides at whole pixels: 10 px along a side are 7 px across.
  const side = Math.round(10 * pixelRatio);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return ground;
  context.fillStyle = ground;
  context.fillRect(0, 0, side, side);
  context.strokeStyle = stripe;
  context.lineWidth = 3.2 * pixelRatio;
  for (const shift of [-side, 0, side]) {
    context.beginPath();
    context.moveTo(shift - side, side * 2);
    context.lineTo(shift + side * 2, -side);
    context.stroke();
  }
  const pattern = context.createPattern(canvas, 'repeat') ?? ground;
  patterns.set(key, pattern);
  return pattern;
}
