import type { GivenFile } from './file-sources.ts';

/**
 * The files of a drop, with all in dropped folders; hidden files are left out. The entries are taken before the first wait,
 * because the browser empties the transfer when the drop event ends.
 */
export function takeDropped(transfer: DataTransfer): Promise<GivenFile[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const taken = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return collect(taken);
}

async function collect(taken: readonly (FileSystemEntry | File | null)[]): Promise<GivenFile[]> {
  const found = await Promise.all(
    taken.map(async (item) => {
      if (item === null) return [];
      return item instanceof File ? [{ file: item, folder: '' }] : walk(item);
    }),
  );
  return found.flat();
}

async function walk(entry: FileSystemEntry): Promise<GivenFile[]> {
  if (entry.name.startsWith('.')) return [];
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, folder: entry.fullPath.slice(0, -entry.name.length - 1) }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: GivenFile[] = [];
  // A folder is told in batches; the empty one is the last.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return found;
    found.push(...(await Promise.all(batch.map(walk))).flat());
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
