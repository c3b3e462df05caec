import type { Extent } from '#core/crs/definitions.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import type { PictureMatrix } from './picture-matrix.ts';
import { pictureSize } from './picture-size.ts';
import { fileExtension, fileStem, readRange } from './source-reading.ts';

/** What there is to know about a file that is drawn under everything. Plain data. */
export interface BasemapFacts {
  /** Name without folders. */
  readonly file: string;
  /** What the file calls itself, or its name. */
  readonly title: string;
  /** Whose map it is, as plain text; empty where the file does not say. */
  readonly attribution: string;
  readonly content:
    | {
        /** Square pictures in Web Mercator, by zoom, column and row from the north-west. */
        readonly kind: 'tiles';
        readonly minZoom: number;
        readonly maxZoom: number;
        /** Longitudes and latitudes that are covered; the world where the file does not say. */
        readonly bounds: Extent;
      }
    | {
        /** One picture. */
        readonly kind: 'picture';
        /** Text that `parseCoordinateSystem` reads. */
        readonly crs: string;
        /** In that system. */
        readonly extent: Extent;
      }
    | {
        /** One picture that is drawn from the file itself. */
        readonly kind: 'plain';
        /** In pixels, as the file states them. */
        readonly width: number;
        readonly height: number;
        /** What the world file beside it says, in the project's system; null where there is none. */
        readonly world: PictureMatrix | null;
      };
}

/** Colours of a picture, four bytes for each cell, the northern row first. */
export interface BasemapPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** A file that is drawn under everything, open. */
export interface Basemap {
  readonly facts: BasemapFacts;
  /** One tile as the file has it (PNG, JPEG, WebP); undefined where there is none. Rows count from the north. */
  tile(zoom: number, column: number, row: number): Promise<Uint8Array | undefined>;
  /** The picture, where the file itself says where it lies; undefined for others. */
  picture(context: TaskContext): Promise<BasemapPicture | undefined>;
  close(): void;
}

/** Bytes within which a picture states its size: a JPEG may have a preview and a colour profile before. */
const pictureHead = 1_000_000;

/** Extensions of files that can be drawn under everything. */
export const basemapExtensions: readonly string[] = ['.mbtiles', '.pmtiles', '.tif', '.tiff'];

/** Whether a file can only be a basemap: grids may be data as well. */
export function isTileFile(name: string): boolean {
  return ['.mbtiles', '.pmtiles'].includes(fileExtension(name));
}

/** Plain text of an attribution that may be HTML. */
export function plainAttribution(text: unknown): string {
  return typeof text === 'string'
    ? text
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll('&copy;', '©')
        .replaceAll('&amp;', '&')
        .trim()
        .slice(0, 200)
    : '';
}

/** What a file calls itself, or its name. */
export function titleOf(text: unknown, file: string): string {
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 80) : fileStem(file);
}

/**
 * Opens a file to be drawn under everything: MBTiles and PMTiles of pictures, a GeoTIFF of colours or of one band, or a
 * plain picture. Errors: `basemap/unknown`, `basemap/vector-tiles`, `basemap/too-large`, `basemap/picture-too-large`, and those of the formats.
 */
export async function openBasemap(source: FileSource, context: TaskContext): Promise<Basemap> {
  const head = await readRange(source, 0, 16);
  const text = String.fromCharCode(...head);
  if (text.startsWith('SQLite format 3')) {
    const { openMbtiles } = await import('./mbtiles.ts');
    return openMbtiles(source, context);
  }
  if (text.startsWith('PMTiles')) {
    const { openPmtiles } = await import('./pmtiles.ts');
    return openPmtiles(source);
  }
  if (/^(?:II\*\0|MM\0\*)/.test(text)) {
    const { openPicture } = await import('./geotiff-picture.ts');
    return openPicture(source, context);
  }
  const size = pictureSize(await readRange(source, 0, pictureHead));
  if (size) {
    const { openPlainPicture } = await import('./plain-picture.ts');
    return openPlainPicture(source, size);
  }
  throw new WorkbenchError('basemap/unknown', { file: source.name });
}
