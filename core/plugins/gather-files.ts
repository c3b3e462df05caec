import type { Fault } from '#core/evaluation/fault.ts';
import {
  type CentralRecord,
  centralDirectory,
  clutter,
  looksLikeZip,
  safePath,
  unpackRecord,
} from '#core/formats/archive.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { isPackageFile, manifestFile, type PluginFiles, pluginLimits, typedSourceFile } from './plugin-files.ts';
import type { FolderFile, PluginSource } from './plugin-source.ts';

/** The files of a plugin that could be had, what is wrong with the others, and what was left lying. */
export interface GatheredFiles {
  readonly files: PluginFiles;
  readonly faults: readonly Fault[];
  /** Paths of files that do not belong to a package. */
  readonly left: readonly string[];
}

/** Unpacked bytes for one packed byte beyond which a small text file is no text of a plugin. */
const mostRatio = 200;

function fault(path: string, zh: string, en: string, fix: LocalText): Fault {
  return { path, message: { zh, en }, fix };
}

const leaveOut: LocalText = { zh: '从包里去掉这个文件', en: 'leave this file out of the package' };
const repack: LocalText = {
  zh: '用 cityloom plugin pack 重新打包',
  en: 'pack it again with cityloom plugin pack',
};

class Gatherer {
  readonly files: Record<string, string> = {};
  readonly faults: Fault[] = [];
  readonly left: string[] = [];
  readonly #seen = new Map<string, string>();
  #bytes = 0;

  /** Takes note of a path; false when its file is not to be read. */
  accepts(path: string, bytes: number): boolean {
    const known = this.#seen.get(path.toLowerCase());
    if (known !== undefined) {
      this.faults.push(
        fault(path, `与“${known}”重复`, `it is there twice, also as "${known}"`, {
          zh: '只留一个',
          en: 'keep one of the two',
        }),
      );
      return false;
    }
    this.#seen.set(path.toLowerCase(), path);
    if (!isPackageFile(path) && path !== typedSourceFile) {
      this.left.push(path);
      return false;
    }
    if (bytes > pluginLimits.fileBytes) {
      const limit = pluginLimits.fileBytes / 1024;
      const size = Math.ceil(bytes / 1024);
      this.faults.push(
        fault(path, `有 ${size} KB，最多 ${limit} KB`, `it has ${size} KB, at most ${limit} KB`, leaveOut),
      );
      return false;
    }
    const before = this.#bytes;
    this.#bytes += bytes;
    if (this.#bytes > pluginLimits.totalBytes) {
      if (before <= pluginLimits.totalBytes) this.#tooMuch();
      return false;
    }
    if (this.#seen.size - this.left.length === pluginLimits.files + 1) this.#tooMany();
    return this.#seen.size - this.left.length <= pluginLimits.files;
  }

  #tooMuch(): void {
    const limit = pluginLimits.totalBytes / 1024;
    this.faults.push(
      fault('.', `所有文件合计超过 ${limit} KB`, `all files together have more than ${limit} KB`, {
        zh: '精简算例或代码',
        en: 'shorten cases or code',
      }),
    );
  }

  #tooMany(): void {
    const { files } = pluginLimits;
    this.faults.push(
      fault('.', `文件超过 ${files} 个`, `there are more than ${files} files`, {
        zh: '合并算例文件',
        en: 'join files of cases',
      }),
    );
  }

  take(path: string, bytes: Uint8Array): void {
    try {
      this.files[path] = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      this.faults.push(
        fault(path, '不是 UTF-8 文字', 'it is no text in UTF-8', {
          zh: '存为 UTF-8',
          en: 'save it as UTF-8',
        }),
      );
    }
  }
}

/** The folder that everything lies in, when the manifest is not at the top: archives are often made of a folder. */
function wrapperOf(paths: readonly string[]): string {
  if (paths.includes(manifestFile)) return '';
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  const isWrapper = paths.includes(`${folder}${manifestFile}`) && paths.every((path) => path.startsWith(folder));
  return isWrapper ? folder : '';
}

