import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, ReadLayer, SourceRaster } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import {
  brokenTiff,
  crsOf,
  damagedTiff,
  placementOf,
  type TiffImage,
  type TiffPlacement,
  unusable,
} from './geotiff-placement.ts';
import { layersOf } from './read-layer.ts';
import { checkLength } from './read-text.ts';
import { checkCancelled, readWhole } from './source-reading.ts';
import { tiffLibrary } from './tiff-library.ts';

// OGC GeoTIFF 1.1, 19-008r4; "no data" as GDAL keeps it.
/** Cells of a grid at most: 160 MB of numbers. */
const mostCells = 40_000_000;

/** The first band as numbers, NaN where there is no data, the northern row first. */
async function valuesOf(image: TiffImage, { columns, rows, isSouthUp }: TiffPlacement): Promise<Float32Array> {
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
  const { fromArrayBuffer } = await tiffLibrary();
  const bytes = await readWhole(source, context);
  try {
    return await (await fromArrayBuffer(bytes.slice().buffer)).getImage();
  } catch (thrown) {
    throw new WorkbenchError(
      'formats/damaged',
      { file: source.name, reason: { zh: '目录损坏', en: 'its directory is damaged' } },
      { cause: thrown },
    );
  }
}

function checkContent(image: TiffImage, file: string, remarks: RemarkList): void {
  const cells = image.getWidth() * image.getHeight();
  if (!(cells > 0)) throw brokenTiff(file, '没有像元', 'it has no cells');
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
    throw damagedTiff(file, thrown);
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
