import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featureWkb, packAllWkb } from '#core/geometry/wkb.ts';
import type { Edit, FeatureState } from '#core/model/edit.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { canonicalWkb, type GeometryType, isCanonical, typeFor } from '#core/store/canonical-wkb.ts';
import { packDocument, unpackDocument } from '#core/store/document-codec.ts';
import { editBytes, editsFromBytes, packEdits, unpackEdits } from '#core/store/edit-codec.ts';
import { extentAfterMove, extentOfBoth, extentOfCoordinates } from '#core/store/extent.ts';
import {
  BlobReader,
  BlobWriter,
  blobFromWkb,
  extentOfHead,
  headLength,
  wkbFromBlob,
} from '#core/store/geopackage-binary.ts';
import { safeName, uniqueName } from '#core/store/safe-names.ts';
import { parcelTable, stopTable, streetTable } from '#tests/fixtures/store-town.ts';

describe('blobs', () => {
  const samples: [string, PackedGeometry][] = [
    ['polygons', parcelTable(6).geometry],
    ['lines', streetTable(6).geometry],
    ['points', stopTable(6).geometry],
  ];

  test.each(samples)('of %s are read as they were written, by either way', (_, geometry) => {
    const type = typeFor(geometry)!;
    const writer = new BlobWriter(geometry, type, 4549);
    const reader = new BlobReader(type);
    for (let feature = 0; feature < geometry.featureOffsets.length - 1; feature++) {
      const blob = writer.write(feature)?.slice() ?? null;
      expect(reader.read(blob)).toBe(true);
      if (!blob) continue;
      const wkb = wkbFromBlob(blob, type)!;
      expect(isCanonical(wkb, 0, type)).toBe(true);
      expect(wkb).toEqual(featureWkb(geometry, feature, type !== 'POINT'));
      expect(blobFromWkb(wkb, type, 4549)).toEqual(blob);
      const { coordinates } = packAllWkb(geometry.kind, [wkb]);
      expect(extentOfHead(blob.subarray(0, headLength))).toEqual(extentOfCoordinates(coordinates));
    }
    expect(reader.packer.finish()).toEqual(geometry);
  });

  test('of other programs are read: big-endian, without envelope, simple types, with heights, empty', () => {
    const reader = new BlobReader('MULTIPOLYGON');
    const ring = [0, 0, 4, 0, 4, 4, 0, 0];
    const bigEndianWithHeights = (flags: number, envelope: number) => {
      const blob = new Uint8Array(8 + envelope + 13 + ring.length * 12);
      const view = new DataView(blob.buffer);
      blob.set([0x47, 0x50, 0, flags]);
      let at = 8 + envelope;
      view.setUint32(at + 1, 1003);
      view.setUint32(at + 5, 1);
      view.setUint32(at + 9, ring.length / 2);
      at += 13;
      for (let pair = 0; pair < ring.length; pair += 2, at += 24) {
        view.setFloat64(at, ring[pair]!);
        view.setFloat64(at + 8, ring[pair + 1]!);
        view.setFloat64(at + 16, 7);
      }
      return blob;
    };
    expect(reader.read(bigEndianWithHeights(0, 0))).toBe(true);
    expect(reader.read(bigEndianWithHeights(0b0100, 48))).toBe(true);
    expect(reader.read(new Uint8Array([0x47, 0x50, 0, 0b10001, 0, 0, 0, 0]))).toBe(true);
    expect(reader.read(null)).toBe(true);
    const packer = new GeometryPacker('polygon');
    packer.addFeature([[ring]]);
    packer.addFeature([[ring]]);
    packer.endFeature();
    packer.endFeature();
    expect(reader.packer.finish()).toEqual(packer.finish());
    expect(wkbFromBlob(bigEndianWithHeights(0, 0), 'MULTIPOLYGON')).toEqual(featureWkb(packer.finish(), 0, true));
  });

  test('of any bytes never fail, and leave out what cannot be read', () => {
    const mostlyRight = fc.uint8Array({ maxLength: 120 }).map((bytes) => {
      const blob = new Uint8Array(8 + bytes.length);
      blob.set([0x47, 0x50, 0, (bytes[0] ?? 0) & 0b1111]);
      blob.set(bytes, 8);
      return blob;
    });
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 60 }), mostlyRight),
        fc.constantFrom<GeometryType>('POINT', 'MULTIPOLYGON'),
        (blob, type) => {
          const reader = new BlobReader(type);
          reader.read(blob);
          expect(reader.packer.finish().featureOffsets).toHaveLength(2);
          wkbFromBlob(blob, type);
          extentOfHead(blob.subarray(0, headLength));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('canonical geometry', () => {
  const packer = new GeometryPacker('polygon');
  packer.addFeature([[[0, 0, 1, 0, 1, 1, 0, 0]]]);
  const polygon = packer.finish();

  test('is the same for the simple and the multi form', () => {
    const multi = featureWkb(polygon, 0, true);
    expect(canonicalWkb(featureWkb(polygon, 0), 'MULTIPOLYGON')).toEqual(multi);
    expect(canonicalWkb(multi, 'MULTIPOLYGON')).toBe(multi);
  });

  test('refuses other kinds, several points for one, and coordinates that are no numbers', () => {
    const code = (value: string) => expect.objectContaining({ code: value });
    expect(() => canonicalWkb(featureWkb(polygon, 0), 'MULTILINESTRING')).toThrow(code('edit/geometry-kind'));
    const points = new GeometryPacker('point');
    points.addFeature([[[1, 2]], [[3, 4]]]);
    expect(() => canonicalWkb(featureWkb(points.finish(), 0), 'POINT')).toThrow(code('edit/geometry-several-points'));
    const line = new GeometryPacker('line');
    line.addFeature([[[1, 2, Number.POSITIVE_INFINITY, 4]]]);
    expect(() => canonicalWkb(featureWkb(line.finish(), 0, true), 'MULTILINESTRING')).toThrow(
      code('edit/geometry-not-finite'),
    );
    expect(() => canonicalWkb(new Uint8Array([9, 9]), 'POINT')).toThrow(code('geometry/wkb-unreadable'));
    const empty = new GeometryPacker('line');
    empty.endFeature();
    expect(canonicalWkb(featureWkb(empty.finish(), 0), 'MULTILINESTRING')).toBeNull();
  });
});

test('an extent after moves is that of everything, or not told', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 4 }), y: fc.integer({ min: 0, max: 4 }) });
  const boxOf = (points: readonly { x: number; y: number }[]) =>
    extentOfCoordinates(Float64Array.from(points.flatMap(({ x, y }) => [x, y])));
  fc.assert(
    fc.property(fc.array(point), fc.array(point), fc.array(point), (still, from, to) => {
      const whole = boxOf([...still, ...from]);
      const moved = extentAfterMove(whole, boxOf(from), boxOf(to));
      if (moved !== undefined) expect(moved).toEqual(extentOfBoth(boxOf(still), boxOf(to)));
    }),
    { numRuns: 2000 },
  );
});