function recordFault(record: CentralRecord): Fault | undefined {
  const { path } = record;
  if (safePath(path) === undefined) {
    return fault(path, '路径指向压缩包之外', 'its path leads out of the archive', repack);
  }
  if (record.isLink)
    return fault(path, '是符号链接', 'it is a symbolic link', { zh: '放入文件本身', en: 'put in the file itself' });
  if (record.isEncrypted) return fault(path, '已加密', 'it is encrypted', repack);
  if (record.method !== 0 && record.method !== 8) {
    return fault(
      path,
      `压缩方法 ${record.method} 不支持`,
      `its packing method ${record.method} is not supported`,
      repack,
    );
  }
  if (record.unpacked > 65_536 && record.unpacked > mostRatio * Math.max(1, record.packed)) {
    const factor = Math.round(record.unpacked / Math.max(1, record.packed));
    return fault(
      path,
      `解压后是压缩时的 ${factor} 倍，不像文字`,
      `it unpacks to ${factor} times its size, as no text does`,
      leaveOut,
    );
  }
  return undefined;
}

async function fromArchive(gatherer: Gatherer, source: FileSource): Promise<void> {
  const records = (await centralDirectory(source)).filter(({ path }) => !/[/\\]$/.test(path) && !clutter.test(path));
  const sound = records.filter((record) => {
    const wrong = recordFault(record);
    if (wrong) gatherer.faults.push(wrong);
    return !wrong;
  });
  const paths = sound.map(({ path }) => safePath(path)!);
  const wrapper = wrapperOf(paths);
  for (const [at, record] of sound.entries()) {
    const path = paths[at]!.slice(wrapper.length);
    if (!gatherer.accepts(path, record.unpacked)) continue;
    try {
      gatherer.take(path, await unpackRecord(source, record));
    } catch (thrown) {
      const error = WorkbenchError.from(thrown);
      gatherer.faults.push(fault(path, error.describe('zh'), error.describe('en'), repack));
    }
  }
}

function fromFolder(gatherer: Gatherer, files: readonly FolderFile[], links: readonly string[]): void {
  for (const path of links) {
    if (!isPackageFile(path) && path !== typedSourceFile && path !== 'cases') continue;
    gatherer.faults.push(
      fault(path, '是符号链接', 'it is a symbolic link', { zh: '放入文件本身', en: 'put in the file itself' }),
    );
  }
  const sorted = [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const wrapper = wrapperOf(sorted.map(({ path }) => path));
  for (const { path: whole, bytes, size = bytes.length } of sorted) {
    const path = whole.slice(wrapper.length);
    if (gatherer.accepts(path, size)) gatherer.take(path, bytes);
  }
}

/**
 * The files of a plugin out of an archive or folder, as far as they can be had: paths that lead out, links, entries that are
 * there twice, too large or packed like bombs, and what is no text are faults, all of them told at once. Nothing larger than
 * `pluginLimits` is ever unpacked.
 */
export async function gatherFiles(source: PluginSource): Promise<GatheredFiles> {
  const gatherer = new Gatherer();
  if ('files' in source) fromFolder(gatherer, source.files, source.links ?? []);
  else if (!looksLikeZip(source.archive)) {
    gatherer.faults.push(
      fault('.', '不是 ZIP 压缩包', 'it is no ZIP archive', {
        zh: '选插件的 .zip 或文件夹',
        en: 'take the .zip or folder of a plugin',
      }),
    );
  } else if (source.archive.length > pluginLimits.archiveBytes) {
    const limit = pluginLimits.archiveBytes / 1024 / 1024;
    gatherer.faults.push(
      fault('.', `压缩包超过 ${limit} MB`, `the archive has more than ${limit} MB`, {
        zh: '精简后重新打包',
        en: 'shorten it and pack it again',
      }),
    );
  } else {
    try {
      await fromArchive(gatherer, memorySource(source.name, source.archive));
    } catch (thrown) {
      const error = WorkbenchError.from(thrown);
      gatherer.faults.push(fault('.', error.describe('zh'), error.describe('en'), repack));
    }
  }
  const { files, faults, left } = gatherer;
  return { files, faults, left };
}
