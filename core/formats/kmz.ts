import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { looksLikeZip, openArchive } from './archive.ts';
import type { Format } from './format.ts';
import { fileExtension, joinBytes, readRange } from './source-reading.ts';

/** KMZ: a zip archive with a KML file and its pictures. Of several KML files the first is the one that counts. */
export const kmz: Format = {
  id: 'kmz',
  label: { zh: 'KMZ', en: 'KMZ' },
  extensions: ['.kmz'],
  companions: [],
  async sniff(source) {
    return fileExtension(source.name) === '.kmz' && looksLikeZip(await readRange(source, 0, 4));
  },
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, options, context) {
    const remarks = new RemarkList();
    const entries = await openArchive(source, remarks, context);
    const documents = entries.filter(({ path }) => fileExtension(path) === '.kml');
    // A file in a folder is one that the file above it links to.
    const main = documents.find(({ path }) => !path.includes('/')) ?? documents[0];
    if (!main) {
      throw new WorkbenchError('formats/archive-nothing-inside', {
        file: source.name,
        found: entries
          .slice(0, 10)
          .map(({ path }) => path)
          .join(', '),
        known: '.kml',
      });
    }
    const others = documents.filter((entry) => entry !== main).map(({ path }) => path);
    if (others.length > 0) {
      const parameters = { file: source.name, entries: others.slice(0, 10).join(', ') };
      remarks.add('formats/archive-others', 'info', parameters, undefined, others.length);
    }
    const { readKml } = await import('./kml-reader.ts');
    const named = { ...main.source, name: `${source.name}/${main.path}` };
    for (const layer of await readKml(named, options, context)) {
      remarks.addAll(layer.remarks);
      yield { ...layer, remarks: remarks.toArray() };
    }
  },
  async *write(layer, context) {
    const [{ writeKml }, { zipFiles }] = await Promise.all([import('./kml-writer.ts'), import('./zip-writer.ts')]);
    const pieces: Uint8Array[] = [];
    for await (const piece of writeKml(layer, context)) pieces.push(piece);
    yield zipFiles({ 'doc.kml': joinBytes(pieces) });
  },
};