describe('documents', () => {
  test('come out as they were put in', () => {
    const array = fc.oneof(fc.uint8Array(), fc.uint32Array(), fc.float32Array(), fc.float64Array({ noNaN: false }));
    const leaf = fc.oneof(
      fc.string(),
      fc.double().map((value) => value + 0),
      fc.boolean(),
      fc.constant(null),
      array,
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree')),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$array', '$number', '$')), tie('tree'), {
          noNullPrototype: true,
        }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.boolean(), (document, deflate) => {
        expect(unpackDocument(packDocument(document, { deflate }))).toEqual(document);
      }),
    );
  });

  test.each([true, false, 'text'] as const)('leave room in front for a head, deflated %s', (deflate) => {
    const document = { texts: ['a', '城'], numbers: Float64Array.of(1, 2.5), bytes: Uint8Array.of(7) };
    const bytes = packDocument(document, { deflate, room: 12 });
    expect(bytes.subarray(0, 12)).toEqual(new Uint8Array(12));
    expect(bytes.subarray(12)).toEqual(packDocument(document, { deflate }));
    expect(unpackDocument(bytes.subarray(12))).toEqual(document);
  });

  test('of another version are refused with both versions', () => {
    const bytes = packDocument({ a: 1 });
    bytes[3] = 9;
    expect(() => unpackDocument(bytes)).toThrow(
      expect.objectContaining({ code: 'store/document-unreadable', parameters: { found: 9, expected: 1 } }),
    );
  });
});

