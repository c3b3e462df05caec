import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureId } from '#core/model/ids.ts';
import { lookupIn, RowMap } from '#core/model/row-map.ts';

const ids = Array.from({ length: 12 }, (_, row) => `feature ${row}` as FeatureId);

test('a map of rows is a map of their features in the order of the rows', () => {
  const anyChange = fc.tuple(fc.nat({ max: ids.length - 1 }), fc.option(fc.string(), { nil: undefined }));
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 30 }), (changes) => {
      const rows = new RowMap<string>(ids);
      const plain = new Map<FeatureId, string>();
      for (const [row, value] of changes) {
        if (value === undefined) {
          rows.deleteRow(row);
          plain.delete(ids[row]!);
        } else {
          rows.setRow(row, value);
          plain.set(ids[row]!, value);
        }
      }
      const sorted = [...plain].sort(([a], [b]) => ids.indexOf(a) - ids.indexOf(b));
      expect([...rows]).toEqual(sorted);
      expect([...rows.keys()]).toEqual(sorted.map(([id]) => id));
      expect([...rows.values()]).toEqual(sorted.map(([, value]) => value));
      const visited: [FeatureId, string][] = [];
      rows.forEachRow((row, value) => visited.push([ids[row]!, value]));
      expect(visited).toEqual(sorted);
      expect(rows.size).toBe(plain.size);
      const [byRow, byId] = [lookupIn(rows, ids), lookupIn(plain, ids)];
      for (const [row, id] of ids.entries()) {
        expect(rows.get(id)).toBe(plain.get(id));
        expect(rows.has(id)).toBe(plain.has(id));
        expect(byRow(row, id)).toBe(byId(row, id));
      }
      expect(rows.get('no such feature' as FeatureId)).toBeUndefined();
    }),
  );
});

test('a map of other features is none of rows', () => {
  expect([...RowMap.from(ids, new Map([[ids[3]!, 'three']]))!]).toEqual([[ids[3], 'three']]);
  expect(RowMap.from(ids, new Map([['another' as FeatureId, 'value']]))).toBeUndefined();
});
