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
import { shapefile } from './shapefile.ts';
import { readRange } from './source-reading.ts';
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

/** The format of a file by its bytes. Errors: `formats/unknown`, `formats/empty-file`, `formats/dwg`. */
export async function findFormat(source: FileSource): Promise<Format> {
  if (source.bytes === 0) throw new WorkbenchError('formats/empty-file', { file: source.name });
  for (const format of formats) if (await format.sniff(source)) return format;
  const head = String.fromCharCode(...(await readRange(source, 0, 6)));
  const version = /^AC(?:10|1\.|2\.)\d\d?/.exec(head)?.[0];
  if (version !== undefined) throw new WorkbenchError('formats/dwg', { file: source.name, version });
  const known = [...new Set(formats.flatMap(({ extensions }) => extensions)), '.zip'].join(' ');
  throw new WorkbenchError('formats/unknown', { file: source.name, known });
}
