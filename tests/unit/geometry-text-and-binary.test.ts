import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packAll, packSimple, type SimpleGeometry, simpleFromPacked } from '#core/geometry/simple-geometry.ts';
import { featureWkb, noCounts, packAllWkb, packWkb, readWkb, writeWkb } from '#core/geometry/wkb.ts';
import { readWkt, writeWkt } from '#core/geometry/wkt.ts';
import { type GeometryKind, GeometryPacker } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { anyGeometry, packTexts } from './geometry-shapes.ts';

/** Bytes by hand: `order` 1 is little-endian. */
class Bytes {
  readonly #bytes: number[] = [];
  readonly #little: boolean;

  constructor(order: 0 | 1) {
    this.#little = order === 1;
  }

  header(code: number): this {
    this.#bytes.push(this.#little ? 1 : 0);
    return this.word(code);
  }

  word(value: number): this {
    return this.#put(4, (view) => view.setUint32(0, value, this.#little));
  }

  numbers(...values: number[]): this {
    for (const value of values) this.#put(8, (view) => view.setFloat64(0, value, this.#little));
    return this;
  }

  #put(size: number, write: (view: DataView) => void): this {
    const view = new DataView(new ArrayBuffer(size));
    write(view);
    this.#bytes.push(...new Uint8Array(view.buffer));
    return this;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    return thrown instanceof WorkbenchError ? thrown.code : `not ours: ${String(thrown)}`;
  }
  return 'nothing thrown';
}

