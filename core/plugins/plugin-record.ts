import { type Fault, FaultFinder } from '#core/evaluation/fault.ts';
import { isPackageFile, type PluginFiles, pluginLimits } from './plugin-files.ts';

/** A plugin as a project keeps it, whole: a record of kind `plugin` under the id of its manifest. */
export interface PluginRecord {
  readonly id: string;
  /** Whether the project wants it to run; each machine is asked for itself as well (docs/decisions/0014). */
  readonly enabled: boolean;
  /** Content hash when it was installed. */
  readonly hash: string;
  readonly files: PluginFiles;
}

/** What is wrong with the form of a record: other programs, and strangers, can write anything into a project file. */
export function recordFaults(body: object): readonly Fault[] {
  const finder = new FaultFinder();
  const record = finder.object(body, '$', ['id', 'enabled', 'hash', 'files']) ?? {};
  finder.text(record.id, '$.id');
  finder.flag(record.enabled, '$.enabled');
  finder.text(record.hash, '$.hash', /^[0-9a-f]{64}$/, '64 位十六进制数', '64 hexadecimal digits');
  const files = finder.object(record.files, '$.files') ?? {};
  let size = 0;
  for (const [path, text] of Object.entries(files)) {
    size += typeof text === 'string' ? text.length : 0;
    if (typeof text === 'string' && isPackageFile(path) && text.length <= pluginLimits.fileBytes) continue;
    finder.add(
      path,
      { zh: '不是插件的文件', en: 'it is no file of a plugin' },
      { zh: '删除插件后重新安装', en: 'remove the plugin and install it again' },
    );
  }
  if (size > pluginLimits.totalBytes) {
    finder.add(
      '.',
      { zh: '文件合计过大', en: 'its files are too large together' },
      { zh: '删除插件后重新安装', en: 'remove the plugin and install it again' },
    );
  }
  return finder.faults;
}
