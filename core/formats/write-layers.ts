import { RemarkList } from '#core/model/remark.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { Format, WritableLayer } from './format.ts';
import { plainFileName } from './plain-file-name.ts';
import { joinBytes } from './source-reading.ts';
import { zipFiles } from './zip-writer.ts';

/** A file as it was written. */
export interface WrittenFile {
  readonly bytes: Uint8Array;
  /** With its dot, in lower case. */
  readonly extension: string;
}

/** Extension of what a format gives for so many layers: several need an archive, unless the format holds several itself. */
export function writtenExtension(format: Format, layers: number): string {
  if (layers > 1 && format.id !== 'geopackage') return '.zip';
  return format.writtenExtension ?? format.extensions[0]!;
}

/**
 * Writes layers as one file: one layer as the format has it; several as tables of one GeoPackage, or in a zip archive with a
 * file for each. What the format cannot keep is told in `remarks`. Errors: those of the format, `command/cancelled`.
 */
export async function writeLayers(
  format: Format,
  layers: readonly WritableLayer[],
  context: TaskContext,
  remarks: RemarkList,
): Promise<WrittenFile> {
  const extension = writtenExtension(format, layers.length);
  if (format.id === 'geopackage') {
    const { writeGeoPackage } = await import('./geopackage-writer.ts');
    return { bytes: await writeGeoPackage(layers, context), extension };
  }
  const [only] = layers;
  if (only && layers.length === 1) return { bytes: await writeOne(format, only, context, remarks), extension };
  const files: Record<string, Uint8Array> = {};
  const taken = new Set<string>();
  for (const layer of layers) {
    const plain = plainFileName(layer.name);
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain} ${number}`;
    taken.add(name.toLowerCase());
    if (format.id === 'shapefile') {
      const { shapefileFiles } = await import('./shapefile-writer.ts');
      Object.assign(files, shapefileFiles(layer, name, context, remarks));
    } else {
      files[`${name}${writtenExtension(format, 1)}`] = await writeOne(format, layer, context, remarks);
    }
  }
  return { bytes: zipFiles(files), extension };
}

async function writeOne(
  format: Format,
  layer: WritableLayer,
  context: TaskContext,
  remarks: RemarkList,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of format.write!(layer, context, remarks)) pieces.push(piece);
  return joinBytes(pieces);
}
