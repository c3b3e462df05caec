import { zipFiles } from '#core/formats/zip-writer.ts';
import type { PluginFiles } from './plugin-files.ts';

/** A package as an archive: the same files give the same bytes. */
export function packPlugin(files: PluginFiles): Uint8Array {
  const encoder = new TextEncoder();
  const sorted = Object.keys(files).sort();
  return zipFiles(Object.fromEntries(sorted.map((path) => [path, encoder.encode(files[path])])));
}
