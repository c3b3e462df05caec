import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { csv, tsv } from './csv.ts';
import { dbf } from './dbf.ts';
import { dxf } from './dxf.ts';
import { flatgeobuf } from './flatgeobuf.ts';
import type { Format } from './format.ts';
import { geojson, geojsonLines } from './geojson.ts';
import { geopackage } from './geopackage.ts';
import { geotiff } from './geotiff.ts';
import { gpx } from './gpx.ts';
import { gtfs } from './gtfs.ts';
import { kml } from './kml.ts';
import { kmz } from './kmz.ts';
import { seenContent } from './seen-content.ts';
import { shapefile } from './shapefile.ts';
import { fileExtension, readRange } from './source-reading.ts';
import { topojson } from './topojson.ts';
import { xlsx } from './xlsx.ts';

/** Every format, in the order in which files are tried: those with unmistakable first bytes before those of text. */
export const formats: readonly Format[] = [
  geopackage,
  flatgeobuf,
  shapefile,
  dbf,
  geotiff,
  xlsx,
  gtfs,
  kmz,
  kml,
  gpx,
  dxf,
  topojson,
  geojsonLines,
  geojson,
  tsv,
  csv,
];

const tilesByExtension: ReadonlyMap<string, string> = new Map([
  ['.mbtiles', 'MBTiles'],
  ['.pmtiles', 'PMTiles'],
]);

/** The format of a file by its bytes. Errors: `formats/unknown`, `formats/empty-file`, `formats/dwg`, `formats/basemap-only`. */
export async function findFormat(source: FileSource): Promise<Format> {
  if (source.bytes === 0) throw new WorkbenchError('formats/empty-file', { file: source.name });
  for (const format of formats) if (await format.sniff(source)) return format;
  const head = await readRange(source, 0, 512);
  const version = /^AC(?:10|1\.|2\.)\d\d?/.exec(String.fromCharCode(...head.subarray(0, 6)))?.[0];
  if (version !== undefined) throw new WorkbenchError('formats/dwg', { file: source.name, version });
  const kind = tilesByExtension.get(fileExtension(source.name));
  if (kind !== undefined) throw new WorkbenchError('formats/basemap-only', { file: source.name, kind });
  const known = [...new Set(formats.flatMap(({ extensions }) => extensions)), '.zip'].join(' ');
  throw new WorkbenchError('formats/unknown', { file: source.name, seen: seenContent(head), known });
}
