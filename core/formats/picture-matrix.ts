import { fitPoints, type PlaneFit, type PointPair } from '#core/crs/fit-points.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/**
 * Where the pixels of a picture lie, column from the left edge and row from the top edge of the picture:
 * X = a·column + c·row + e; Y = b·column + d·row + f, in metres. In the order in which a canvas takes a transform.
 */
export type PictureMatrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Metres that a side of a pixel may have: less is a picture in degrees or a mistake, more shows no city. */
const leastPixel = 0.001;
const mostPixel = 1000;

function checkPixel(file: string, metres: number): void {
  if (metres >= leastPixel && metres <= mostPixel) return;
  throw new WorkbenchError('basemap/picture-scale', {
    file,
    metres: String(Number(metres.toPrecision(3))),
    least: leastPixel,
    most: mostPixel,
  });
}

/**
 * What a world file says: six numbers, one a line, that place the centre of the first pixel and the sides of a pixel.
 * Source: Esri, World files for raster datasets. Errors: `basemap/world-file` for other text, `basemap/picture-scale`.
 */
export function worldFileMatrix(text: string, file: string): PictureMatrix {
  const words = text.trim().split(/\s+/);
  // Some programs write decimal commas.
  const numbers = words.map((word) => Number(word.replace(',', '.')));
  const [a, b, c, d, x, y] = numbers;
  const isWhole = words.length === 6 && numbers.every(Number.isFinite) && a! * d! !== b! * c!;
  if (!isWhole) throw new WorkbenchError('basemap/world-file', { file, found: text.trim().slice(0, 60) });
  checkPixel(file, Math.hypot(a!, b!));
  checkPixel(file, Math.hypot(c!, d!));
  return [a!, b!, c!, d!, x! - (a! + c!) / 2, y! - (b! + d!) / 2];
}

/**
 * The fit of pairs of points: x and y in pixels from the lower left corner of the picture, and metres of the project.
 * Errors: those of `fitPoints`, and `basemap/picture-scale`.
 */
export function fitPicturePoints(pairs: readonly PointPair[], file: string): PlaneFit {
  const fit = fitPoints(pairs);
  checkPixel(file, fit.scale);
  return fit;
}

/** Where pairs of points place a picture of `height` pixels. Errors: as `fitPicturePoints`. */
export function pointsMatrix(pairs: readonly PointPair[], height: number, file: string): PictureMatrix {
  const { a, b, moveX, moveY } = fitPicturePoints(pairs, file);
  return [a, b, b, -a, moveX - b * height, moveY + a * height];
}
