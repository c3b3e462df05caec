import type { Format } from './format.ts';
import { readRange } from './source-reading.ts';

/** Bytes in which the outermost element has to begin. */
const headBytes = 4096;

/** GPX 1.0 and 1.1: waypoints, routes and tracks of satellite receivers, in WGS 84. */
export const gpx: Format = {
  id: 'gpx',
  label: { zh: 'GPX 轨迹', en: 'GPX tracks' },
  extensions: ['.gpx'],
  companions: [],
  async sniff(source) {
    const { looksLikeXml } = await import('./xml-reader.ts');
    return looksLikeXml(await readRange(source, 0, headBytes), 'gpx');
  },
  async layers(source, options, context) {
    const { readGpx } = await import('./gpx-reader.ts');
    return (await readGpx(source, options, context)).map(({ name, geometry }) => ({ name, geometry: geometry.kind }));
  },
  async *read(source, options, context) {
    const { readGpx } = await import('./gpx-reader.ts');
    yield* await readGpx(source, options, context);
  },
};
