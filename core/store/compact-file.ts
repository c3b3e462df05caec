import type { LayerId } from '#core/model/ids.ts';
import type { Database } from './database.ts';
import { editsOf, forgetHistory, listSteps } from './history-table.ts';
import { allLayerTables, dropLayerTable } from './layer-table.ts';
import { dropRaster, layersWithRaster } from './rasters.ts';
import { forgetRemovedRecords, readRecord } from './records.ts';

/** Layers that are there, or that an undo or redo can bring back. */
function reachableLayers(database: Database, layers: readonly LayerId[]): Set<LayerId> {
  const reachable = new Set(layers.filter((layer) => readRecord(database, 'layer', layer) !== null));
  for (const step of listSteps(database)) {
    for (const edit of editsOf(database, step.number) ?? []) {
      if (edit.kind === 'record' && edit.record === 'layer') reachable.add(edit.id as LayerId);
    }
  }
  return reachable;
}

/** Drops the tables and grids of layers that nothing can bring back; with `forget`, the whole history before. */
export function dropUnreachable(database: Database, forget: boolean): void {
  if (forget) {
    forgetHistory(database);
    forgetRemovedRecords(database);
    database.run('DELETE FROM cityloom_retired_fid');
  }
  const tables = allLayerTables(database);
  const rasters = layersWithRaster(database);
  const reachable = reachableLayers(database, [...tables.map(({ layer }) => layer), ...rasters]);
  for (const table of tables) if (!reachable.has(table.layer)) dropLayerTable(database, table);
  for (const layer of rasters) if (!reachable.has(layer)) dropRaster(database, layer);
}
