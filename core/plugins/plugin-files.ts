/** Files of a plugin by their path in its package: all of them are texts. */
export type PluginFiles = Readonly<Record<string, string>>;

export const manifestFile = 'manifest.json';
export const sourceFile = 'evaluator.js';
/** What authors may write instead of `sourceFile`; packages never have it. */
export const typedSourceFile = 'evaluator.ts';
export const readmeFile = 'README.md';
export const signatureFile = 'signature.json';

/** More than any plugin needs, and little enough to be kept in a project file. */
export const pluginLimits = {
  /** Files of a package. */
  files: 64,
  fileBytes: 1024 * 1024,
  totalBytes: 2 * 1024 * 1024,
  /** The packed archive. */
  archiveBytes: 4 * 1024 * 1024,
} as const;

const others: ReadonlySet<string> = new Set([
  manifestFile,
  sourceFile,
  readmeFile,
  signatureFile,
  'LICENSE',
  'LICENSE.md',
  'LICENSE.txt',
]);
const casePath = /^cases\/[A-Za-z0-9][A-Za-z0-9._-]*\.json$/;

/** Whether a path is that of golden cases: `cases/name.json`. */
export function isCaseFile(path: string): boolean {
  return casePath.test(path);
}

/** Whether a file belongs to a package; what else lies in an author's folder stays there. */
export function isPackageFile(path: string): boolean {
  return others.has(path) || isCaseFile(path);
}
