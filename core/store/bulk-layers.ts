import type { FeatureTable } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import { bytesBeforeLock } from '#core/sqlite/page-format.ts';
import { canBeLaid, idTree, rowTree } from './bulk-rows.ts';
import type { Database } from './database.ts';
import { createLayerTable, dropLayerTable, indexLayerTable, type LayerTable, nameOfIdIndex } from './layer-table.ts';

/** A layer that is not in the project yet, with its features. */
export interface LayerToLay {
  readonly layer: Omit<Layer, 'table'>;
  readonly features: FeatureTable;
}

/** Fewer rows are put one by one, which costs less than opening the database anew. */
const fewestRows = 2000;

/** Bytes of a row beside its geometry and values, and of a value: guesses. */
const bytesOfRow = 200;
const bytesOfValue = 16;

function bytesOf({ ids, geometry, fields }: FeatureTable): number {
  return geometry.coordinates.byteLength + (bytesOfRow + bytesOfValue * fields.length) * ids.length;
}

function rootOf(database: Database, name: string): number {
  return Number(database.value('SELECT rootpage FROM sqlite_master WHERE name = ?', [name]));
}

/**
 * Lays the rows of large layers into the database as whole pages, many times as fast as row by row. Their tables are in no
 * register yet, so nobody sees them. Returns the tables of those layers that were laid. Fails with `store/feature-repeated`,
 * and then the database is as it was.
 */
export function layLayers(database: Database, layers: readonly LayerToLay[], srs: number): LayerTable[] {
  const large = layers.filter(({ features }) => features.ids.length >= fewestRows && canBeLaid(features));
  const room = large.reduce((sum, { features }) => sum + bytesOf(features), 0);
  if (large.length === 0 || 2 * room + database.bytes > bytesBeforeLock) return [];
  const tables = database.transaction(() =>
    large.map(({ layer, features }) => {
      const table = createLayerTable(database, layer.id, layer.name, features);
      indexLayerTable(database, table);
      // SQLite's own counter goes on behind the rows.
      database.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [table.table, features.ids.length]);
      return table;
    }),
  );
  const roots = tables.map(({ table }) => [rootOf(database, table), rootOf(database, nameOfIdIndex(table))] as const);
  try {
    const isDone = database.appendTrees(room, (pages) =>
      large.flatMap(({ layer, features }, at) => [
        rowTree(pages, roots[at]![0], tables[at]!, features, srs),
        idTree(pages, roots[at]![1], layer.name, features),
      ]),
    );
    if (isDone) return tables;
  } catch (thrown) {
    dropLaid(database, tables);
    throw thrown;
  }
  dropLaid(database, tables);
  return [];
}

/** Takes tables out again that were laid and that no layer came for. */
export function dropLaid(database: Database, tables: readonly LayerTable[]): void {
  database.transaction(() => {
    for (const table of tables) dropLayerTable(database, table);
  });
}