test('edits come out of their packed form as they went in', () => {
  const scalar: fc.Arbitrary<Scalar> = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.boolean(),
    fc.constant(null),
  );
  const image = fc.constantFrom(['a', 'b'], ['b', 'a'], []).chain((fields) =>
    fc.record({
      geometry: fc.option(fc.uint8Array({ maxLength: 9 })),
      values: fc
        .tuple(...fields.map(() => scalar))
        .map((list) => Object.fromEntries(fields.map((field, index) => [field, list[index]!]))),
    }),
  );
  const state: fc.Arbitrary<FeatureState> = fc.oneof(image, fc.constantFrom<FeatureState>('deleted', null));
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({
      kind: fc.constant('feature' as const),
      scenario: fc.constantFrom('s' as ScenarioId, 't' as ScenarioId),
      layer: fc.constantFrom('l' as LayerId, 'm' as LayerId),
      feature: fc.string() as fc.Arbitrary<FeatureId>,
      before: state,
      after: state,
    }),
    fc.record({
      kind: fc.constant('record' as const),
      record: fc.constantFrom('style' as const, 'layer' as const),
      id: fc.string(),
      before: fc.constant(null),
      after: fc.constant({ a: [1] }),
    }),
  );
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const unpacked = unpackEdits(unpackDocument(packDocument(packEdits(edits))) as ReturnType<typeof packEdits>);
      expect(unpacked.map(withoutNulls)).toEqual(edits.map(withoutNulls));
    }),
    { numRuns: 300 },
  );
});

test('edits of files from before they were kept in columns are read', () => {
  const geometry = Uint8Array.of(1, 2, 3, 4, 5);
  const document = {
    items: [
      {
        layer: 'l',
        scenario: 's',
        fields: ['a', 'b'],
        rows: [
          ['f', null, [1, 'x', null]],
          ['g', 0, [-1, 2.5, true]],
        ],
      },
    ],
    geometry,
    ends: Uint32Array.of(2, 5),
  };
  const edits = unpackEdits(unpackDocument(packDocument(document)) as ReturnType<typeof packEdits>);
  const after = { geometry: geometry.slice(2), values: { a: 'x', b: null } };
  const about = { kind: 'feature', scenario: 's', layer: 'l' };
  expect(edits).toEqual([
    { ...about, feature: 'f', before: null, after },
    { ...about, feature: 'g', before: 'deleted', after: { geometry: null, values: { a: 2.5, b: true } } },
  ]);
});

test('many edits alike take little room, and ids come out as they went in', () => {
  const ids = Array.from(
    { length: 1000 },
    (_, at) => `0a1b2c3d-4e5f-6071-8293-${at.toString(16).padStart(12, '0')}` as FeatureId,
  );
  const edits = ids.map((feature, at): Edit => {
    const before = { geometry: null, values: { name: 'one', height: at + 0.5, use: 'green' } };
    const after = { geometry: null, values: { ...before.values, use: 'mixed' } };
    return { kind: 'feature', scenario: 's' as ScenarioId, layer: 'l' as LayerId, feature, before, after };
  });
  const bytes = editBytes(edits);
  expect(bytes.length).toBeLessThan(36_000);
  expect(editsFromBytes(bytes)).toEqual(edits);
});

/** A value that is missing and one that is null are the same to an edit. */
function withoutNulls(edit: Edit): unknown {
  const bare = (state: unknown) =>
    typeof state === 'object' && state !== null && 'values' in state
      ? {
          ...state,
          values: Object.fromEntries(Object.entries(state.values as object).filter(([, value]) => value !== null)),
        }
      : state;
  return { ...edit, before: bare(edit.before), after: bare(edit.after) };
}

test('names are safe in any program and stay readable', () => {
  const names = [
    '地块',
    'Streets & lanes',
    '  a—b  ',
    '2024',
    'gpkg_x',
    '！？',
    'é'.normalize('NFD'),
    '𠮷野家',
    'x'.repeat(99),
  ];
  expect(names.map((name) => safeName(name, 'layer'))).toEqual([
    '地块',
    'Streets_lanes',
    'a_b',
    '_2024',
    '_gpkg_x',
    'layer',
    'é',
    '𠮷野家',
    'x'.repeat(60),
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(safeName(text, 'layer')).toMatch(/^[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*$/u);
    }),
  );
  const taken = new Set(['a', 'a_2']);
  expect(uniqueName('a', (name) => taken.has(name))).toBe('a_3');
  expect(uniqueName('x'.repeat(60), (name) => name === 'x'.repeat(60))).toBe(`${'x'.repeat(58)}_2`);
});
