import type { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { looksLikeZip, openArchive } from './archive.ts';
import type { Format } from './format.ts';
import { findFormat, formats } from './formats.ts';
import { fileExtension, fileStem, readRange } from './source-reading.ts';

/** One thing to read: a file, or a file inside an archive. */
export interface ImportItem {
  /** Path inside the archive; empty for files that are not in one. */
  readonly entry: string;
  readonly source: FileSource;
  readonly format: Format;
}

/** `source` with all files that were given together as its siblings, since a host need not see the folder. */
function withSiblings(source: FileSource, all: readonly FileSource[]): FileSource {
  return {
    name: source.name,
    bytes: source.bytes,
    read: (start, length) => source.read(start, length),
    async sibling(name) {
      const given = all.find((other) => other !== source && other.name.toLowerCase() === name.toLowerCase());
      return given ?? source.sibling(name);
    },
  };
}

/** Whether a file only is a part of another that was given with it: the `.dbf` of a `.shp`. */
function isCompanion(name: string, names: ReadonlySet<string>): boolean {
  const lower = name.toLowerCase();
  return formats.some(({ extensions, companions }) =>
    companions.some((companion) => {
      if (!lower.endsWith(companion)) return false;
      const stem = lower.slice(0, lower.length - companion.length);
      return extensions.some((extension) => extension !== companion && names.has(stem + extension));
    }),
  );
}

/** The places of the files, among those given, that are not just parts of others. */
export function mainFiles(sources: readonly FileSource[]): number[] {
  const names = new Set(sources.map(({ name }) => name.toLowerCase()));
  return [...sources.keys()].filter((place) => !isCompanion(sources[place]!.name, names));
}

/** Whether an archive as a whole is a file of some format, such as a workbook, rather than files packed together. */
async function isZippedFormat(source: FileSource): Promise<boolean> {
  for (const format of formats) if (await format.sniff(source)) return true;
  return false;
}

/**
 * What there is to read in a file: itself, or what an archive holds.
 * Errors: `formats/unknown`, `formats/empty-file`, `formats/archive-nothing-inside` and those of `openArchive`.
 */
export async function itemsOf(
  source: FileSource,
  all: readonly FileSource[],
  remarks: RemarkList,
  context: TaskContext,
): Promise<ImportItem[]> {
  const related = withSiblings(source, all);
  if (!looksLikeZip(await readRange(source, 0, 4)) || (await isZippedFormat(source))) {
    return [{ entry: '', source: related, format: await findFormat(related) }];
  }
  const entries = await openArchive(source, remarks, context);
  const paths = new Set(entries.map(({ path }) => path.toLowerCase()));
  const known = new Set(formats.flatMap(({ extensions }) => extensions));
  const items: ImportItem[] = [];
  const others: string[] = [];
  for (const { path, source: entry } of entries) {
    if (isCompanion(path, paths)) continue;
    // A text beside the data is a description more often than a table.
    if (!known.has(fileExtension(path)) || fileExtension(path) === '.txt') others.push(path);
    else items.push({ entry: path, source: entry, format: await findFormat(entry) });
  }
  if (items.length === 0) {
    throw new WorkbenchError('formats/archive-nothing-inside', {
      file: source.name,
      found: entries
        .slice(0, 10)
        .map(({ path }) => path)
        .join(', '),
      known: [...known].join(' '),
    });
  }
  if (others.length > 0) {
    const parameters = { file: source.name, entries: others.slice(0, 10).join(', ') };
    remarks.add('formats/archive-others', 'info', parameters, undefined, others.length);
  }
  return items;
}

/** A name for a layer: that of the file, of the layer inside it, and of the geometry kind where the file has several. */
export function layerName(file: string, entry: string, sourceLayer: string, kind: string, isMixed: boolean): string {
  const base = sourceLayer === '' ? fileStem(entry === '' ? file : entry) : sourceLayer;
  return isMixed ? `${base}_${kind}` : base;
}
