import type { Format } from './format.ts';
import { readRange } from './source-reading.ts';

/** Bytes in which the outermost element has to begin. */
const headBytes = 4096;

/** KML 2.0 to 2.3: the placemarks of a file, in WGS 84. */
export const kml: Format = {
  id: 'kml',
  label: { zh: 'KML', en: 'KML' },
  extensions: ['.kml'],
  companions: [],
  async sniff(source) {
    const { looksLikeXml } = await import('./xml-reader.ts');
    return looksLikeXml(await readRange(source, 0, headBytes), 'kml');
  },
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, options, context) {
    const { readKml } = await import('./kml-reader.ts');
    yield* await readKml(source, options, context);
  },
  async *write(layer, context) {
    const { writeKml } = await import('./kml-writer.ts');
    yield* writeKml(layer, context);
  },
};
