import { Sha256 } from '#core/formats/sha256.ts';
import { type PluginFiles, signatureFile } from './plugin-files.ts';

const encoder = new TextEncoder();

function sha256(bytes: Uint8Array): string {
  const digest = new Sha256();
  digest.update(bytes);
  return digest.finish();
}

/**
 * The listing that the content hash is taken of: a first line `cityloom-plugin-1`, then one line for each file but the
 * signature, in the order of their paths, with the SHA-256 of its bytes, their number and its path. Nothing of the archive
 * goes in: not its order, not its times, not how tightly it is packed.
 */
export function contentListing(files: PluginFiles): string {
  const lines = Object.keys(files)
    .filter((path) => path !== signatureFile)
    .sort()
    .map((path) => {
      const bytes = encoder.encode(files[path]);
      return `${sha256(bytes)} ${bytes.length} ${path}\n`;
    });
  return ['cityloom-plugin-1\n', ...lines].join('');
}

/** SHA-256 of `contentListing` in lower-case hex: what a plugin is known by, and what its author signs. */
export function contentHash(files: PluginFiles): string {
  return sha256(encoder.encode(contentListing(files)));
}
