import { isAtRow } from '#core/geometry/image-place.ts';
import type { FeatureImage, FeatureState, StateChange } from '#core/model/edit.ts';
import { type FeatureTable, isNumberColumn, type Scalar } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import {
  type Paint,
  PaintedImage,
  paintedFields,
  paintedOf,
  paintedOn,
  valueReader,
} from '#core/model/painted-image.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { SqlValue } from '#core/platform/sqlite.ts';
import { hasSameShape } from './canonical-wkb.ts';
import { type Database, quoted } from './database.ts';
import { readNumbers } from './feature-rows.ts';
import type { KnownFeatures, OwnChanges } from './known-features.ts';
import { dropImageIndex, indexImages, type LayerTable } from './layer-table.ts';

/** States of features that stay where they are, by rows of the baseline, sorted by what has to be done to the images. */
interface Patches {
  /** Images that get other values. */
  readonly changed: number[];
  readonly changedFrom: FeatureImage[];
  readonly changedTo: FeatureImage[];
  /** Features of the baseline that get an image. */
  readonly begun: number[];
  readonly begunTo: FeatureImage[];
  /** Images that go: the feature is as in the baseline again. */
  readonly ended: number[];
  readonly rest: Map<FeatureId, FeatureState>;
}

function sortOut(changes: readonly StateChange[], baseline: FeatureTable, parents: readonly OwnChanges[]): Patches {
  const patches: Patches = {
    changed: [],
    changedFrom: [],
    changedTo: [],
    begun: [],
    begunTo: [],
    ended: [],
    rest: new Map(),
  };
  const rows = rowsOf(baseline.ids);
  const isAtBase = (feature: FeatureId, row: number, image: FeatureImage) =>
    isAtRow(image, baseline.geometry, row) && parents.every((parent) => !parent.has(feature));
  for (const { feature, before, after: state } of changes) {
    const painted = paintedOf(state) ?? paintedOf(before);
    const row = painted?.base === baseline ? painted.row : rows.get(feature);
    if (before === 'deleted' || state === 'deleted' || row === undefined) patches.rest.set(feature, state);
    else if (before && state) {
      if (!hasSameShape(before, state)) {
        patches.rest.set(feature, state);
        continue;
      }
      patches.changed.push(row);
      patches.changedFrom.push(before);
      patches.changedTo.push(state);
    } else if (state && isAtBase(feature, row, state)) {
      patches.begun.push(row);
      patches.begunTo.push(state);
    } else if (!state && before && isAtBase(feature, row, before)) patches.ended.push(row);
    else patches.rest.set(feature, state);
  }
  return patches;
}

/** Features that get the same values in the columns that differ for any of them. */
interface Group {
  readonly values: readonly Scalar[];
  readonly rows: number[];
}

type ReadValue = (image: FeatureImage) => Scalar | undefined;

function isSameAs({ values }: Group, image: FeatureImage, readers: readonly ReadValue[]): boolean {
  for (let at = 0; at < readers.length; at++) if (values[at] !== (readers[at]!(image) ?? null)) return false;
  return true;
}

/** Groups by the values in `fields`; strokes mostly give all the same. */
function groupsOf(rows: readonly number[], images: readonly FeatureImage[], fields: readonly string[]): Group[] {
  const groups = new Map<string, Group>();
  const readers = fields.map(valueReader);
  let last: Group | undefined;
  /** The paint of the last group, where it decides all the fields. */
  let paint: Paint | undefined;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const image = images[at]!;
    const own = image instanceof PaintedImage ? image.paint : undefined;
    if (last && ((paint !== undefined && own === paint) || isSameAs(last, image, readers))) {
      last.rows.push(row);
      continue;
    }
    paint = own && fields.every((field) => field in own) ? own : undefined;
    const values = readers.map((read) => read(image) ?? null);
    // Texts in quotes: a number and the text that looks like it are not the same.
    const key = JSON.stringify(values);
    last = groups.get(key) ?? { values, rows: [] };
    last.rows.push(row);
    groups.set(key, last);
  }
  return [...groups.values()];
}

/** Rows of images of scenario ?1 whose numbers lie in the ranges ?2. */
const imagesIn = (target: string) => `SELECT i.rowid FROM json_each(?2) AS wanted CROSS JOIN ${target} AS i
  ON i.cityloom_scenario = ?1 AND i.fid BETWEEN wanted.value ->> 0 AND wanted.value ->> 1`;

type Range = readonly [first: number, last: number];

/** Numbers of features in some rows, as ranges: what a stroke touches mostly follows each other. */
function rangesOf(rows: readonly number[], numbers: Float64Array): readonly Range[] {
  const sorted = new Float64Array(rows.length);
  let isInOrder = true;
  for (let at = 0; at < sorted.length; at++) {
    const number = numbers[rows[at]!]!;
    sorted[at] = number;
    if (at > 0 && number < sorted[at - 1]!) isInOrder = false;
  }
  if (!isInOrder) sorted.sort();
  const ranges: [number, number][] = [];
  let last: [number, number] | undefined;
  for (const number of sorted) {
    if (last && last[1] === number - 1) last[1] = number;
    else {
      last = [number, number];
      ranges.push(last);
    }
  }
  return ranges;
}

/** Up to so many ranges are gone through one by one, which does not look for rows before it changes them. */
const fewRanges = 64;

/** Fewer images are put into the index by id, and taken out of it, one by one. */
const manyImages = 1000;

function countImages(database: Database, target: string): number {
  return Number(database.value(`SELECT count(*) FROM ${target}`));
}

