import type { LocalText } from '#core/model/text.ts';
import { checkPackage } from './check-package.ts';
import { gatherFiles } from './gather-files.ts';
import { sourceFile } from './plugin-files.ts';
import type { ReadPlugin } from './plugin-package.ts';
import type { PluginSource } from './plugin-source.ts';
import { stripTypes } from './strip-types.ts';

/** How many of the files left lying are named. */
const namedFiles = 5;

/**
 * Reads a plugin out of an archive or folder. All that is wrong is told at once: what could not be taken out of the archive
 * first, then what is wrong with what could. `builtIn` are ids that are taken.
 */
export async function readPlugin(source: PluginSource, builtIn: ReadonlySet<string>): Promise<ReadPlugin> {
  const gathered = await gatherFiles(source);
  const stripped = await stripTypes(gathered.files);
  const before = [...gathered.faults, ...stripped.faults];
  // An archive that cannot be opened lacks nothing in particular.
  const isUnopened = before.length > 0 && Object.keys(gathered.files).length === 0;
  if (isUnopened && before.some(({ path }) => path === '.')) return { isPlugin: false, faults: before, remarks: [] };
  const checked = checkPackage(stripped.files, builtIn);
  const { isPlugin } = checked;
  const told = new Set(before.map(({ path }) => path));
  // It is not missing: it could not be made.
  if (stripped.faults.length > 0) told.add(sourceFile);
  const faults = [...before, ...checked.faults.filter(({ path }) => !told.has(path))];
  const remarks: LocalText[] = [...checked.remarks];
  const { left } = gathered;
  if (left.length > 0) {
    const names = left.slice(0, namedFiles).join(', ');
    const more = left.length > namedFiles ? ' …' : '';
    remarks.push({
      zh: `${left.length} 个文件不属于插件，没有读入：${names}${more}`,
      en: `${left.length === 1 ? '1 file is' : `${left.length} files are`} no part of a plugin and left out: ${names}${more}`,
    });
  }
  if (faults.length > 0 || !checked.package) return { isPlugin, faults, remarks };
  return { package: checked.package, isPlugin, faults: [], remarks };
}
