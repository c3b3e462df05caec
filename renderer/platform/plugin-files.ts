import { isPackageFile, pluginLimits, typedSourceFile } from '#core/plugins/plugin-files.ts';
import type { FolderFile, PluginSource } from '#core/plugins/plugin-source.ts';
import { uploadFiles } from './browser-files.ts';
import type { GivenFile } from './file-sources.ts';

/** Lets a person choose a plugin's archive; undefined when they changed their mind. */
export async function choosePluginArchive(): Promise<PluginSource | undefined> {
  const [file] = await uploadFiles(['.zip'], false);
  return file && archiveSource(file);
}

/** Lets a person choose a plugin's folder; undefined when they changed their mind. */
export async function choosePluginFolder(): Promise<PluginSource | undefined> {
  const files = await uploadFiles([], true, true);
  const given = files.map((file) => {
    const { webkitRelativePath: path } = file;
    return { file, folder: `/${path.slice(0, Math.max(0, path.lastIndexOf('/')))}` };
  });
  return folderSource(given);
}

/**
 * The plugin among dropped files: a single archive, or a folder with a manifest in it. Undefined where there is neither; other
 * archives than plugins are only told apart by looking into them.
 */
export async function droppedPlugin(given: readonly GivenFile[]): Promise<PluginSource | undefined> {
  const [only] = given;
  const isArchive = given.length === 1 && only !== undefined && /\.zip$/i.test(only.file.name);
  return isArchive ? archiveSource(only.file) : folderSource(given);
}

async function archiveSource(file: File): Promise<PluginSource> {
  // What is larger than any plugin is not read: its size is said of it all the same.
  const part = file.slice(0, pluginLimits.archiveBytes + 1);
  return { name: file.name, archive: new Uint8Array(await part.arrayBuffer()) };
}

async function folderSource(given: readonly GivenFile[]): Promise<PluginSource | undefined> {
  const manifest = given
    .filter(({ file, folder }) => file.name === 'manifest.json' && folder !== '')
    .sort((one, other) => one.folder.length - other.folder.length)[0];
  if (!manifest) return undefined;
  const root = manifest.folder;
  const files: FolderFile[] = [];
  for (const { file, folder } of given) {
    if (folder !== root && !folder.startsWith(`${root}/`)) continue;
    const path = `${folder.slice(root.length + 1)}/${file.name}`.replace(/^\//, '');
    if (!isPackageFile(path) && path !== typedSourceFile) continue;
    const isLarge = file.size > pluginLimits.fileBytes;
    const bytes = isLarge ? new Uint8Array(0) : new Uint8Array(await file.arrayBuffer());
    files.push({ path, bytes, ...(isLarge ? { size: file.size } : {}) });
  }
  return { name: root.slice(root.lastIndexOf('/') + 1), files };
}
