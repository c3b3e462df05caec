import { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, ReadLayer, SourceRaster } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import { layersOf } from './read-layer.ts';
import { checkLength } from './read-text.ts';
import { checkCancelled, readWhole } from './source-reading.ts';

// OGC GeoTIFF 1.1, 19-008r4; "no data" as GDAL keeps it.
/** Cells of a grid at most: 160 MB of numbers. */
const mostCells = 40_000_000;
/** Codes for systems that are in no register. */
const userDefined = 32_767;

type TiffLibrary = typeof import('geotiff');
type TiffImage = Awaited<ReturnType<Awaited<ReturnType<TiffLibrary['fromArrayBuffer']>>['getImage']>>;

function damaged(file: string, zh: string, en: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('formats/damaged', { file, reason: { zh, en } }, { cause });
}

function unusable(file: string, reason: LocalText): WorkbenchError {
  return new WorkbenchError('formats/raster-unusable', { file, reason });
}

type Placement = Omit<SourceRaster, 'values'> & { readonly isSouthUp: boolean };

/** Where the grid lies. Errors: `formats/raster-unusable` when it says nothing, or is turned. */
async function placementOf(image: TiffImage, file: string): Promise<Placement> {
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
    throw damaged(file, '位置不合理', 'its position makes no sense');
  }
  return { columns, rows, left, top, cellWidth, cellHeight, isSouthUp };
}

function crsOf(image: TiffImage): DeclaredCrs | undefined {
  const keys = image.getGeoKeys();
  const code = keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey;
  if (typeof code !== 'number' || code <= 0 || code >= userDefined) return undefined;
  return { text: `EPSG:${code}`, place: { zh: 'GeoTIFF 标记', en: 'its GeoTIFF keys' } };
}

/** The first band as numbers, NaN where there is no data, the northern row first. */
async function valuesOf(image: TiffImage, { columns, rows, isSouthUp }: Placement): Promise<Float32Array> {
  const [band] = (await image.readRasters({ samples: [0] })) as unknown as ArrayLike<number>[];
  const values = new Float32Array(columns * rows);
  const noData = image.getGDALNoData();
  const narrow = noData === null ? Number.NaN : Math.fround(noData);
  for (let row = 0; row < rows; row++) {
    const from = (isSouthUp ? rows - 1 - row : row) * columns;
    for (let column = 0; column < columns; column++) {
      const value = band![from + column]!;
      values[row * columns + column] = value === noData || Math.fround(value) === narrow ? Number.NaN : value;
    }
  }
  return values;
}

/** The image that the file begins with; those behind it are the same at lower resolutions. */
async function firstImage(source: FileSource, context: TaskContext): Promise<TiffImage> {
  checkLength(source);
  const { fromArrayBuffer } = await import('geotiff');
  const bytes = await readWhole(source, context);
  try {
    return await (await fromArrayBuffer(bytes.slice().buffer)).getImage();
  } catch (thrown) {
    throw damaged(source.name, '目录损坏', 'its directory is damaged', thrown);
  }
}

function checkContent(image: TiffImage, file: string, remarks: RemarkList): void {
  const cells = image.getWidth() * image.getHeight();
  if (!(cells > 0)) throw damaged(file, '没有像元', 'it has no cells');
  if (cells > mostCells) {
    throw new WorkbenchError('formats/raster-too-large', { file, cells, limit: mostCells });
  }
  const bands = image.getSamplesPerPixel();
  if (bands >= 3 && image.getBitsPerSample(0) === 8) {
    throw unusable(file, {
      zh: '是彩色影像，不是高程或分类',
      en: 'it is a picture and holds no elevations or classes',
    });
  }
  if (bands > 1) remarks.add('formats/bands-left-out', 'warning', { file }, undefined, bands - 1);
}

/**
 * Reads the first band of a GeoTIFF as a grid in the coordinates of the file. The geometry of the layer is the outline of
 * the grid. Errors: `formats/damaged`, `formats/raster-unusable`, `formats/raster-too-large`, `formats/file-too-large`.
 */
export async function readGeoTiff(source: FileSource, context: TaskContext): Promise<ReadLayer[]> {
  const file = source.name;
  const remarks = new RemarkList();
  const image = await firstImage(source, context);
  let raster: SourceRaster;
  let crs: DeclaredCrs | undefined;
  try {
    checkContent(image, file, remarks);
    const placement = await placementOf(image, file);
    checkCancelled(context);
    const { columns, rows, left, top, cellWidth, cellHeight } = placement;
    raster = { columns, rows, left, top, cellWidth, cellHeight, values: await valuesOf(image, placement) };
    crs = crsOf(image);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) throw thrown;
    const said = thrown instanceof Error ? thrown.message : String(thrown);
    throw damaged(file, `像元读不懂（${said}）`, `its cells cannot be read (${said})`, thrown);
  }
  const builder = new FeatureBuilder();
  const sink = new GeometrySink(builder);
  const right = raster.left + raster.columns * raster.cellWidth;
  const bottom = raster.top - raster.rows * raster.cellHeight;
  const { left, top } = raster;
  sink.addAll(Float64Array.of(left, bottom, right, bottom, right, top, left, top, left, bottom));
  sink.endRing();
  sink.endPolygon();
  builder.endRow();
  return layersOf(builder, { file, name: '', remarks, crs }).map((layer) => ({ ...layer, raster }));
}
