import type { Box } from '#core/geometry/measure.ts';
import type { FeatureState } from '#core/model/edit.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import type { SqlValue } from '#core/platform/sqlite.ts';
import type { GeometryType } from './canonical-wkb.ts';
import { type Database, quoted } from './database.ts';
import { extentOfBoth } from './extent.ts';
import { blobFromWkb, extentOfBlob, extentOfHead, headLength } from './geopackage-binary.ts';
import type { LayerTable } from './layer-table.ts';

/** Where a feature is: by scenario that has an image of it, and by the baseline; null where that says it is gone. */
type Versions = ReadonlyMap<ScenarioId, Box | null>;

/** Where a feature was and where it is now. */
export interface Moved {
  readonly before: Versions;
  readonly after: Versions;
}

/** Where a feature is for those who see the scenarios of `chain`, the nearest first, over the baseline. */
export function visibleExtent(versions: Versions, chain: readonly ScenarioId[]): Box | null {
  const seen = chain.find((scenario) => versions.has(scenario));
  return versions.get(seen ?? baselineId) ?? null;
}

/** Stands for a place that only a look at the whole geometry would tell: it reaches every side. */
const anywhere: Box = { minX: -Infinity, minY: -Infinity, maxX: Infinity, maxY: Infinity };

interface Place {
  readonly fid: number;
  readonly versions: Map<ScenarioId, Box | null>;
}

function findPlaces(database: Database, layerTable: LayerTable, ids: readonly FeatureId[]): Map<FeatureId, Place> {
  const places = new Map<FeatureId, Place>();
  const list = JSON.stringify(ids);
  const head = layerTable.geometryType ? `substr(t.geom, 1, ${headLength})` : 'NULL';
  const find = (source: string, scenario: string) =>
    database.each(
      `SELECT t.uuid, t.fid, ${scenario}, ${head} FROM json_each(?) AS wanted
        CROSS JOIN ${quoted(source)} AS t ON t.uuid = wanted.value`,
      [list],
      ([uuid, fid, of, blob]) => {
        const id = uuid as FeatureId;
        const place = places.get(id) ?? { fid: fid as number, versions: new Map() };
        const extent = blob ? extentOfHead(blob as Uint8Array) : null;
        place.versions.set(of as ScenarioId, extent === undefined ? anywhere : extent);
        places.set(id, place);
      },
    );
  find(layerTable.table, `'${baselineId}'`);
  find(layerTable.images, 't.cityloom_scenario');
  if (places.size < ids.length) {
    database.each(
      'SELECT feature, fid FROM cityloom_retired_fid WHERE layer = ? AND feature IN (SELECT value FROM json_each(?))',
      [layerTable.layer, list],
      ([feature, fid]) => {
        const id = feature as FeatureId;
        if (!places.has(id)) places.set(id, { fid: fid as number, versions: new Map() });
      },
    );
  }
  return places;
}

/**
 * A number for a new feature that no feature of the layer has or had, in the baseline or in any scenario. It is taken from
 * SQLite's own counter, so that a program that adds rows to the table later goes on behind it.
 */
export function nextFid(database: Database, { table }: LayerTable): number {
  const last = database.value('SELECT seq FROM sqlite_sequence WHERE name = ?', [table]);
  if (last === null) database.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, 1)', [table]);
  else database.run('UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = ?', [table]);
  return Number(last) + 1;
}

/** A statement that puts a row, or overwrites the columns named in `updated` where its key is taken. */
function upsert(source: string, key: string, names: readonly string[], updated: readonly string[]): string {
  const marks = names.map(() => '?').join(', ');
  const changes = updated.map((name) => `${name} = excluded.${name}`).join(', ');
  return `INSERT INTO ${quoted(source)} (${names.join(', ')}) VALUES (${marks}) ON CONFLICT (${key}) DO UPDATE SET ${changes}`;
}

/**
 * Writes what a scenario says about features: images in the canonical form, with a value for every field. A feature that
 * comes back gets the number it had, so that it is in its old place again. Returns where the features were and are.
 */
export function writeStates(
  database: Database,
  layerTable: LayerTable,
  scenario: ScenarioId,
  states: ReadonlyMap<FeatureId, FeatureState>,
  srs: number,
): Map<FeatureId, Moved> {
  const { layer, table, images, geometryType, columns } = layerTable;
  const isBaseline = scenario === baselineId;
  const places = findPlaces(database, layerTable, [...states.keys()]);
  const content = [...(geometryType ? ['geom'] : []), ...columns.map(({ column }) => quoted(column))];
  const put = isBaseline
    ? upsert(table, 'fid', ['fid', 'uuid', ...content], ['uuid', ...content])
    : upsert(
        images,
        'cityloom_scenario, fid',
        ['cityloom_scenario', 'fid', 'uuid', 'cityloom_deleted', ...content],
        ['cityloom_deleted', ...content],
      );
  const remove = isBaseline
    ? `DELETE FROM ${quoted(table)} WHERE fid = ?1`
    : `DELETE FROM ${quoted(images)} WHERE fid = ?1 AND cityloom_scenario = ?2`;
  const nothing: SqlValue[] = content.map(() => null);
  const moved = new Map<FeatureId, Moved>();
  for (const [feature, state] of states) {
    const { fid, versions } = places.get(feature) ?? { fid: nextFid(database, layerTable), versions: new Map() };
    const after = new Map(versions);
    moved.set(feature, { before: versions, after });
    if (state === null) {
      after.delete(scenario);
      database.run(remove, isBaseline ? [fid] : [fid, scenario]);
      if (!after.has(baselineId)) {
        database.run('INSERT OR REPLACE INTO cityloom_retired_fid VALUES (?, ?, ?)', [layer, feature, fid]);
      }
      continue;
    }
    let row = nothing;
    after.set(scenario, null);
    if (state !== 'deleted') {
      const blob = geometryType && state.geometry ? blobFromWkb(state.geometry, geometryType, srs) : null;
      if (blob) after.set(scenario, extentOfHead(blob.subarray(0, headLength)) ?? null);
      const own = state.values;
      const values = columns.map(({ field }): SqlValue => {
        const value = own[field] ?? null;
        return typeof value === 'boolean' ? Number(value) : value;
      });
      row = geometryType ? [blob, ...values] : values;
    }
    const key = isBaseline ? [fid, feature] : [scenario, fid, feature, state === 'deleted' ? 1 : 0];
    database.run(put, [...key, ...row]);
  }
  return moved;
}

/** The extent of the rows of a table or view, looked up in the rows themselves. */
export function scanExtent(database: Database, source: string, type: GeometryType | null): Box | null {
  if (!type) return null;
  let all: Box | null = null;
  const unread: number[] = [];
  database.each(
    `SELECT fid, substr(geom, 1, ${headLength}) FROM ${quoted(source)} WHERE geom IS NOT NULL`,
    [],
    ([fid, head]) => {
      const extent = extentOfHead(head as Uint8Array);
      if (extent === undefined) unread.push(fid as number);
      else all = extentOfBoth(all, extent);
    },
  );
  for (const fid of unread) {
    const blob = database.value(`SELECT geom FROM ${quoted(source)} WHERE fid = ?`, [fid]);
    all = extentOfBoth(all, extentOfBlob(blob as Uint8Array, type));
  }
  return all;
}
