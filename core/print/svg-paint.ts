import type { Hatch, PointShape } from '#core/model/layer-style.ts';
import type { SheetBox } from '#core/model/print-layout.ts';
import type { PaintStroke } from '#core/symbology/paint.ts';

/** At most two decimals, as short as it can be. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A colour as `name="#RRGGBB"`, with its opacity apart: eight digits are not read everywhere. */
export function colourAttribute(name: 'fill' | 'stroke', colour: string): string {
  if (colour.length !== 9) return `${name}="${colour}"`;
  const opacity = Number.parseInt(colour.slice(7), 16) / 255;
  return `${name}="${colour.slice(0, 7)}" ${name}-opacity="${short(opacity)}"`;
}

/** A line with its width in units; `unit` is that of a CSS pixel. */
export function strokeAttributes({ colour, width, dash, cap }: PaintStroke, unit: number): string {
  const parts = [
    colourAttribute('stroke', colour),
    `stroke-width="${short(width * unit)}"`,
    'stroke-linejoin="round"',
    ...(cap === 'round' ? ['stroke-linecap="round"'] : []),
    ...(dash ? [`stroke-dasharray="${dash.map((length) => short(length * unit)).join(' ')}"`] : []),
  ];
  return parts.join(' ');
}

/** The outline of a symbol around a point, as a path of its own. */
export function markOutline(shape: PointShape, x: number, y: number, radius: number): string {
  const r = short(radius);
  const at = (dx: number, dy: number): string => `${short(x + dx * radius)} ${short(y + dy * radius)}`;
  switch (shape) {
    case 'circle':
      return `M${at(-1, 0)}a${r} ${r} 0 1 0 ${short(2 * radius)} 0a${r} ${r} 0 1 0 ${short(-2 * radius)} 0z`;
    case 'square':
      return `M${at(-1, -1)}L${at(1, -1)}L${at(1, 1)}L${at(-1, 1)}z`;
    case 'diamond':
      return `M${at(0, -1)}L${at(1, 0)}L${at(0, 1)}L${at(-1, 0)}z`;
    case 'triangle':
      return `M${at(0, -1)}L${at(0.866, 0.5)}L${at(-0.866, 0.5)}z`;
    case 'cross':
      return `M${at(0, -1)}L${at(0, 1)}M${at(-1, 0)}L${at(1, 0)}`;
  }
}

/** Sides of the tiles that hatches and the stripes of mixed land repeat in, and widths of their lines, CSS pixels. */
const hatchSide = 8;
const hatchWidth = 1.2;
const stripeSide = 10;
const stripeWidth = 3.2;

/** Lines at 45° that cross a box, `spacing` apart along its edges. */
function slanted({ x, y, width, height }: SheetBox, spacing: number, rising: boolean): string {
  const parts: string[] = [];
  for (let shift = spacing / 2; shift < width + height; shift += spacing) {
    const [from, to] = [short(x + shift - height), short(x + shift)];
    const [low, high] = [short(y + height), short(y)];
    parts.push(rising ? `M${from} ${low}L${to} ${high}` : `M${from} ${high}L${to} ${low}`);
  }
  return parts.join('');
}

function level({ x, y, width, height }: SheetBox, spacing: number): string {
  const parts: string[] = [];
  for (let shift = spacing / 2; shift < height; shift += spacing)
    parts.push(`M${short(x)} ${short(y + shift)}h${short(width)}`);
  return parts.join('');
}

/**
 * Lines of a hatch over a box, to be cut to the shape that is hatched; `unit` is that of a CSS pixel. Lines rather than a
 * pattern, because printers of PDF turn patterns into pictures.
 */
export function hatchLines(kind: Hatch, colour: string, box: SheetBox, unit: number): string {
  const side = hatchSide * unit;
  const stroke = colourAttribute('stroke', colour);
  if (kind === 'dots') {
    return `<path d="${level(box, side)}" ${stroke} stroke-width="${short(side / 4)}" stroke-linecap="round" stroke-dasharray="0 ${short(side)}"/>`;
  }
  const outline = {
    diagonal: () => slanted(box, side, true),
    'back-diagonal': () => slanted(box, side, false),
    cross: () => slanted(box, side, true) + slanted(box, side, false),
    horizontal: () => level(box, side),
  }[kind]();
  return `<path d="${outline}" ${stroke} stroke-width="${short(hatchWidth * unit)}"/>`;
}

/** The stripes of mixed land over a box, to be cut to its shape. */
export function stripeLines(colour: string, box: SheetBox, unit: number): string {
  return `<path d="${slanted(box, stripeSide * unit, true)}" stroke="${colour}" stroke-width="${short(stripeWidth * unit)}"/>`;
}
