import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { looksLikeZip, openArchive } from './archive.ts';
import type { Format } from './format.ts';
import { readRange } from './source-reading.ts';

/** Timetables of public transport (GTFS) in a zip archive: stops and routes. */
export const gtfs: Format = {
  id: 'gtfs',
  label: { zh: 'GTFS 公交时刻表', en: 'GTFS timetable' },
  // Archives have no extension of their own for this.
  extensions: [],
  companions: [],
  async sniff(source) {
    if (!looksLikeZip(await readRange(source, 0, 4))) return false;
    try {
      const paths = (await openArchive(source, new RemarkList(), {})).map(({ path }) => path.toLowerCase());
      const has = (name: string) => paths.some((path) => path === name || path.endsWith(`/${name}`));
      return has('stops.txt') && has('stop_times.txt');
    } catch (thrown) {
      if (thrown instanceof WorkbenchError) return false;
      throw thrown;
    }
  },
  async layers() {
    return [
      { name: 'stops', geometry: 'point' },
      { name: 'routes', geometry: 'line' },
    ];
  },
  async *read(source, options, context) {
    const { readGtfs } = await import('./gtfs-reader.ts');
    yield* await readGtfs(source, options, context);
  },
};
