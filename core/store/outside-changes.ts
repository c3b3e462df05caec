import type { FieldType } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { Random } from '#core/platform/platform.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import { hasDistinctTexts } from '#core/sqlite/distinct-texts.ts';
import { readFileHeader } from '#core/sqlite/page-format.ts';
import { unregister } from './contents.ts';
import { type Database, quoted } from './database.ts';
import { nextFid } from './feature-writes.ts';
import {
  type ColumnType,
  findLayerTable,
  idIndexSql,
  type LayerColumn,
  type LayerTable,
  nameOfIdIndex,
  saveLayerTable,
} from './layer-table.ts';
import { readLayers, writeRecord } from './records.ts';
import { removeViewsOf } from './scenario-views.ts';

const fieldTypes: Readonly<Record<string, readonly [FieldType, ColumnType]>> = {
  TEXT: ['text', 'TEXT'],
  TINYINT: ['integer', 'INTEGER'],
  SMALLINT: ['integer', 'INTEGER'],
  MEDIUMINT: ['integer', 'INTEGER'],
  INT: ['integer', 'INTEGER'],
  INTEGER: ['integer', 'INTEGER'],
  FLOAT: ['real', 'REAL'],
  DOUBLE: ['real', 'REAL'],
  REAL: ['real', 'REAL'],
  BOOLEAN: ['boolean', 'BOOLEAN'],
  DATE: ['date', 'DATE'],
  DATETIME: ['date', 'DATETIME'],
};

/**
 * Takes over what other programs have done to the tables of layers since the project was last open here: rows without an id
 * or with a copied one, fields added or deleted, tables gone. Says so in `remarks`; writes nothing where nothing was done.
 * `stored` gives the bytes of the database while they are its content.
 */
export function takeOverOutsideChanges(
  database: Database,
  random: Random,
  remarks: RemarkList,
  stored: () => Uint8Array | undefined,
): void {
  const known = new Set<string>(['cityloom_log']);
  for (const layer of readLayers(database)) {
    const table = findLayerTable(database, layer.id);
    if (!table) continue;
    known.add(table.table);
    if (database.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table.table]) === null) {
      removeViewsOf(database, layer.id);
      unregister(database, table.table);
      writeRecord(database, 'layer', layer.id, null);
      remarks.add('store/layer-missing', 'warning', { layer: layer.name, table: table.table });
      continue;
    }
    takeOverColumns(database, layer, table, remarks);
    const bytes = stored();
    if (!bytes || !hasSoundIds(database, bytes, table)) giveIds(database, layer, table, random, remarks);
    followNumbers(database, layer, table, remarks);
  }
  for (const [view] of database.rows('SELECT view_name FROM cityloom_view')) known.add(view as string);
  const foreign = database
    .rows("SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes') ORDER BY table_name")
    .map(([table]) => table as string)
    .filter((table) => !known.has(table));
  if (foreign.length > 0) {
    const tables = foreign.join(', ');
    remarks.add('store/foreign-tables', 'info', { tables }, undefined, foreign.length);
  }
}

