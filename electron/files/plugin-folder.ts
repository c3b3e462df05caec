import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isPackageFile, pluginLimits, typedSourceFile } from '#core/plugins/plugin-files.ts';
import type { FolderFile, PluginSource } from '#core/plugins/plugin-source.ts';
import { readError } from './disk-errors.ts';

/**
 * A plugin from the disk: the files of an author's folder that belong to a plugin, links not followed, or an archive.
 * Errors: `store/file-missing`, `store/read-failed`.
 */
export async function readPluginPlace(place: string): Promise<PluginSource> {
  const name = path.basename(path.resolve(place));
  try {
    if (!(await lstat(place)).isDirectory()) return { name, archive: new Uint8Array(await readFile(place)) };
    const files: FolderFile[] = [];
    const links: string[] = [];
    for (const folder of ['', 'cases/']) await readLevel(place, folder, files, links);
    return { name, files, links };
  } catch (thrown) {
    throw readError(thrown, place);
  }
}

async function readLevel(place: string, folder: string, files: FolderFile[], links: string[]): Promise<void> {
  if (folder !== '' && (await kindOf(path.join(place, folder))) !== 'folder') return;
  for (const entry of await readdir(path.join(place, folder), { withFileTypes: true })) {
    const inside = `${folder}${entry.name}`;
    if (entry.isSymbolicLink()) links.push(inside);
    if (!entry.isFile() || !(isPackageFile(inside) || inside === typedSourceFile)) continue;
    const file = path.join(place, inside);
    const { size } = await lstat(file);
    const bytes = size > pluginLimits.fileBytes ? new Uint8Array(0) : new Uint8Array(await readFile(file));
    files.push({ path: inside, bytes, ...(size > pluginLimits.fileBytes ? { size } : {}) });
  }
}

async function kindOf(place: string): Promise<'folder' | 'other' | undefined> {
  const found = await lstat(place.replace(/\/$/, '')).catch(() => undefined);
  if (!found) return undefined;
  return found.isDirectory() ? 'folder' : 'other';
}
