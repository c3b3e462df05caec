import { manifestFaults } from '#core/evaluation/check-manifest.ts';
import type { Manifest } from '#core/evaluation/contract.ts';
import { type Fault, FaultFinder } from '#core/evaluation/fault.ts';
import type { LocalText } from '#core/model/text.ts';
import { readCases } from './check-cases.ts';
import { sourceFaults } from './check-source.ts';
import { checkUnits } from './check-units.ts';
import { contentHash } from './content-hash.ts';
import { manifestFile, type PluginFiles, readmeFile, signatureFile, sourceFile } from './plugin-files.ts';
import type { ReadPlugin } from './plugin-package.ts';
import { readJson } from './read-json.ts';
import { checkSignature, type Signer } from './signature.ts';

/** What one plugin may ask for at most. */
export const pluginMost = { seconds: 600, megabytes: 1024 } as const;

function inManifest(faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault, path: `${manifestFile} ${fault.path}` }));
}

function checkManifest(finder: FaultFinder, text: string, builtIn: ReadonlySet<string>): Manifest | undefined {
  const value = readJson(finder, manifestFile, text);
  if (value === undefined) return undefined;
  const faults = manifestFaults(value);
  finder.faults.push(...inManifest(faults));
  const { id, limits } = (value ?? {}) as { readonly id?: unknown; readonly limits?: Partial<Manifest['limits']> };
  if (typeof id === 'string' && builtIn.has(id)) {
    finder.add(
      `${manifestFile} $.id`,
      { zh: `“${id}”是内置评估器的编号`, en: `"${id}" is the id of an evaluator that comes with the program` },
      { zh: '换一个编号，如加上单位的缩写', en: 'take another id, such as one that begins with your initials' },
    );
  }
  for (const name of ['seconds', 'megabytes'] as const) {
    const asked = limits?.[name];
    if (typeof asked !== 'number' || asked <= pluginMost[name]) continue;
    finder.add(
      `${manifestFile} $.limits.${name}`,
      {
        zh: `要 ${asked}，插件最多 ${pluginMost[name]}`,
        en: `it asks for ${asked}, a plugin gets ${pluginMost[name]} at most`,
      },
      { zh: `写成 ${pluginMost[name]} 或更少`, en: `make it ${pluginMost[name]} or less` },
    );
  }
  return faults.length === 0 ? (value as Manifest) : undefined;
}

function checkReadme(finder: FaultFinder, readme: string): void {
  for (const [heading, zh, en] of [
    [/^#+ .*中文/m, '没有“## 中文”一节', 'there is no section "## 中文"'],
    [/^#+ .*English/im, '没有“## English”一节', 'there is no section "## English"'],
  ] as const) {
    if (heading.test(readme)) continue;
    finder.add(readmeFile, { zh, en }, { zh: '中英文各写一节', en: 'write one section in each language' });
  }
}

/**
 * Reads the files of a plugin and says everything that is wrong with it at once. `builtIn` are the ids that are taken. A
 * plugin without fault has been parsed, but nothing of it has run.
 */
export function checkPackage(files: PluginFiles, builtIn: ReadonlySet<string>): ReadPlugin {
  const finder = new FaultFinder();
  for (const [file, zh, en] of [
    [manifestFile, '写明插件是什么、要什么', 'say in it what the plugin is and wants'],
    [sourceFile, '写入导出 evaluate 的代码', 'put the code that exports evaluate into it'],
    [readmeFile, '用中英文写明方法与局限', 'tell method and limits in Chinese and English'],
  ] as const) {
    if (files[file] !== undefined) continue;
    finder.add(file, { zh: '缺少这个文件', en: 'this file is missing' }, { zh, en });
  }
  const manifestText = files[manifestFile];
  const manifest = manifestText === undefined ? undefined : checkManifest(finder, manifestText, builtIn);
  const remarks: LocalText[] = [];
  if (manifest) {
    const units = checkUnits(manifest);
    finder.faults.push(...inManifest(units.faults));
    remarks.push(...units.remarks);
  }
  const source = files[sourceFile];
  if (source !== undefined) finder.faults.push(...sourceFaults(source, manifest?.runs !== undefined));
  const readme = files[readmeFile];
  if (readme !== undefined) checkReadme(finder, readme);
  const { cases, faults } = manifest ? readCases(files, manifest) : { cases: [], faults: [] };
  finder.faults.push(...faults);
  const isPlugin = manifestText !== undefined && source !== undefined;
  const hash = contentHash(files);
  const signatureText = files[signatureFile];
  let signer: Signer | undefined;
  if (signatureText !== undefined) {
    const checked = checkSignature(signatureText, hash);
    finder.faults.push(...checked.faults);
    signer = checked.signer;
  }
  if (finder.faults.length > 0 || !manifest || source === undefined || readme === undefined) {
    return { isPlugin, faults: finder.faults, remarks };
  }
  const sound = { manifest, source, readme, cases, files, hash, ...(signer ? { signer } : {}) };
  return { package: sound, isPlugin, faults: [], remarks };
}
