import fc from 'fast-check';
import { expect, test } from 'vitest';
import { featureWkb } from '#core/geometry/wkb.ts';
import { type FeatureTable, scalarAt } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { featureCount, plainGeometry } from '#core/model/packed-geometry.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { FeatureChange } from '#core/store/feature-rows.ts';
import { isSameFeature, joinRuns } from '#core/store/geometry-runs.ts';
import { overlayChanges } from '#core/store/overlay.ts';
import { commentTable, parcelTable, stopTable, streetTable } from '#tests/fixtures/store-town.ts';

/** The features of a table one by one, in plain form. */
function plain(table: FeatureTable): unknown[] {
  return table.ids.map((id, row) => ({
    id,
    values: Object.fromEntries(table.fields.map((field) => [field.name, scalarAt(table, field, row)])),
    geometry: plainGeometry(table.geometry, row).map((rings) => rings.map((ring) => [...ring])),
  }));
}

function imageOf(table: FeatureTable, row: number, from = row): FeatureChange {
  const isEmpty = table.geometry.featureOffsets[from] === table.geometry.featureOffsets[from + 1];
  return {
    geometry: isEmpty ? null : featureWkb(table.geometry, from, row % 2 === 0),
    values: Object.fromEntries(table.fields.map((field) => [field.name, scalarAt(table, field, row)])),
  };
}

const tables = [parcelTable(5), streetTable(9), stopTable(8), commentTable(6)];

test('an overlay is what comes of doing each change by hand', () => {
  const change = fc.record({
    row: fc.nat(30),
    from: fc.nat(30),
    kind: fc.constantFrom('move', 'same', 'value', 'delete', 'add', 'delete-unknown'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...tables), fc.array(change, { maxLength: 12 }), (table, list) => {
      const count = table.ids.length;
      const changes = new Map<FeatureId, FeatureChange>();
      for (const { row: anyRow, from, kind } of list) {
        const row = anyRow % count;
        const id = table.ids[row]!;
        const image = imageOf(table, row, kind === 'same' || kind === 'value' ? row : from % count);
        if (kind === 'delete') changes.set(id, 'deleted');
        else if (kind === 'delete-unknown') changes.set(`gone-${row}` as FeatureId, 'deleted');
        else if (kind === 'add') changes.set(`new-${row}` as FeatureId, image);
        else if (kind === 'value' && image !== 'deleted') changes.set(id, { ...image, values: {} });
        else changes.set(id, image);
      }
      const byHand = plain(table).flatMap((feature) => {
        const { id } = feature as { id: FeatureId };
        const changed = changes.get(id);
        return changed === undefined ? [feature] : changed === 'deleted' ? [] : [byImage(table, id, changed)];
      });
      for (const [id, changed] of changes) {
        if (!table.ids.includes(id) && changed !== 'deleted') byHand.push(byImage(table, id, changed));
      }
      expect(plain(overlayChanges(table, changes))).toEqual(byHand);
    }),
    { numRuns: 400 },
  );
});

function byImage(table: FeatureTable, id: FeatureId, image: Exclude<FeatureChange, 'deleted'>): unknown {
  const [feature] = plain(
    overlayChanges(
      { ...table, ids: [], geometry: joinRuns(table.geometry.kind, []), columns: emptied(table) },
      new Map([[id, image]]),
    ),
  );
  const values = Object.fromEntries(table.fields.map(({ name }) => [name, image.values[name] ?? null]));
  expect(feature).toMatchObject({ id, values });
  return feature;
}

const emptied = (table: FeatureTable): FeatureTable['columns'] =>
  Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, column.slice(0, 0)]));

test('what did not change is not copied', () => {
  const table = parcelTable(5);
  expect(overlayChanges(table, new Map())).toBe(table);
  expect(overlayChanges(table, new Map([['unknown' as FeatureId, 'deleted']]))).toBe(table);
  const repainted = overlayChanges(
    table,
    new Map([[table.ids[4]!, { geometry: featureWkb(table.geometry, 4), values: { far: 9 } }]]),
  );
  expect(repainted.ids).toBe(table.ids);
  expect(repainted.geometry).toBe(table.geometry);
  expect(rowsOf(table.ids)).toBe(rowsOf(table.ids));
});

test('runs of packed features join to what packing them one by one gives', () => {
  const { geometry } = parcelTable(5);
  const run = fc
    .tuple(fc.nat(25), fc.nat(25))
    .map(([a, b]) => ({ geometry, from: Math.min(a, b), to: Math.max(a, b) }));
  fc.assert(
    fc.property(fc.array(run, { maxLength: 5 }), (runs) => {
      const joined = joinRuns('polygon', runs);
      const features = runs.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
      expect(featureCount(joined)).toBe(features.length);
      features.forEach((feature, index) => {
        expect(isSameFeature(geometry, feature, joined, index)).toBe(true);
        expect(plainGeometry(joined, index)).toEqual(plainGeometry(geometry, feature));
      });
    }),
  );
  expect(isSameFeature(geometry, 1, geometry, 2)).toBe(false);
  expect(isSameFeature(geometry, 1, geometry, 7)).toBe(false);
  expect(isSameFeature(geometry, 3, geometry, 4)).toBe(false);
});
