import type { Extent } from '#core/crs/definitions.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { loadSqlite, type SqlDatabase } from '#core/platform/sqlite.ts';
import { type Basemap, plainAttribution, titleOf } from './basemap.ts';
import { readWhole } from './source-reading.ts';

/** MBTiles 1.3 (Mapbox): a SQLite file with the tables metadata and tiles; rows of tiles count from the south. */

/** The whole file is held in memory. */
const mostBytes = 800 * 1024 ** 2;
const deepestZoom = 24;
const world: Extent = [-180, -85.051129, 180, 85.051129];

function damaged(file: string, thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const reason = { zh: `SQLite 报告“${message}”`, en: `SQLite says "${message}"` };
  return new WorkbenchError('formats/damaged', { file, reason }, { cause: thrown });
}

function metadataOf(database: SqlDatabase): Map<string, string> {
  const rows = database.exec('select name, value from metadata')[0]?.values ?? [];
  return new Map(rows.map(([name, value]) => [String(name), String(value)]));
}

function boundsOf(text: string | undefined): Extent {
  const sides = text?.split(',').map(Number) ?? [];
  const [west, south, east, north] = sides;
  const isUsable = sides.length === 4 && sides.every(Number.isFinite) && west! < east! && south! < north!;
  return isUsable ? [west!, Math.max(south!, world[1]), east!, Math.min(north!, world[3])] : world;
}

/** Opens an MBTiles file. Errors: `formats/damaged`, `basemap/vector-tiles`, `basemap/too-large`, `basemap/no-tiles`. */
export async function openMbtiles(source: FileSource, context: TaskContext): Promise<Basemap> {
  const file = source.name;
  if (source.bytes > mostBytes)
    throw new WorkbenchError('basemap/too-large', { file, bytes: source.bytes, limit: mostBytes });
  const bytes = await readWhole(source, context);
  const { Database } = await loadSqlite();
  let database: SqlDatabase | undefined;
  try {
    database = new Database(bytes);
    const metadata = metadataOf(database);
    if (metadata.get('format') === 'pbf') throw new WorkbenchError('basemap/vector-tiles', { file });
    const range = database.exec('select min(zoom_level), max(zoom_level) from tiles')[0]?.values[0] ?? [];
    const [minZoom, maxZoom] = range.map(Number);
    if (range[0] === null || !(minZoom! >= 0 && maxZoom! <= deepestZoom)) {
      throw new WorkbenchError('basemap/no-tiles', { file });
    }
    const statement = database.prepare(
      'select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?',
    );
    const open = database;
    return {
      facts: {
        file,
        title: titleOf(metadata.get('name'), file),
        attribution: plainAttribution(metadata.get('attribution')),
        content: { kind: 'tiles', minZoom: minZoom!, maxZoom: maxZoom!, bounds: boundsOf(metadata.get('bounds')) },
      },
      async tile(zoom, column, row) {
        try {
          const [data] = statement.get([zoom, column, 2 ** zoom - 1 - row]);
          return data instanceof Uint8Array && data.length > 0 ? data : undefined;
        } catch (thrown) {
          throw damaged(file, thrown);
        }
      },
      async picture() {
        return undefined;
      },
      close: () => open.close(),
    };
  } catch (thrown) {
    database?.close();
    throw damaged(file, thrown);
  }
}