/** Runs work on most images of a table: finding the place of each in the index by id would take most of the time. */
function withoutIndex(database: Database, layerTable: LayerTable, work: () => void): void {
  dropImageIndex(database, layerTable);
  work();
  indexImages(database, layerTable);
}

/** Runs a statement that changes or deletes images, on those of scenario ?1 whose numbers lie in some ranges; ?2 is taken by them. */
function onImages(
  database: Database,
  target: string,
  statement: string,
  scenario: ScenarioId,
  ranges: readonly Range[],
  values: readonly SqlValue[] = [],
): void {
  if (ranges.length > fewRanges) {
    const sql = `${statement} WHERE rowid IN (${imagesIn(target)})`;
    database.run(sql, [scenario, JSON.stringify(ranges), ...values]);
    return;
  }
  const sql = `${statement} WHERE cityloom_scenario = ?1 AND fid BETWEEN ?2 ->> 0 AND ?2 ->> 1`;
  for (const range of ranges) database.run(sql, [scenario, JSON.stringify(range), ...values]);
}

function sqlValue(value: Scalar): SqlValue {
  return typeof value === 'boolean' ? Number(value) : value;
}

function plain(value: Scalar | undefined): string | number | null {
  return typeof value === 'boolean' ? Number(value) : (value ?? null);
}

/**
 * Writes those of `changes` under which features stay where they are, many with one statement: what differs from the image
 * that the scenario has, or from the baseline's row, mostly is the same for all that a stroke touches. `chain` are the
 * scenario and those it builds on, the nearest first. Returns the states that are left to be written one by one.
 */
export function patchStates(
  database: Database,
  layerTable: LayerTable,
  chain: readonly ScenarioId[],
  changes: readonly StateChange[],
  known: KnownFeatures,
): ReadonlyMap<FeatureId, FeatureState> {
  const { layer, table, images, geometryType, columns } = layerTable;
  const [scenario, ...above] = chain;
  const own = scenario !== undefined && scenario !== baselineId ? known.own(layer, scenario) : undefined;
  const baseline = known.baseline(layer);
  const parents = above.flatMap((id) => known.own(layer, id) ?? []);
  if (!own || !baseline || !geometryType || parents.length < above.length)
    return new Map(changes.map(({ feature, after }) => [feature, after]));
  const numbers = known.numbers(layer) ?? readNumbers(database, layerTable);
  known.keepNumbers(layer, numbers);
  const patches = sortOut(changes, baseline, parents);
  const target = quoted(images);

  const painted = paintedFields(patches.changedFrom, patches.changedTo);
  const changedFields = columns.filter(({ field }) => {
    if (painted && !painted.has(field)) return false;
    const [from, to] = [valueReader(field), valueReader(field)];
    return patches.changedTo.some((image, at) => plain(to(image)) !== plain(from(patches.changedFrom[at]!)));
  });
  if (changedFields.length > 0) {
    const puts = changedFields.map(({ column }, at) => `${quoted(column)} = ?${at + 3}`).join(', ');
    const update = `UPDATE ${target} SET ${puts}`;
    const fields = changedFields.map(({ field }) => field);
    for (const { values, rows } of groupsOf(patches.changed, patches.changedTo, fields)) {
      onImages(database, target, update, scenario!, rangesOf(rows, numbers), values.map(sqlValue));
    }
  }

  if (patches.begun.length > 0) {
    const named = paintedOn(baseline, patches.begunTo);
    const patched = columns.map(({ field }) => {
      if (named && !named.has(field)) return false;
      const column = baseline.columns[field];
      const read = valueReader(field);
      const isSame = (to: FeatureImage, row: number) => {
        if (to instanceof PaintedImage && to.base === baseline && to.row === row && !(field in to.paint)) return true;
        const value = plain(read(to));
        if (!column) return value === null;
        if (!isNumberColumn(column)) return column[row] === value;
        return value === null ? Number.isNaN(column[row]!) : column[row] === value;
      };
      return patches.begunTo.some((to, at) => !isSame(to, patches.begun[at]!));
    });
    const fields = columns.filter((_, at) => patched[at]).map(({ field }) => field);
    let next = 3;
    const sources = columns.map(({ column }, at) => (patched[at] ? `?${next++}` : `t.${quoted(column)}`));
    const names = columns.map(({ column }) => quoted(column));
    const sql = `INSERT INTO ${target} (${['cityloom_scenario', 'fid', 'uuid', 'cityloom_deleted', 'geom', ...names].join(', ')})
      SELECT ${['?1', 't.fid', 't.uuid', '0', 't.geom', ...sources].join(', ')}
      FROM json_each(?2) AS wanted CROSS JOIN ${quoted(table)} AS t ON t.fid BETWEEN wanted.value ->> 0 AND wanted.value ->> 1`;
    const insert = () => {
      for (const { values, rows } of groupsOf(patches.begun, patches.begunTo, fields)) {
        database.run(sql, [scenario!, JSON.stringify(rangesOf(rows, numbers)), ...values.map(sqlValue)]);
      }
    };
    const isMost = patches.begun.length > manyImages && patches.begun.length >= countImages(database, target);
    if (isMost) withoutIndex(database, layerTable, insert);
    else insert();
  }

  if (patches.ended.length > 0) {
    const ranges = rangesOf(patches.ended, numbers);
    const remove = () => onImages(database, target, `DELETE FROM ${target}`, scenario!, ranges);
    const count = patches.ended.length;
    if (count > manyImages && count > 0.8 * countImages(database, target)) withoutIndex(database, layerTable, remove);
    else remove();
  }
  return patches.rest;
}
