import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The oldest Node that everything here runs on. */
export const oldestNode = '20.19.0';

/** Whether a version of Node (`v20.19.4`) is new enough. */
export function isNodeNewEnough(version, oldest = oldestNode) {
  const numbers = (text) => text.replace(/^v/, '').split('.').map(Number);
  const [seen, wanted] = [numbers(version), numbers(oldest)];
  for (let index = 0; index < 3; index++) {
    if (seen[index] !== wanted[index]) return seen[index] > wanted[index];
  }
  return true;
}

/**
 * Packages that package-lock.json names and that are not installed in that version. `installed` is npm's own record in
 * node_modules. Optional packages, which are for other kinds of machine, do not count.
 */
export function missingPackages(lock, installed) {
  return Object.entries(lock.packages ?? {})
    .filter(([place, wanted]) => place !== '' && !wanted.optional && !wanted.devOptional && !wanted.link)
    .filter(([place, wanted]) => installed?.packages?.[place]?.version !== wanted.version)
    .map(([place]) => place);
}

/** Whether `npm ci` has to run in `root`. */
export function needsInstall(root) {
  const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  try {
    return missingPackages(read('package-lock.json'), read('node_modules/.package-lock.json')).length > 0;
  } catch {
    return true;
  }
}

/** What a build is made from. */
const sourceFolders = ['cli', 'core', 'electron', 'plugins', 'renderer', 'samples'];
const sourceFiles = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
/** What the build itself makes among the sources. */
const madeFolder = 'samples/linjiang';
const readWholeBytes = 4 * 2 ** 20;

/** A stamp of all sources of a build: the same as long as no file was added, removed or changed. */
export function sourceStamp(root) {
  const hash = createHash('sha256');
  const files = [...sourceFiles, ...sourceFolders.flatMap((folder) => filesBelow(root, folder))];
  for (const file of files.sort()) {
    const place = path.join(root, file);
    if (!existsSync(place)) continue;
    const { size, mtimeMs } = statSync(place);
    hash.update(`${file}\0${size}\0`);
    // Large data files are told apart by their time: reading them on every start would be felt.
    hash.update(size <= readWholeBytes ? readFileSync(place) : String(mtimeMs));
  }
  return hash.digest('hex');
}

function filesBelow(root, folder) {
  const place = path.join(root, folder);
  if (!existsSync(place)) return [];
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    const name = `${folder}/${entry.name}`;
    if (name === madeFolder) return [];
    if (entry.isDirectory()) return filesBelow(root, name);
    return entry.isFile() ? [name] : [];
  });
}

export function stampFile(root) {
  return path.join(root, 'out/.stamp');
}

/** Whether the build has to run in `root`: a part of it is missing, or the sources are not those that it was made from. */
export function needsBuild(root) {
  const parts = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'out/cli/main.js'];
  if (!parts.every((part) => existsSync(path.join(root, part)))) return true;
  try {
    return readFileSync(stampFile(root), 'utf8') !== sourceStamp(root);
  } catch {
    return true;
  }
}
