import type { FeatureImage, FeatureState } from '#core/model/edit.ts';
import { type Column, emptyColumn, type FeatureTable, type Field, type Scalar } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { SqlValue } from '#core/platform/sqlite.ts';
import { type Database, quoted } from './database.ts';
import { BlobReader, BlobWriter, wkbFromBlob } from './geopackage-binary.ts';
import { columnList, type LayerColumn, type LayerTable } from './layer-table.ts';

/** Characters that a database cannot hold as text: the end mark of C, and halves of a pair. They become U+FFFD, to be seen. */
const unstorable = /\0|\p{Surrogate}/gu;

/** A text as the database can hold it. */
export function storable(text: string | null): string | null {
  return text === null || text.search(unstorable) < 0 ? text : text.replaceAll(unstorable, '\uFFFD');
}

/** Fills the empty table of a layer with its baseline, in the order of `features`. */
export function insertBaseline(database: Database, layerTable: LayerTable, features: FeatureTable, srs: number): void {
  const { table, columns, geometryType } = layerTable;
  const names = ['uuid', ...(geometryType ? ['geom'] : []), ...columns.map(({ column }) => quoted(column))];
  const sources = columns.map(({ field, type }) => features.columns[field] ?? emptyColumn(type, features.ids.length));
  const writer = geometryType && new BlobWriter(features.geometry, geometryType, srs);
  const row: SqlValue[] = [];
  function* rows(): Generator<SqlValue[]> {
    for (let feature = 0; feature < features.ids.length; feature++) {
      row.length = 0;
      row.push(features.ids[feature]!);
      if (writer) row.push(writer.write(feature));
      for (const source of sources) {
        const value = source[feature]!;
        row.push(typeof value === 'number' ? (Number.isNaN(value) ? null : value) : storable(value));
      }
      yield row;
    }
  }
  database.runAll(
    `INSERT INTO ${quoted(table)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    rows(),
  );
}

/**
 * The baseline of a layer, in the order of its numbers. Geometries that another program wrote in a form nobody can read
 * are left out, and `remarks` says of which features.
 */
export function readBaseline(
  database: Database,
  layerTable: LayerTable,
  fields: readonly Field[],
  remarks?: RemarkList,
): FeatureTable {
  const { table, geometryType, columns } = layerTable;
  const count = Number(database.value(`SELECT count(*) FROM ${quoted(table)}`));
  const ids: FeatureId[] = [];
  const targets = columns.map(({ type }) => emptyColumn(type, count));
  const reader = geometryType ? new BlobReader(geometryType) : undefined;
  const packer = reader?.packer ?? new GeometryPacker('none');
  const firstField = reader ? 2 : 1;
  const list = ['t.uuid', columnList(layerTable, 't')].filter((part) => part !== '').join(', ');
  let feature = 0;
  database.each(`SELECT ${list} FROM ${quoted(table)} AS t ORDER BY t.fid`, [], (row) => {
    ids.push(row[0] as FeatureId);
    if (!reader) packer.endFeature();
    else if (!reader.read(row[1] as Uint8Array | null)) {
      remarks?.add('store/geometry-left-out', 'warning', { layer: table }, { layer: table, feature: row[0] as string });
    }
    for (let column = 0; column < targets.length; column++) {
      const value = row[firstField + column]!;
      const target = targets[column]!;
      if (target instanceof Float64Array) target[feature] = typeof value === 'number' ? value : Number.NaN;
      else target[feature] = textOf(value);
    }
    feature++;
  });
  const byField: [string, Column][] = columns.map(({ field }, index) => [field, targets[index]!]);
  return { ids, geometry: packer.finish(), fields, columns: Object.fromEntries(byField) };
}

/** Numbers of the baseline's features, in the order of its table. */
export function readNumbers(database: Database, { table }: LayerTable): Float64Array {
  const [first, last, count] = database.row(`SELECT min(fid), max(fid), count(*) FROM ${quoted(table)}`) as number[];
  if (count === 0) return new Float64Array();
  // Mostly nothing was ever taken out: then they need not be read.
  if (last! - first! + 1 === count) return Float64Array.from({ length: count! }, (_, row) => first! + row);
  const numbers: number[] = [];
  database.each(`SELECT fid FROM ${quoted(table)} ORDER BY fid`, [], ([fid]) => numbers.push(fid as number));
  return Float64Array.from(numbers);
}

/** Other programs may leave numbers in columns of text. */
function textOf(value: SqlValue): string | null {
  if (typeof value === 'string' || value === null) return value;
  return typeof value === 'number' ? String(value) : null;
}

function scalarOf({ type }: LayerColumn, value: SqlValue): Scalar {
  if (value === null) return null;
  if (type === 'text' || type === 'date') return textOf(value);
  if (typeof value !== 'number') return null;
  return type === 'boolean' ? value !== 0 : value;
}

/** The image in a row whose columns from `at` on are those of `columnList`. */
function imageFrom(layerTable: LayerTable, row: readonly SqlValue[], at: number): FeatureImage {
  const { geometryType, columns } = layerTable;
  const blob = geometryType ? (row[at] as Uint8Array | null) : null;
  const first = geometryType ? at + 1 : at;
  const values: Record<string, Scalar> = {};
  for (let index = 0; index < columns.length; index++) {
    values[columns[index]!.field] = scalarOf(columns[index]!, row[first + index]!);
  }
  return { geometry: geometryType && blob ? wkbFromBlob(blob, geometryType) : null, values };
}

/** What a scenario itself says about each of `ids`; those it says nothing about are missing from the map. */
export function ownStates(
  database: Database,
  layerTable: LayerTable,
  scenario: ScenarioId,
  ids: readonly FeatureId[],
): Map<FeatureId, Exclude<FeatureState, null>> {
  const states = new Map<FeatureId, Exclude<FeatureState, null>>();
  const isBaseline = scenario === baselineId;
  const head = isBaseline ? 't.uuid, 0' : 't.uuid, t.cityloom_deleted';
  const list = [head, columnList(layerTable, 't')].filter((part) => part !== '').join(', ');
  const source = quoted(isBaseline ? layerTable.table : layerTable.images);
  // CROSS JOIN: the few that are wanted are the outer loop, whatever the planner thinks of json_each.
  database.each(
    `SELECT ${list} FROM json_each(?1) AS wanted CROSS JOIN ${source} AS t ON t.uuid = wanted.value
      ${isBaseline ? '' : 'WHERE t.cityloom_scenario = ?2'}`,
    isBaseline ? [JSON.stringify(ids)] : [JSON.stringify(ids), scenario],
    (row) => states.set(row[0] as FeatureId, row[1] === 0 ? imageFrom(layerTable, row, 2) : 'deleted'),
  );
  return states;
}

/** A feature as a scenario has it where it differs from the baseline. */
export type FeatureChange = FeatureImage | 'deleted';

/**
 * What the scenarios of `chain`, the nearest first, say together about the features of a layer, in the order of the
 * features' numbers. Each scenario goes before those behind it.
 */
export function readChanges(
  database: Database,
  layerTable: LayerTable,
  chain: readonly ScenarioId[],
): Map<FeatureId, FeatureChange> {
  const nearest = new Map<FeatureId, number>();
  const changes = new Map<FeatureId, FeatureChange>();
  const head = 't.uuid, t.cityloom_scenario, t.cityloom_deleted';
  const list = [head, columnList(layerTable, 't')].filter((part) => part !== '').join(', ');
  database.each(
    `SELECT ${list} FROM ${quoted(layerTable.images)} AS t
      WHERE t.cityloom_scenario IN (SELECT value FROM json_each(?)) ORDER BY t.fid`,
    [JSON.stringify(chain)],
    (row) => {
      const feature = row[0] as FeatureId;
      const distance = chain.indexOf(row[1] as ScenarioId);
      if ((nearest.get(feature) ?? chain.length) < distance) return;
      nearest.set(feature, distance);
      changes.set(feature, row[2] === 0 ? imageFrom(layerTable, row, 3) : 'deleted');
    },
  );
  return changes;
}

/** How many features of a layer the scenarios of `chain` say something about. */
export function countChanges(database: Database, { images }: LayerTable, chain: readonly ScenarioId[]): number {
  const sql = `SELECT count(DISTINCT fid) FROM ${quoted(images)} WHERE cityloom_scenario IN (SELECT value FROM json_each(?))`;
  return Number(database.value(sql, [JSON.stringify(chain)]));
}

/** How many features a layer has in the baseline. */
export function countBaseline(database: Database, { table }: LayerTable): number {
  return Number(database.value(`SELECT count(*) FROM ${quoted(table)}`));
}

/** Whether a scenario has changed anything in a layer. */
export function hasImages(database: Database, { images }: LayerTable, scenario: ScenarioId): boolean {
  const sql = `SELECT 1 FROM ${quoted(images)} WHERE cityloom_scenario = ? LIMIT 1`;
  return database.value(sql, [scenario]) !== null;
}
