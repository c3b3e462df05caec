import type { Format } from './format.ts';
import { readRange } from './source-reading.ts';

/** GeoTIFF: grids of elevation or land cover. */
export const geotiff: Format = {
  id: 'geotiff',
  label: { zh: 'GeoTIFF 栅格', en: 'GeoTIFF grid' },
  extensions: ['.tif', '.tiff'],
  companions: ['.tif.aux.xml', '.tif.ovr', '.tfw'],
  async sniff(source) {
    const head = await readRange(source, 0, 4);
    const order = head[0] === 0x49 ? 'II' : head[0] === 0x4d ? 'MM' : '';
    // 42 in the byte order of the file, or 43 for large files.
    const version = order === 'II' ? head[2]! | (head[3]! << 8) : (head[2]! << 8) | head[3]!;
    return order !== '' && head[0] === head[1] && (version === 42 || version === 43);
  },
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, _options, context) {
    const { readGeoTiff } = await import('./geotiff-reader.ts');
    yield* await readGeoTiff(source, context);
  },
};
