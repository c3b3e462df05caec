import type { FeatureTable } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { AppendedPages, FilledTree } from '#core/sqlite/appended-pages.ts';
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

/** What laying needs besides the layers. */
export interface LayingContext {
  readonly srs: number;
  /** Whether nobody has changed the database since laying began. */
  readonly isUnchanged: () => boolean;
  readonly progress?: TaskContext['progress'];
}

/**
 * Lays the rows of large layers into the database as whole pages, many times as fast as row by row. Their tables are in no
 * register yet, so nobody sees them. It stops after each stretch of work; given up there, or when it fails, the database is
 * as it was. Returns the tables of those layers that were laid: none where something else has changed the database in the
 * meantime. Fails with `store/feature-repeated`.
 */
export function* layingLayers(
  database: Database,
  layers: readonly LayerToLay[],
  context: LayingContext,
): Generator<void, LayerTable[]> {
  const large = layers.filter(({ features }) => features.ids.length >= fewestRows && canBeLaid(features));
  const room = large.reduce((sum, { features }) => sum + bytesOf(features), 0);
  if (large.length === 0 || 2 * room + database.bytes > bytesBeforeLock) return [];
  const tables = database.transaction(() => large.map((each) => emptyTable(database, each)));
  let isDone = false;
  try {
    isDone = yield* database.appendingTrees(room, (pages) => layTrees(database, large, tables, pages, context), {
      isUnchanged: context.isUnchanged,
    });
  } finally {
    if (!isDone) dropLaid(database, tables);
  }
  return isDone ? tables : [];
}

function emptyTable(database: Database, { layer, features }: LayerToLay): LayerTable {
  const table = createLayerTable(database, layer.id, layer.name, features);
  indexLayerTable(database, table);
  // SQLite's own counter goes on behind the rows.
  database.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [table.table, features.ids.length]);
  return table;
}

function* layTrees(
  database: Database,
  layers: readonly LayerToLay[],
  tables: readonly LayerTable[],
  pages: AppendedPages,
  { srs, progress }: LayingContext,
): Generator<void, FilledTree[]> {
  const trees: FilledTree[] = [];
  for (const [at, { layer, features }] of layers.entries()) {
    const table = tables[at]!;
    const total = features.ids.length;
    const ofRows = rowTree(pages, rootOf(database, table.table), table, features, srs);
    const ofIds = idTree(pages, rootOf(database, nameOfIdIndex(table.table)), layer.name, features);
    for (const work of [ofRows, ofIds]) {
      let step = work.next();
      for (; !step.done; step = work.next()) {
        progress?.({ done: step.value, total, label: layer.name });
        yield;
      }
      trees.push(step.value);
    }
  }
  return trees;
}

/** Takes tables out again that were laid and that no layer came for. */
export function dropLaid(database: Database, tables: readonly LayerTable[]): void {
  database.transaction(() => {
    for (const table of tables) dropLayerTable(database, table);
  });
}
