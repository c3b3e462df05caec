import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { type Basemap, titleOf } from './basemap.ts';
import { worldExtensions } from './picture-extensions.ts';
import { type PictureMatrix, worldFileMatrix } from './picture-matrix.ts';
import type { PictureSize } from './picture-size.ts';
import { companion, fileExtension, readRange } from './source-reading.ts';

/** Pixels that a picture may have: decoded they take 400 MB. */
const mostPixels = 100_000_000;
/** The longest side that every browser draws. */
const longestSide = 32_767;
const mostBytes = 200_000_000;
/** A world file has about a hundred bytes. */
const worldFileBytes = 1000;

async function worldOf(source: FileSource): Promise<PictureMatrix | null> {
  for (const extension of worldExtensions[fileExtension(source.name)] ?? ['.wld']) {
    const found = await companion(source, extension);
    if (!found) continue;
    return worldFileMatrix(new TextDecoder().decode(await readRange(found, 0, worldFileBytes)), found.name);
  }
  return null;
}

/**
 * Opens a PNG, JPEG or WebP of this size; whoever draws it decodes it. Errors: `basemap/picture-too-large`, and those of
 * `worldFileMatrix` where a world file lies beside it.
 */
export async function openPlainPicture(source: FileSource, { width, height }: PictureSize): Promise<Basemap> {
  const file = source.name;
  const isTooLarge = width * height > mostPixels || Math.max(width, height) > longestSide;
  if (isTooLarge || source.bytes > mostBytes) {
    throw new WorkbenchError('basemap/picture-too-large', {
      file,
      width,
      height,
      bytes: source.bytes,
      mostPixels,
      longestSide,
      mostBytes,
    });
  }
  if (width * height === 0) throw new WorkbenchError('basemap/picture-damaged', { file });
  const world = await worldOf(source);
  return {
    facts: { file, title: titleOf(undefined, file), attribution: '', content: { kind: 'plain', width, height, world } },
    async tile() {
      return undefined;
    },
    async picture() {
      return undefined;
    },
    close: () => undefined,
  };
}
