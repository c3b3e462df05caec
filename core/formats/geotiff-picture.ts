import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { type Basemap, type BasemapPicture, titleOf } from './basemap.ts';
import { crsOf, damagedTiff, placementOf, type TiffImage, type TiffPlacement } from './geotiff-placement.ts';
import { checkLength } from './read-text.ts';
import { checkCancelled, readWhole } from './source-reading.ts';
import { tiffLibrary } from './tiff-library.ts';

/** Longest side of the picture that is drawn; larger ones are drawn coarser. */
const longestSide = 4096;
/** Cells that are decoded at most: 400 MB of bytes in four bands. */
const mostCells = 100_000_000;
/** Share of the darkest and of the lightest cells that may be pure black and white. */
const clipped = 0.02;

/** Photometric interpretations of TIFF 6.0 that are colours: RGB, palette, CMYK, YCbCr, CIELab. */
const colours = new Set([2, 3, 5, 6, 8]);

/** The coarsest of the images in a file that is still as fine as the picture. */
async function suitableImage(tiff: { getImageCount(): Promise<number>; getImage(at: number): Promise<TiffImage> }) {
  let best = await tiff.getImage(0);
  const count = Math.min(32, await tiff.getImageCount());
  for (let at = 1; at < count; at++) {
    const image = await tiff.getImage(at);
    const isSmaller = image.getWidth() < best.getWidth();
    if (isSmaller && Math.max(image.getWidth(), image.getHeight()) >= longestSide) best = image;
  }
  return best;
}

/** One band in greys between its 2 % darkest and lightest cells; cells without data are clear. */
function greys(band: ArrayLike<number>, noData: number | null, rgba: Uint8Array): void {
  const isData = (value: number) => Number.isFinite(value) && value !== noData;
  const step = Math.max(1, Math.floor(band.length / 100_000));
  const sample: number[] = [];
  for (let cell = 0; cell < band.length; cell += step) if (isData(band[cell]!)) sample.push(band[cell]!);
  sample.sort((a, b) => a - b);
  const low = sample[Math.floor(clipped * (sample.length - 1))] ?? 0;
  const high = sample[Math.ceil((1 - clipped) * (sample.length - 1))] ?? 1;
  const span = high > low ? high - low : 1;
  for (let cell = 0; cell < band.length; cell++) {
    const value = band[cell]!;
    if (!isData(value)) continue;
    rgba.fill(Math.max(0, Math.min(255, Math.round((255 * (value - low)) / span))), 4 * cell, 4 * cell + 3);
    rgba[4 * cell + 3] = 255;
  }
}

function flipped(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const turned = new Uint8Array(rgba.length);
  for (let row = 0; row < height; row++) {
    turned.set(rgba.subarray(4 * width * row, 4 * width * (row + 1)), 4 * width * (height - 1 - row));
  }
  return turned;
}

async function paint(image: TiffImage, { isSouthUp }: TiffPlacement): Promise<BasemapPicture> {
  const share = Math.min(1, longestSide / Math.max(image.getWidth(), image.getHeight()));
  const width = Math.max(1, Math.round(image.getWidth() * share));
  const height = Math.max(1, Math.round(image.getHeight() * share));
  const rgba = new Uint8Array(4 * width * height);
  const photometric = Number(image.getFileDirectory().getValue('PhotometricInterpretation') ?? 1);
  const bands = image.getSamplesPerPixel();
  if (bands >= 3 || colours.has(photometric)) {
    const read = (await image.readRGB({ width, height, interleave: true })) as unknown as ArrayLike<number>;
    const depth = image.getBitsPerSample(0);
    const scale = photometric !== 3 && depth > 8 ? 2 ** (depth - 8) : 1;
    const perCell = read.length / (width * height);
    for (let cell = 0; cell < width * height; cell++) {
      for (let band = 0; band < 3; band++) rgba[4 * cell + band] = read[perCell * cell + band]! / scale;
      rgba[4 * cell + 3] = 255;
    }
    // A fourth band of bytes is how opaque a cell is.
    if (bands === 4 && photometric === 2 && depth === 8) {
      const [alpha] = (await image.readRasters({ width, height, samples: [3] })) as unknown as ArrayLike<number>[];
      for (let cell = 0; cell < width * height; cell++) rgba[4 * cell + 3] = alpha![cell]!;
    }
  } else {
    const [band] = (await image.readRasters({ width, height, samples: [0] })) as unknown as ArrayLike<number>[];
    greys(band!, image.getGDALNoData(), rgba);
  }
  return { width, height, rgba: isSouthUp ? flipped(rgba, width, height) : rgba };
}

/**
 * Opens a GeoTIFF as a picture: colours as they are, one band in greys. Errors: `formats/damaged`,
 * `formats/raster-unusable` where it does not say where it lies, `basemap/no-system`, `formats/raster-too-large`.
 */
export async function openPicture(source: FileSource, context: TaskContext): Promise<Basemap> {
  const file = source.name;
  checkLength(source);
  const { fromArrayBuffer } = await tiffLibrary();
  const bytes = await readWhole(source, context);
  try {
    const tiff = await fromArrayBuffer(bytes.slice().buffer);
    // Overviews do not say where they lie: the first image does.
    const first = await tiff.getImage(0);
    const placement = await placementOf(first, file);
    const crs = crsOf(first);
    if (!crs) throw new WorkbenchError('basemap/no-system', { file });
    const image = await suitableImage(tiff);
    const cells = image.getWidth() * image.getHeight();
    if (!(cells > 0 && cells <= mostCells)) {
      throw new WorkbenchError('formats/raster-too-large', { file, cells, limit: mostCells });
    }
    const { left, top, columns, rows, cellWidth, cellHeight } = placement;
    return {
      facts: {
        file,
        title: titleOf(undefined, file),
        attribution: '',
        content: {
          kind: 'picture',
          crs: crs.text,
          extent: [left, top - rows * cellHeight, left + columns * cellWidth, top],
        },
      },
      async tile() {
        return undefined;
      },
      async picture(task) {
        checkCancelled(task);
        try {
          return await paint(image, placement);
        } catch (thrown) {
          throw damagedTiff(file, thrown);
        }
      },
      close: () => undefined,
    };
  } catch (thrown) {
    throw damagedTiff(file, thrown);
  }
}
