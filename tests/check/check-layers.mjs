import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { layers, nodeLayers } from './layers.mjs';

const importPattern =
  /(?:^|[\s;}])(?:import|export)\s+(?:type\s+)?(?:[\w*{][^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g;

/** The most specific layer that holds `file`, or undefined. */
function layerOf(file) {
  const folders = path.posix.dirname(file).split('/');
  for (let depth = folders.length; depth > 0; depth--) {
    const folder = folders.slice(0, depth).join('/');
    if (Object.hasOwn(layers, folder)) return folder;
  }
  return undefined;
}

/** What an import specifier stands for: a layer, a package, or `node:`. */
function targetOf(file, specifier) {
  const aliases = { '#sdk': 'plugins/sdk/index.ts' };
  let target = specifier;
  if (Object.hasOwn(aliases, specifier)) target = aliases[specifier];
  else if (specifier.startsWith('#')) target = specifier.slice(1);
  else if (specifier.startsWith('.')) target = path.posix.join(path.posix.dirname(file), specifier);
  else if (specifier.startsWith('node:')) return { node: true };
  else
    return {
      name: specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    };
  return { layer: layerOf(target.split('?')[0]), file: target };
}

function isAllowed(layer, target) {
  if (target.node) return nodeLayers.includes(layer);
  if (target.layer === layer) return true;
  const allowed = layers[layer];
  if (allowed.includes('*')) return true;
  if (target.name !== undefined) return allowed.includes(target.name);
  return allowed.includes(target.layer) || (target.layer?.startsWith('core/') === true && allowed.includes('core/*'));
}

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file.includes('/'));

const faults = [];
for (const file of files) {
  const layer = layerOf(file);
  if (layer === undefined) {
    faults.push(`${file}: belongs to no layer. Layers: ${Object.keys(layers).join(', ')}`);
    continue;
  }
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    continue; // deleted, not yet committed
  }
  // One plugin must not reach into another: only its own folder and the SDK.
  for (const match of text.matchAll(importPattern)) {
    const specifier = match[1] ?? match[2] ?? match[3];
    const target = targetOf(file, specifier);
    const foreignPlugin =
      layer === 'plugins' && target.layer === 'plugins' && file.split('/')[1] !== target.file.split('/')[1];
    if (foreignPlugin || !isAllowed(layer, target)) {
      faults.push(`${file}: ${layer} may not import ${specifier}. Allowed: ${layers[layer].join(', ') || 'nothing'}`);
    }
  }
}
if (faults.length > 0) {
  console.error(faults.join('\n'));
  console.error(`${faults.length} imports break the layers of tests/check/layers.mjs`);
  process.exit(1);
}
console.log(`layers: ${files.length} files, all imports allowed`);
