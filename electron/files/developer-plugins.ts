import { readPluginPlace } from './plugin-folder.ts';

/** Where the page asks for plugins under development, beside its own files. */
export const developerPluginsName = 'developer-plugins.json';

/** What the page's address ends in when there are such plugins to ask for. */
export const developerQuery = '?develop';

/**
 * The plugins in these folders as they are on the disk now, as JSON: a list of `{ name, files: [{ path, base64 }], links }`. A
 * folder that cannot be read stands there with `missing`.
 */
export async function developerPlugins(folders: readonly string[]): Promise<string> {
  const plugins = await Promise.all(
    folders.map(async (folder) => {
      try {
        const source = await readPluginPlace(folder);
        if (!('files' in source)) return { name: source.name, archive: base64(source.archive) };
        const { name, links } = source;
        return { name, links, files: source.files.map(({ path, bytes }) => ({ path, base64: base64(bytes) })) };
      } catch {
        return { name: folder, missing: true };
      }
    }),
  );
  return JSON.stringify(plugins);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