describe('WKB', () => {
  it('reads what it writes, whatever the type', () => {
    fc.assert(
      fc.property(anyGeometry, (geometry) => {
        expect(readWkb(writeWkb(geometry))).toEqual(geometry);
      }),
      { numRuns: 300 },
    );
  });

  it.each([0, 1] as const)('reads byte order %i, ISO and extended, and drops Z and M', (order) => {
    const line: SimpleGeometry = { type: 'line', coordinates: Float64Array.of(1, 2, 3, 4) };
    const cases: [code: number, numbers: number[], reference?: number][] = [
      [2, [1, 2, 3, 4]],
      [1002, [1, 2, 9, 3, 4, 9]],
      [2002, [1, 2, 9, 3, 4, 9]],
      [3002, [1, 2, 8, 9, 3, 4, 8, 9]],
      [0x80000002, [1, 2, 9, 3, 4, 9]],
      [0x40000002, [1, 2, 9, 3, 4, 9]],
      [0xc0000002, [1, 2, 8, 9, 3, 4, 8, 9]],
      [0x20000002, [1, 2, 3, 4], 4547],
      [0xa0000002, [1, 2, 9, 3, 4, 9], 4547],
    ];
    for (const [code, numbers, reference] of cases) {
      const bytes = new Bytes(order).header(code);
      if (reference !== undefined) bytes.word(reference);
      const counts = noCounts();
      expect(
        readWkb(
          bytes
            .word(2)
            .numbers(...numbers)
            .finish(),
          counts,
        ),
      ).toEqual(line);
      expect(counts.droppedOrdinates).toBe(numbers.length > 4 ? 1 : 0);
    }
  });

  it('reads members of another byte order than the whole', () => {
    const inner = new Bytes(1).header(1).numbers(5, 6).finish();
    const bytes = Uint8Array.from([...new Bytes(0).header(4).word(1).finish(), ...inner]);
    expect(writeWkt(readWkb(bytes))).toBe('MULTIPOINT ((5 6))');
  });

  it('packs features straight into one geometry, the same as by way of a tree', () => {
    fc.assert(
      fc.property(fc.constantFrom<GeometryKind>('point', 'line', 'polygon'), fc.array(anyGeometry), (kind, list) => {
        const counts = noCounts();
        const direct = packAllWkb(
          kind,
          list.map((geometry) => writeWkb(geometry)),
          counts,
        );
        const packer = new GeometryPacker(kind);
        let leftOut = 0;
        for (const geometry of list) leftOut += packSimple(packer, geometry);
        expect(direct).toEqual(packer.finish());
        expect(counts.leftOut).toBe(leftOut);
      }),
      { numRuns: 200 },
    );
  });

  it('writes features as trees are written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<GeometryKind>('point', 'line', 'polygon'),
        anyGeometry,
        fc.boolean(),
        (kind, one, multi) => {
          const packed = packAll(kind, [one]);
          expect(featureWkb(packed, 0, multi)).toEqual(writeWkb(simpleFromPacked(packed, 0, multi)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('closes open rings and counts them', () => {
    const bytes = new Bytes(1).header(3).word(1).word(3).numbers(0, 0, 4, 0, 0, 3).finish();
    const counts = noCounts();
    const packer = new GeometryPacker('polygon');
    packWkb(packer, bytes, counts);
    expect([...packer.finish().coordinates]).toEqual([0, 0, 4, 0, 0, 3, 0, 0]);
    expect(counts.closedRings).toBe(1);
    expect(writeWkt(readWkb(bytes))).toBe('POLYGON ((0 0, 4 0, 0 3, 0 0))');
  });

  it('leaves the packer as it was when the bytes break off', () => {
    const whole = writeWkb(readWkt('MULTIPOLYGON (((0 0, 4 0, 0 3, 0 0)), ((9 9, 8 9, 9 8, 9 9)))'));
    for (let length = 0; length < whole.length; length++) {
      const packer = new GeometryPacker('polygon');
      expect(codeOf(() => packWkb(packer, whole.subarray(0, length)))).toBe('geometry/wkb-unreadable');
      expect(packer.finish().coordinates.length).toBe(0);
    }
  });

  it('refuses what it cannot read with its place, and never tries to make room for it', () => {
    const huge = new Bytes(1).header(2).word(0xffffffff).finish();
    const deep = Uint8Array.from(
      Array.from({ length: 100 }, () => [...new Bytes(1).header(7).word(1).finish()]).flat(),
    );
    const arc = new Bytes(1).header(8).word(0).finish();
    const wrongOrder = Uint8Array.of(7, 1, 0, 0, 0);
    const wrongMember = new Bytes(1).header(6).word(1).header(1).numbers(1, 2).finish();
    for (const bytes of [huge, deep, arc, wrongOrder, wrongMember, new Uint8Array(0)]) {
      expect(codeOf(() => readWkb(bytes))).toBe('geometry/wkb-unreadable');
      expect(codeOf(() => packWkb(new GeometryPacker('polygon'), bytes))).toBe('geometry/wkb-unreadable');
    }
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(7), (bytes, code) => {
        const dressed = Uint8Array.from([1, code, 0, 0, 0, ...bytes]);
        const outcome = codeOf(() => readWkb(dressed));
        expect(['nothing thrown', 'geometry/wkb-unreadable']).toContain(outcome);
        expect(codeOf(() => packWkb(new GeometryPacker('line'), dressed))).toBe(outcome);
      }),
      { numRuns: 500 },
    );
  });
});

describe('WKT', () => {
  it('reads what it writes, whatever the type', () => {
    fc.assert(
      fc.property(anyGeometry, (geometry) => {
        expect(readWkt(writeWkt(geometry))).toEqual(geometry);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['point(1 2)', 'POINT (1 2)'],
    ['POINT Z (1 2 3)', 'POINT (1 2)'],
    ['POINTZM(1 2 3 4)', 'POINT (1 2)'],
    ['POINT (1 2 3)', 'POINT (1 2)'],
    ['SRID=4547;POINT (5e5 3.4E+6)', 'POINT (500000 3400000)'],
    ['MULTIPOINT (1 2, 3 4)', 'MULTIPOINT ((1 2), (3 4))'],
    ['MULTIPOINT M ((1 2 9), EMPTY)', 'MULTIPOINT ((1 2), EMPTY)'],
    ['  LINESTRING\n( -1 .5 ,\t2 2. )', 'LINESTRING (-1 0.5, 2 2)'],
    ['POLYGON ((0 0, 4 0, 0 3))', 'POLYGON ((0 0, 4 0, 0 3, 0 0))'],
    ['POLYGON EMPTY', 'POLYGON EMPTY'],
    ['GEOMETRYCOLLECTION (POINT (1 2), LINESTRING EMPTY)', 'GEOMETRYCOLLECTION (POINT (1 2), LINESTRING EMPTY)'],
    ['GEOMETRYCOLLECTION Z EMPTY', 'GEOMETRYCOLLECTION EMPTY'],
  ])('reads %s', (text, plain) => {
    expect(writeWkt(readWkt(text))).toBe(plain);
  });

  it('counts dropped Z and M once for each geometry, and closed rings', () => {
    const counts = noCounts();
    readWkt('LINESTRING Z (1 2 3, 4 5 6)', counts);
    readWkt('POLYGON ((0 0, 4 0, 0 3))', counts);
    readWkt('POINT (1 2)', counts);
    expect(counts).toEqual({ droppedOrdinates: 1, closedRings: 1, leftOut: 0 });
  });

  it.each([
    ['', 1],
    ['CIRCLE (1 2)', 1],
    ['POINT (1)', 9],
    ['POINT (1 2', 11],
    ['POINT (1 x)', 10],
    ['POINT (1 2) POINT (3 4)', 13],
    ['LINESTRING (1 2; 3 4)', 16],
    [`${'GEOMETRYCOLLECTION ('.repeat(60)}POINT (1 2)${')'.repeat(60)}`, 661],
  ])('refuses %s and names the character', (text, position) => {
    try {
      readWkt(text);
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(WorkbenchError);
      expect((thrown as WorkbenchError).code).toBe('geometry/wkt-unreadable');
      expect((thrown as WorkbenchError).parameters['position']).toBe(position);
    }
  });
});

describe('packed features', () => {
  it('keep parts of their kind and count the others', () => {
    const packer = new GeometryPacker('line');
    const mixed = readWkt(
      'GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1), POINT (1 2), MULTILINESTRING ((2 2, 3 3), EMPTY))',
    );
    expect(packSimple(packer, mixed)).toBe(1);
    expect(writeWkt(simpleFromPacked(packer.finish(), 0))).toBe('MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))');
  });

  it('come back as simple, multi or empty geometries', () => {
    const texts = ['POLYGON ((0 0, 4 0, 0 3, 0 0))', 'POLYGON EMPTY'];
    const packed = packTexts('polygon', ...texts);
    expect([0, 1].map((feature) => writeWkt(simpleFromPacked(packed, feature)))).toEqual(texts);
    expect(writeWkt(simpleFromPacked(packed, 0, true))).toBe('MULTIPOLYGON (((0 0, 4 0, 0 3, 0 0)))');
    expect(writeWkt(simpleFromPacked(packed, 1, true))).toBe('MULTIPOLYGON EMPTY');
    expect(writeWkt(simpleFromPacked(packAll('none', [readWkt('POINT (1 2)')]), 0))).toBe('GEOMETRYCOLLECTION EMPTY');
  });
});
