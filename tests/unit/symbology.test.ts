import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rampColour, rampIds, ramps } from '#core/model/colour-ramps.ts';
import { emptyColumn, type FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { type FeatureSymbol, fieldsOfStyle, type LayerStyle } from '#core/model/layer-style.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { styleFault } from '#core/scenario/style-fault.ts';
import { classBreaks, classOf } from '#core/symbology/class-breaks.ts';
import { conditionFault, styleRows } from '#core/symbology/style-classes.ts';
import { categorise, graduate, plainSymbol } from '#core/symbology/suggest-style.ts';
import '#tests/property-seed.ts';

const symbol: FeatureSymbol = plainSymbol('polygon');

function tableOf(uses: readonly (string | null)[], far: readonly number[]): FeatureTable {
  const packer = new GeometryPacker('none');
  for (const _ of uses) packer.endFeature();
  return {
    ids: uses.map((_, row) => `f${row}` as FeatureId),
    geometry: packer.finish(),
    fields: [
      { name: 'land_use', type: 'text' },
      { name: 'far', type: 'real' },
    ],
    columns: { land_use: uses, far: Float64Array.from(far) },
  };
}

/** Sum of squared deviations from the means of the classes. */
function spread(values: readonly number[], breaks: readonly number[]): number {
  const classes = breaks.slice(1).map((): number[] => []);
  for (const value of values) classes[classOf(value, breaks)]!.push(value);
  return classes.reduce((sum, members) => {
    const mean = members.reduce((a, b) => a + b, 0) / Math.max(1, members.length);
    return sum + members.reduce((a, value) => a + (value - mean) ** 2, 0);
  }, 0);
}

function* choices(items: readonly number[], count: number, from = 0): Generator<number[]> {
  if (count === 0) yield [];
  else
    for (let at = from; at <= items.length - count; at++)
      for (const rest of choices(items, count - 1, at + 1)) yield [items[at]!, ...rest];
}

describe('class breaks', () => {
  it('puts equal numbers into quantiles and equal widths into intervals', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100];
    expect(classBreaks(values, 'quantile', 5)).toEqual([1, 2, 4, 6, 8, 100]);
    expect(classBreaks(values, 'equal', 3)).toEqual([1, 34, 67, 100]);
  });

  it('leaves out classes that repeated values would leave empty, and numbers that are none', () => {
    expect(classBreaks([Number.NaN, 2, 2, 2, 2], 'quantile', 4)).toEqual([2, 2]);
    expect(classBreaks([Number.NaN], 'natural', 4)).toEqual([]);
    expect(classOf(2, [2, 2])).toBe(0);
  });

  it('finds the natural breaks that a search of all others finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 10 }),
        fc.integer({ min: 2, max: 4 }),
        (values, classes) => {
          const sorted = [...new Set(values)].sort((a, b) => a - b);
          fc.pre(sorted.length >= classes);
          const found = classBreaks(values, 'natural', classes);
          const best = Math.min(
            ...[...choices(sorted.slice(0, -1), classes - 1)].map((inner) =>
              spread(values, [sorted[0]!, ...inner, sorted.at(-1)!]),
            ),
          );
          expect(spread(values, found)).toBeCloseTo(best, 6);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('covers every value with every method', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom('quantile', 'equal', 'natural'),
        fc.integer({ min: 1, max: 9 }),
        (values, method, classes) => {
          const breaks = classBreaks(values, method, classes);
          expect(breaks).toEqual([...breaks].sort((a, b) => a - b));
          for (const value of values) expect(classOf(value, breaks)).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe('styles', () => {
  const table = tableOf(['residential', 'commercial', null, 'residential'], [1, 2, 3, Number.NaN]);

  it('puts rows into categories by frequency with land uses in their standard colours', () => {
    const style = categorise(table, 'land_use');
    expect(style.classes.map(({ value }) => value)).toEqual(['residential', 'commercial']);
    expect(style.classes[0]!.symbol.fill).not.toBe(style.classes[1]!.symbol.fill);
    const { classes, classOfRow } = styleRows(style, table);
    expect([...classOfRow]).toEqual([0, 1, 2, 0]);
    expect(classes.map(({ count }) => count)).toEqual([2, 1, 1]);
    expect([...styleRows({ ...style, others: null }, table).classOfRow]).toEqual([0, 1, -1, 0]);
  });

  it('grades numbers and leaves out rows without one', () => {
    const style = graduate(table, 'far', 'equal', 2, 'viridis')!;
    expect([...styleRows(style, table).classOfRow]).toEqual([0, 0, 1, -1]);
    expect(graduate(table, 'land_use', 'equal', 2, 'viridis')).toBeUndefined();
  });

  it('takes the first rule that holds', () => {
    const rules = [
      { where: 'far >= 2', label: 'dense', symbol },
      { where: "land_use = 'residential'", label: 'homes', symbol },
    ];
    const rows = styleRows({ kind: 'rules', rules, others: null }, table);
    expect([...rows.classOfRow]).toEqual([1, 0, 0, 1]);
  });

  it('names the fields that a style needs', () => {
    const style: LayerStyle = {
      id: 'l' as LayerId,
      symbology: {
        kind: 'rules',
        rules: [{ where: "far > 2 and name = 'far away'", label: '', symbol }],
        others: null,
      },
      labels: { field: 'name', sizePixels: 12, bold: false, colour: '#000000', from: 5000 },
    };
    expect(fieldsOfStyle(style)).toEqual(expect.arrayContaining(['far', 'name']));
    expect(fieldsOfStyle(style)).not.toContain('away');
  });

  it('says where a condition goes wrong', () => {
    expect(conditionFault('far > 2', table.fields)).toBeUndefined();
    expect(conditionFault('height > 2', table.fields)?.describe('en')).toContain('height');
    expect(emptyColumn('text', 0)).toEqual([]);
  });

  it('refuses styles that cannot be drawn', () => {
    const id = 'l' as LayerId;
    const graded = graduate(table, 'far', 'equal', 2, 'viridis')!;
    expect(styleFault('l', { id, symbology: graded })).toBeUndefined();
    expect(styleFault('m', { id })).toBeDefined();
    expect(styleFault('l', { id, symbology: { ...graded, breaks: [3, 1] } })?.en).toContain('ascending');
    expect(styleFault('l', { id, symbology: { kind: 'single', symbol: { ...symbol, fill: 'red' } } })?.en).toContain(
      'red',
    );
    expect(styleFault('l', { id, closest: 5000, farthest: 2000 })?.en).toContain('closest');
  });
});

describe('colour ramps', () => {
  it('run from their first to their last colour', () => {
    for (const id of rampIds) {
      expect(rampColour(id, 0)).toBe(ramps[id].anchors[0]);
      expect(rampColour(id, 1)).toBe(ramps[id].anchors.at(-1));
      expect(rampColour(id, 0, true)).toBe(ramps[id].anchors.at(-1));
    }
  });
});
