import type { Box } from '#core/geometry/measure.ts';

/**
 * The sheet all maps of a report are drawn on: one extent, one scale, one size, so that they compare. Units of the drawing
 * count from the upper-left corner, y downwards.
 */
export interface MapFrame {
  /** World coordinates of the upper-left corner, m. */
  readonly left: number;
  readonly top: number;
  /** Size on paper, mm. */
  readonly widthMillimetres: number;
  readonly heightMillimetres: number;
  /** The scale is 1 : denominator when the map is printed at its size. */
  readonly denominator: number;
  readonly unitsPerMillimetre: number;
  /** Drawing units of one metre on the ground. */
  readonly unitsPerMetre: number;
  /** How many maps stand in one figure. */
  readonly perFigure: number;
  /** Size in drawing units. */
  readonly width: number;
  readonly height: number;
}

const steps = [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9];
/**
 * Sizes of a map on an A4 page with 20 mm margins, mm: over the whole width, two below each other; or two side by side and two
 * rows, for places that are taller than wide.
 */
const formats = [
  { width: 170, leastHeight: 70, mostHeight: 106, perFigure: 2 },
  { width: 82, leastHeight: 70, mostHeight: 108, perFigure: 4 },
] as const;
/** Free space around what is shown, as a share of its size. */
const margin = 0.012;

/** The smallest round denominator that is at least `wanted`: 1:2,500, 1:30,000. */
export function roundDenominator(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  for (const step of steps) if (step * power >= wanted * (1 - 1e-9)) return Math.round(step * power);
  return Math.round(10 * power);
}

/**
 * The sheet that holds `extent` (m). Drawings of many features get coarser units, which nobody sees and which halves their
 * size.
 */
export function frameOf(extent: Box, featureCount: number): MapFrame {
  const spanX = Math.max(50, (extent.maxX - extent.minX) * (1 + 2 * margin));
  const spanY = Math.max(50, (extent.maxY - extent.minY) * (1 + 2 * margin));
  const needed = formats.map(({ width, mostHeight }) =>
    roundDenominator(Math.max((spanX / width) * 1000, (spanY / mostHeight) * 1000, 200)),
  );
  const format = formats[needed[1]! <= needed[0]! ? 1 : 0];
  const denominator = Math.min(...needed);
  const neededHeight = Math.ceil((spanY / denominator) * 1000);
  const heightMillimetres = Math.min(format.mostHeight, Math.max(format.leastHeight, neededHeight));
  const unitsPerMillimetre = featureCount > 6000 ? 10 : 20;
  const unitsPerMetre = (unitsPerMillimetre * 1000) / denominator;
  return {
    left: (extent.minX + extent.maxX) / 2 - ((format.width / 1000) * denominator) / 2,
    top: (extent.minY + extent.maxY) / 2 + ((heightMillimetres / 1000) * denominator) / 2,
    widthMillimetres: format.width,
    heightMillimetres,
    denominator,
    unitsPerMillimetre,
    unitsPerMetre,
    perFigure: format.perFigure,
    width: format.width * unitsPerMillimetre,
    height: heightMillimetres * unitsPerMillimetre,
  };
}

/** A round length for the scale bar: as long as it can be without passing `mostMillimetres` on paper. */
export function scaleBarMetres(frame: MapFrame, mostMillimetres = 36): number {
  const most = (mostMillimetres / 1000) * frame.denominator;
  const power = 10 ** Math.floor(Math.log10(most));
  for (const step of [5, 2, 1]) if (step * power <= most) return step * power;
  return power;
}

/** True when the box meets the sheet. */
export function isInFrame(frame: MapFrame, minX: number, minY: number, maxX: number, maxY: number): boolean {
  const right = frame.left + frame.width / frame.unitsPerMetre;
  const bottom = frame.top - frame.height / frame.unitsPerMetre;
  return maxX >= frame.left && minX <= right && maxY >= bottom && minY <= frame.top;
}
