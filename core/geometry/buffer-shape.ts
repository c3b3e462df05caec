import type { BufferOptions } from './engine.ts';
import type { BufferShape } from './kernel.ts';

/** How far a mitre may reach, in distances, before it is cut off: what GEOS and JTS take by themselves. */
export const mitreLimit = 5;

/** Buffer options with the defaults filled in. */
export function bufferShape(options: BufferOptions = {}): BufferShape {
  return { quadrantSegments: 8, cap: 'round', join: 'round', singleSided: false, ...options };
}
