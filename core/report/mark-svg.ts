import type { MarkShape } from './scenario-mark.ts';

/** The shape of a scenario around (x, y) as a path; `radius` is about half its size. All shapes look equally large. */
export function markPath(shape: MarkShape, x: number, y: number, radius: number): string {
  const at = (dx: number, dy: number) => `${round(x + dx * radius)} ${round(y + dy * radius)}`;
  switch (shape) {
    case 'triangle':
      return `M${at(0, -1.1)}L${at(1.1, 0.85)}L${at(-1.1, 0.85)}Z`;
    case 'circle':
      return `M${at(-1, 0)}A${round(radius)} ${round(radius)} 0 1 1 ${at(1, 0)}A${round(radius)} ${round(radius)} 0 1 1 ${at(-1, 0)}Z`;
    case 'diamond':
      return `M${at(0, -1.25)}L${at(1.1, 0)}L${at(0, 1.25)}L${at(-1.1, 0)}Z`;
    case 'square':
      return `M${at(-0.9, -0.9)}L${at(0.9, -0.9)}L${at(0.9, 0.9)}L${at(-0.9, 0.9)}Z`;
    case 'plus':
      return `M${at(-0.35, -1.1)}L${at(0.35, -1.1)}L${at(0.35, -0.35)}L${at(1.1, -0.35)}L${at(1.1, 0.35)}L${at(0.35, 0.35)}L${at(0.35, 1.1)}L${at(-0.35, 1.1)}L${at(-0.35, 0.35)}L${at(-1.1, 0.35)}L${at(-1.1, -0.35)}L${at(-0.35, -0.35)}Z`;
    default:
      return `M${at(-0.35, -1.2)}L${at(0.35, -1.2)}L${at(0.35, 1.2)}L${at(-0.35, 1.2)}Z`;
  }
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
