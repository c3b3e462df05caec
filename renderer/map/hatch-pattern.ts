import type { Hatch } from '#core/model/layer-style.ts';

const patterns = new Map<string, CanvasPattern | string>();

/** Distance between lines of a hatch, CSS pixels. */
const spacing = 8;

function draw(context: CanvasRenderingContext2D, hatch: Hatch, side: number): void {
  const line = (x1: number, y1: number, x2: number, y2: number): void => {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  };
  context.beginPath();
  if (hatch === 'dots') {
    context.arc(side / 2, side / 2, side / 8, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  for (const shift of [-side, 0, side]) {
    if (hatch === 'diagonal' || hatch === 'cross') line(shift, side, shift + side, 0);
    if (hatch === 'back-diagonal' || hatch === 'cross') line(shift, 0, shift + side, side);
  }
  if (hatch === 'horizontal') line(0, side / 2, side, side / 2);
  context.stroke();
}

/** A transparent tile of a hatch in one colour, sharp at this pixel ratio. */
export function hatchPattern(hatch: Hatch, colour: string, pixelRatio: number): CanvasPattern | string {
  const key = `${hatch} ${colour} ${pixelRatio}`;
  const known = patterns.get(key);
  if (known) return known;
  const side = Math.round(spacing * pixelRatio);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return 'transparent';
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.2 * pixelRatio;
  context.lineCap = 'square';
  draw(context, hatch, side);
  const pattern = context.createPattern(canvas, 'repeat') ?? 'transparent';
  patterns.set(key, pattern);
  return pattern;
}
