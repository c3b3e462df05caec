import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWholeShape } from '#core/geometry/whole-shapes.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { FeatureImage } from '#core/model/edit.ts';
import { type Scalar, scalarAt } from '#core/model/feature-table.ts';
import { PaintedImage } from '#core/model/painted-image.ts';
import { isSameState } from '#core/scenario/check-features.ts';
import { PaintFinder } from '#core/scenario/paint-finder.ts';
import { packStates } from '#core/store/state-columns.ts';
import { openTown, parcelLayer } from '#tests/fixtures/store-town.ts';

const paints: readonly Readonly<Record<string, Scalar>>[] = [
  { land_use: 'mixed', far: 2.5, floors: 7 },
  { land_use: 'green', far: 0 },
  { far: -0 },
  { land_use: null, far: null, protected: true },
  {},
];

/** With more paints than these no more are looked for. */
const mostPaints = 16;
test('images written out are told as paint, and say the same to the bit', async () => {
  const { project } = await openTown({ side: 8 });
  const base = project.readTable(parcelLayer);
  const table = project.layerTable(parcelLayer);
  const bare = base.ids.findIndex((_, row) => !isWholeShape(base.geometry, row));
  const writtenOut = (row: number, paint: Readonly<Record<string, Scalar>>, multi: boolean): FeatureImage => {
    const own = Object.fromEntries(base.fields.map((field) => [field.name, scalarAt(base, field, row)]));
    return { geometry: featureWkb(base.geometry, row, multi), values: { ...own, ...paint } };
  };
  const anyPaints = fc.array(fc.nat({ max: paints.length - 1 }), { minLength: 3, maxLength: base.ids.length });
  fc.assert(
    fc.property(anyPaints, fc.boolean(), (chosen, multi) => {
      const finder = new PaintFinder(base, table);
      const plain = chosen.map((paint, row) => writtenOut(row, paints[paint]!, multi));
      const told = plain.map((image, row) => finder.told(base.ids[row]!, image));
      for (const [row, image] of told.entries()) {
        if (row === bare) {
          expect(image).toBe(plain[row]);
          continue;
        }
        expect(image).toBeInstanceOf(PaintedImage);
        const { values, geometry } = image as PaintedImage;
        for (const name of Object.keys(plain[row]!.values)) {
          expect(Object.is(values[name], plain[row]!.values[name]), name).toBe(true);
        }
        expect(Object.keys(values)).toEqual(Object.keys(plain[row]!.values));
        expect(geometry).toEqual(featureWkb(base.geometry, row, true));
        expect(isSameState(image, plain[row]!)).toBe(true);
        expect(isSameState(plain[row]!, { geometry, values: { ...values, floors: 99 } })).toBe(false);
        expect(isSameState(image, { geometry, values: { ...values, floors: 99 } })).toBe(false);
      }
      // What is packed does not depend on how images are told, before or after.
      const fields = base.fields.map(({ name }) => name);
      const place = { placeOf: () => 0, stays: new Uint8Array(told.length).fill(1) };
      const before = [...told].reverse();
      const plainBefore = [...plain].reverse();
      expect(packStates(told, fields, place)).toEqual(packStates(plain, fields, place));
      expect(packStates(told, fields, place, before)).toEqual(packStates(plain, fields, place, plainBefore));
      const gaps = told.map((state, at) => (at % 3 === 0 ? null : state));
      const plainGaps = plain.map((state, at) => (at % 3 === 0 ? null : state));
      expect(packStates(told, fields, place, gaps)).toEqual(packStates(plain, fields, place, plainGaps));
      expect(packStates(gaps, fields, place, told)).toEqual(packStates(plainGaps, fields, place, plain));
    }),
    { numRuns: 30 },
  );
  project.close();
});

test('images elsewhere, of other fields, or each with values of its own stay as they are', async () => {
  const { project } = await openTown({ side: 8 });
  const base = project.readTable(parcelLayer);
  const finder = new PaintFinder(base, project.layerTable(parcelLayer));
  const own = (row: number) => Object.fromEntries(base.fields.map((field) => [field.name, scalarAt(base, field, row)]));
  const here = featureWkb(base.geometry, 0, true);
  for (const image of [
    { geometry: featureWkb(base.geometry, 1, true), values: own(0) },
    { geometry: null, values: own(0) },
    { geometry: here, values: {} },
    { geometry: here, values: { ...own(0), another: 1 } },
  ]) {
    expect(finder.told(base.ids[0]!, image)).toBe(image);
  }
  expect(finder.told(base.ids[0]!, null)).toBeNull();
  expect(finder.told(base.ids[0]!, 'deleted')).toBe('deleted');
  const each = Array.from({ length: 40 }, (_, at): FeatureImage => {
    const row = at + 20;
    return { geometry: featureWkb(base.geometry, row, true), values: { ...own(row), far: row + 0.125 } };
  });
  const told = each.map((image, at) => finder.told(base.ids[at + 20]!, image));
  expect(told.filter((image, at) => image === each[at]).length).toBe(40 - mostPaints);
  project.close();
});