function takeOverColumns(database: Database, layer: Layer, table: LayerTable, remarks: RemarkList): void {
  const present = new Map(
    database
      .rows('SELECT name, type FROM pragma_table_info(?)', [table.table])
      .map(([name, type]) => [(name as string).toLowerCase(), [name as string, type as string] as const]),
  );
  for (const { field, column, columnType } of table.columns) {
    if (present.has(column.toLowerCase())) continue;
    database.script(`ALTER TABLE ${quoted(table.table)} ADD COLUMN ${quoted(column)} ${columnType}`);
    remarks.add('store/field-restored', 'warning', { layer: layer.name, field });
  }
  const known = new Set(['fid', 'geom', 'uuid', ...table.columns.map(({ column }) => column.toLowerCase())]);
  const added: LayerColumn[] = [];
  for (const [lowerCase, [name, declared]] of present) {
    const types = fieldTypes[declared.replace(/\(.*/, '').toUpperCase()];
    if (known.has(lowerCase) || !types) continue;
    const field = uniqueField(name, [...table.columns, ...added]);
    added.push({ field, type: types[0], column: name, columnType: types[1] });
    database.script(`ALTER TABLE ${quoted(table.images)} ADD COLUMN ${quoted(name)} ${types[1]}`);
    remarks.add('store/field-added', 'info', { layer: layer.name, field });
  }
  if (added.length === 0) return;
  removeViewsOf(database, layer.id);
  saveLayerTable(database, { ...table, columns: [...table.columns, ...added] });
  const fields = [...layer.fields, ...added.map(({ field, type }) => ({ name: field, type }))];
  writeRecord(database, 'layer', layer.id, { ...layer, fields });
}

function uniqueField(name: string, columns: readonly LayerColumn[]): string {
  let field = name;
  while (columns.some((column) => column.field === field)) field += '_';
  return field;
}

/** Whether the index by id says in the bytes that every row has an id of its own: many times as fast as asking SQLite. */
function hasSoundIds(database: Database, bytes: Uint8Array, { table }: LayerTable): boolean {
  const header = readFileHeader(bytes);
  const index = database.row("SELECT rootpage, sql FROM sqlite_master WHERE type = 'index' AND name = ?", [
    nameOfIdIndex(table),
  ]);
  if (!header?.isUtf8 || index?.[1] !== idIndexSql(table)) return false;
  return hasDistinctTexts({ bytes, header, root: Number(index[0]) });
}

function giveIds(
  database: Database,
  layer: Layer,
  { table, images }: LayerTable,
  random: Random,
  remarks: RemarkList,
): void {
  const source = quoted(table);
  // A row that lost its id but has images in scenarios is still that feature.
  const nameless = database.rows(
    `SELECT t.fid, (SELECT i.uuid FROM ${quoted(images)} AS i WHERE i.fid = t.fid LIMIT 1)
      FROM ${source} AS t WHERE t.uuid IS NULL OR t.uuid = ''`,
  );
  // The row that was there first keeps the id.
  const copies = database.rows(
    `SELECT t.fid FROM (SELECT uuid, min(fid) AS first FROM ${source} WHERE uuid <> '' GROUP BY uuid HAVING count(*) > 1) AS d
      CROSS JOIN ${source} AS t ON t.uuid = d.uuid AND t.fid <> d.first`,
  );
  const give = `UPDATE ${source} SET uuid = ?2 WHERE fid = ?1`;
  for (const [fid, uuid] of nameless) {
    const feature = (uuid as string | null) ?? randomUuid(random);
    database.run(give, [fid!, feature]);
    remarks.add('store/id-given', 'info', { layer: layer.name }, { layer: layer.name, feature });
  }
  for (const [fid] of copies) {
    const feature = randomUuid(random);
    database.run(give, [fid!, feature]);
    remarks.add('store/id-repeated', 'info', { layer: layer.name }, { layer: layer.name, feature });
  }
}

/** Features cut and pasted keep their id under another number; their images in scenarios have to follow. */
function followNumbers(database: Database, layer: Layer, table: LayerTable, remarks: RemarkList): void {
  const source = quoted(table.table);
  const images = quoted(table.images);
  const moved = database.rows(
    `SELECT DISTINCT i.uuid, t.fid FROM ${images} AS i CROSS JOIN ${source} AS t ON t.uuid = i.uuid AND t.fid <> i.fid
      UNION ALL
      SELECT DISTINCT i.uuid, NULL FROM ${images} AS i CROSS JOIN ${source} AS t ON t.fid = i.fid AND t.uuid <> i.uuid
        WHERE NOT EXISTS (SELECT 1 FROM ${source} AS s WHERE s.uuid = i.uuid)`,
  );
  if (moved.length === 0) return;
  // Numbers may change places among each other, so all leave their old ones first.
  for (const [uuid] of moved) database.run(`UPDATE ${images} SET fid = -rowid WHERE uuid = ?`, [uuid!]);
  for (const [uuid, fid] of moved) {
    database.run(`UPDATE ${images} SET fid = ?2 WHERE uuid = ?1`, [uuid!, fid ?? nextFid(database, table)]);
    remarks.add('store/number-followed', 'info', { layer: layer.name }, { layer: layer.name, feature: uuid as string });
  }
}
