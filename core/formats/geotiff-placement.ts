import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { DeclaredCrs, SourceRaster } from './format.ts';

/** Codes for systems that are in no register. */
const userDefined = 32_767;

type TiffLibrary = typeof import('geotiff');
/** One image of a file. */
export type TiffImage = Awaited<ReturnType<Awaited<ReturnType<TiffLibrary['fromArrayBuffer']>>['getImage']>>;

/** A file that cannot be right, and why. */
export function brokenTiff(file: string, zh: string, en: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('formats/damaged', { file, reason: { zh, en } }, { cause });
}

/** A file that cannot be used, and why. */
export function unusable(file: string, reason: LocalText): WorkbenchError {
  return new WorkbenchError('formats/raster-unusable', { file, reason });
}

/** Where a grid lies, and whether its first row is the southern one. */
export type TiffPlacement = Omit<SourceRaster, 'values'> & { readonly isSouthUp: boolean };

/** Where the grid lies. Errors: `formats/raster-unusable` when it says nothing, or is turned. */
export async function placementOf(image: TiffImage, file: string): Promise<TiffPlacement> {
  const columns = image.getWidth();
  const rows = image.getHeight();
  const directory = image.getFileDirectory();
  const matrix = (await directory.loadValue('ModelTransformation')) as ArrayLike<number> | undefined;
  const scale = (await directory.loadValue('ModelPixelScale')) as ArrayLike<number> | undefined;
  const tie = (await directory.loadValue('ModelTiepoint')) as ArrayLike<number> | undefined;
  let [left, top, cellWidth, cellHeight] = [0, 0, 0, 0];
  if (matrix && matrix.length >= 8) {
    if (matrix[1] !== 0 || matrix[4] !== 0) throw unusable(file, { zh: '栅格是倾斜的', en: 'its grid is turned' });
    [left, top, cellWidth, cellHeight] = [matrix[3]!, matrix[7]!, matrix[0]!, -matrix[5]!];
  } else if (scale && tie && scale.length >= 2 && tie.length >= 6) {
    [cellWidth, cellHeight] = [scale[0]!, scale[1]!];
    [left, top] = [tie[3]! - tie[0]! * cellWidth, tie[4]! + tie[1]! * cellHeight];
  } else {
    throw unusable(file, { zh: '没有写明位置', en: 'it does not say where it lies' });
  }
  const isSouthUp = cellHeight < 0;
  if (isSouthUp) {
    // The first row is the southern one: the top is at the other end.
    top -= rows * cellHeight;
    cellHeight = -cellHeight;
  }
  // Positions of cells by their middle are half a cell off.
  if (image.getGeoKeys()?.GTRasterTypeGeoKey === 2) {
    left -= cellWidth / 2;
    top += cellHeight / 2;
  }
  const numbers = [left, top, cellWidth, cellHeight];
  if (!numbers.every((number) => Number.isFinite(number)) || !(cellWidth > 0 && cellHeight > 0)) {
    throw brokenTiff(file, '位置不合理', 'its position makes no sense');
  }
  return { columns, rows, left, top, cellWidth, cellHeight, isSouthUp };
}

/** The system that the keys of a file name; undefined when it is none of the register. */
export function crsOf(image: TiffImage): DeclaredCrs | undefined {
  const keys = image.getGeoKeys();
  const code = keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey;
  if (typeof code !== 'number' || code <= 0 || code >= userDefined) return undefined;
  return { text: `EPSG:${code}`, place: { zh: 'GeoTIFF 标记', en: 'its GeoTIFF keys' } };
}

/** What a reader of cells threw, as an error of the file. */
export function damagedTiff(file: string, thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  return brokenTiff(file, `像元读不懂（${said}）`, `its cells cannot be read (${said})`, thrown);
}
