import { deflateSync, inflateSync } from 'fflate';
import type { LayerId } from '#core/model/ids.ts';
import type { Raster } from '#core/model/layer.ts';
import type { Database } from './database.ts';

/**
 * Rasters have a table of their own and are not registered. GeoPackage's gridded coverage would show them in QGIS, at the
 * price of a TIFF writer and reader for its tiles, four more tables, rows in gpkg_extensions, a number standing for "no
 * data" instead of NaN, and edges padded to whole tiles; a GeoTIFF export shows them as well and keeps them as they are.
 */
export function writeRaster(database: Database, layer: LayerId, raster: Raster): void {
  const { buffer, byteOffset, byteLength } = raster.values;
  const cells = deflateSync(new Uint8Array(buffer, byteOffset, byteLength), { level: 4 });
  database.run('INSERT OR REPLACE INTO cityloom_raster VALUES (?, ?, ?, ?, ?, ?, ?)', [
    layer,
    raster.columns,
    raster.rows,
    raster.left,
    raster.top,
    raster.cellSize,
    cells,
  ]);
}

/** The grid of a layer; undefined when it has none. */
export function readRaster(database: Database, layer: LayerId): Raster | undefined {
  const sql = 'SELECT column_count, row_count, left_x, top_y, cell_size, cells FROM cityloom_raster WHERE layer = ?';
  const row = database.row(sql, [layer]);
  if (!row) return undefined;
  const [columns, rows, left, top, cellSize] = row as [number, number, number, number, number];
  const values = new Float32Array(columns * rows);
  inflateSync(row[5] as Uint8Array, { out: new Uint8Array(values.buffer) });
  return { columns, rows, left, top, cellSize, values };
}

/** Layers that have a grid. */
export function layersWithRaster(database: Database): LayerId[] {
  return database.rows('SELECT layer FROM cityloom_raster').map(([layer]) => layer as LayerId);
}

export function dropRaster(database: Database, layer: LayerId): void {
  database.run('DELETE FROM cityloom_raster WHERE layer = ?', [layer]);
}
