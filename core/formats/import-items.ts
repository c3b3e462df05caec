import type { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { looksLikeZip, openArchive, type Unpacked } from './archive.ts';
import type { Format } from './format.ts';
import { findFormat, formats } from './formats.ts';
import type { PlannedFile } from './import-plan.ts';
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
    read: (start, length, into) => source.read(start, length, into),
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

function knownExtensions(): ReadonlySet<string> {
  return new Set(formats.flatMap(({ extensions }) => extensions));
}

/** Archives in archives are opened this deep, and so many of them. */
const deepestArchive = 2;
const mostArchives = 50;

/** What archives hold, those inside them too. */
class ArchiveItems {
  readonly items: ImportItem[] = [];
  /** Paths that are not read, and all paths. */
  readonly others: string[] = [];
  readonly paths: string[] = [];
  readonly #known = knownExtensions();
  readonly #remarks: RemarkList;
  readonly #context: TaskContext;
  readonly #unpacked: Unpacked = { bytes: 0 };
  #opened = 0;

  constructor(remarks: RemarkList, context: TaskContext) {
    this.#remarks = remarks;
    this.#context = context;
  }

  /** Errors: those of `openArchive` and `findFormat`. */
  async add(archive: FileSource, folder: string, depth: number): Promise<void> {
    this.#opened++;
    const entries = await openArchive(archive, this.#remarks, this.#context, this.#unpacked);
    const paths = new Set(entries.map(({ path }) => path.toLowerCase()));
    for (const { path, source } of entries) {
      const entry = `${folder}${path}`;
      this.paths.push(entry);
      if (isCompanion(path, paths)) continue;
      const extension = fileExtension(path);
      if (extension === '.zip') await this.#addInner(source, entry, depth);
      // A text beside the data is a description more often than a table.
      else if (!this.#known.has(extension) || extension === '.txt') this.others.push(entry);
      else this.items.push({ entry, source, format: await findFormat(source) });
    }
  }

  async #addInner(source: FileSource, entry: string, depth: number): Promise<void> {
    const isArchive = looksLikeZip(await readRange(source, 0, 4));
    if (isArchive && (await isZippedFormat(source))) {
      this.items.push({ entry, source, format: await findFormat(source) });
    } else if (isArchive && depth < deepestArchive && this.#opened < mostArchives) {
      await this.add(source, `${entry}/`, depth + 1);
    } else this.others.push(entry);
  }
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
  const found = new ArchiveItems(remarks, context);
  await found.add(source, '', 0);
  const { items, others, paths } = found;
  if (items.length === 0) {
    throw new WorkbenchError('formats/archive-nothing-inside', {
      file: source.name,
      found: paths.slice(0, 10).join(', '),
      known: [...knownExtensions()].join(' '),
    });
  }
  if (others.length > 0) {
    const parameters = { file: source.name, entries: others.slice(0, 10).join(', ') };
    remarks.add('formats/archive-others', 'info', parameters, undefined, others.length);
  }
  return items;
}

/**
 * The files with layers that are called alike named after their file as well: `stops` of two feeds. A workbook of one sheet
 * gives its name, as sheets are called Sheet1.
 */
export function withOwnNames(files: readonly PlannedFile[]): readonly PlannedFile[] {
  const named = files.map((file) => {
    const [only] = file.layers;
    const isSheet = only?.format === 'xlsx' && only.entry === '' && file.layers.length === 1;
    return isSheet ? { ...file, layers: [{ ...only, name: fileStem(file.file) }] } : file;
  });
  const counts = new Map<string, number>();
  for (const { layers } of named) for (const { name } of layers) counts.set(name, (counts.get(name) ?? 0) + 1);
  return named.map((file) => ({
    ...file,
    layers: file.layers.map((layer) =>
      counts.get(layer.name)! > 1 && layer.sourceLayer !== ''
        ? { ...layer, name: `${fileStem(file.file)}_${layer.name}` }
        : layer,
    ),
  }));
}

/** A name for a layer: that of the file, of the layer inside it, and of the geometry kind where the file has several. */
export function layerName(file: string, entry: string, sourceLayer: string, kind: string, isMixed: boolean): string {
  const base = sourceLayer === '' ? fileStem(entry === '' ? file : entry) : sourceLayer;
  return isMixed ? `${base}_${kind}` : base;
}
