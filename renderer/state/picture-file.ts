import type { PointPair } from '#core/crs/fit-points.ts';
import type { KnownLayer } from '#core/formats/place-options.ts';
import { readWhole } from '#core/formats/source-reading.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';

/** A picture as the page shows it. */
export interface PictureAddress {
  /** Of an object; whoever asked for it revokes it. */
  readonly url: string;
  /** In pixels, the right way up. */
  readonly width: number;
  readonly height: number;
}

/** A picture whose place a person is asked for. */
export interface PictureToPlace extends PictureAddress {
  readonly file: string;
  readonly title: string;
  readonly known: readonly KnownLayer[];
  /** System of the project. */
  readonly epsg: number;
  /** To begin with. */
  readonly points: readonly PointPair[];
}

async function pictureBlob(file: FileSource): Promise<Blob> {
  const bytes = await readWhole(file, {});
  return new Blob([bytes.slice()]);
}

function damaged(file: FileSource, cause: unknown): WorkbenchError {
  return new WorkbenchError('basemap/picture-damaged', { file: file.name }, { cause });
}

/** Reads a picture to be shown on the page. Errors: `basemap/picture-damaged`, and those of reading. */
export async function readPicture(file: FileSource): Promise<PictureAddress> {
  const url = URL.createObjectURL(await pictureBlob(file));
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (thrown) {
    URL.revokeObjectURL(url);
    throw damaged(file, thrown);
  }
  return { url, width: image.naturalWidth, height: image.naturalHeight };
}

/** Decodes a picture to be drawn again and again. Errors: as `readPicture`. */
export async function decodePicture(file: FileSource): Promise<ImageBitmap> {
  const blob = await pictureBlob(file);
  try {
    return await createImageBitmap(blob);
  } catch (thrown) {
    throw damaged(file, thrown);
  }
}
