import { describe, expect, it } from 'vitest';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { calculateField } from '#core/scenario/calculate-field.ts';
import { filterRows } from '#core/symbology/filter-rows.ts';
import { columnStatistics } from '#renderer/panels/column-statistics.ts';
import { fieldInput, readFieldInput } from '#renderer/ui/field-text.ts';

/** Two squares of 10 m and 20 m sides. */
function squares(): FeatureTable {
  const packer = new GeometryPacker('polygon');
  for (const side of [10, 20]) {
    packer.addRing([0, 0, side, 0, side, side, 0, side, 0, 0]);
    packer.endPart();
    packer.endFeature();
  }
  return {
    ids: ['a', 'b'] as FeatureId[],
    geometry: packer.finish(),
    fields: [
      { name: 'name', type: 'text' },
      { name: 'far', type: 'real' },
      { name: 'floors', type: 'integer' },
      { name: 'listed', type: 'boolean' },
    ],
    columns: {
      name: ['North Hall', null],
      far: Float64Array.of(2, Number.NaN),
      floors: Float64Array.of(3, 4),
      listed: Float64Array.of(1, 0),
    },
  };
}

describe('calculating a field', () => {
  it('takes fields and the measured area, and names only what changes', () => {
    expect(calculateField(squares(), 'plots', 'far', 'floors * 50 / area')).toEqual([
      { feature: 'a', values: { far: 1.5 } },
      { feature: 'b', values: { far: 0.5 } },
    ]);
    expect(calculateField(squares(), 'plots', 'far', '2')).toEqual([{ feature: 'b', values: { far: 2 } }]);
    expect(calculateField(squares(), 'plots', 'floors', 'if(listed, floors, floors + 1.6)')).toEqual([
      { feature: 'b', values: { floors: 6 } },
    ]);
  });

  it('can be limited to some features, and gives no value where there is none', () => {
    const only = new Set(['b'] as FeatureId[]);
    expect(calculateField(squares(), 'plots', 'floors', 'far', only)).toEqual([
      { feature: 'b', values: { floors: null } },
    ]);
    expect(calculateField(squares(), 'plots', 'name', "coalesce(name, 'no name')")).toEqual([
      { feature: 'b', values: { name: 'no name' } },
    ]);
    expect(calculateField(squares(), 'plots', 'floors', 'max(far, null)')).toEqual([
      { feature: 'a', values: { floors: 2 } },
      { feature: 'b', values: { floors: null } },
    ]);
  });

  it('refuses results of another type, and fields that are not there', () => {
    expect(() => calculateField(squares(), 'plots', 'far', 'name')).toThrow(/North Hall/);
    expect(() => calculateField(squares(), 'plots', 'height', '1')).toThrow(/height/);
    expect(() => calculateField(squares(), 'plots', 'far', 'far *')).toThrow(/far \*/);
  });
});

describe('the filter of the table', () => {
  it('takes conditions, and words anywhere in the texts', () => {
    expect(filterRows(squares(), ' ')).toBeNull();
    expect([...filterRows(squares(), 'area > 200')!]).toEqual(['b']);
    expect([...filterRows(squares(), 'north')!]).toEqual(['a']);
    expect(() => filterRows(squares(), 'height > 2')).toThrow(/height/);
  });
});

describe('the figures of a column', () => {
  it('are those of the rows shown', () => {
    const table = squares();
    const rows = [0, 1];
    expect(columnStatistics(table, table.fields[2]!, rows)).toEqual({
      kind: 'numbers',
      count: 2,
      missing: 0,
      sum: 7,
      mean: 3.5,
      median: 3.5,
      deviation: Math.SQRT1_2,
      least: 3,
      most: 4,
    });
    expect(columnStatistics(table, table.fields[1]!, rows)).toMatchObject({ count: 1, missing: 1, deviation: 0 });
    expect(columnStatistics(table, table.fields[0]!, rows)).toMatchObject({
      kind: 'texts',
      count: 1,
      missing: 1,
      distinct: 1,
    });
  });
});

describe('what is typed in a cell', () => {
  it('is read by the type of its field', () => {
    const real = { name: 'far', type: 'real' } as const;
    expect(readFieldInput(real, '1,234.5')).toBe(1234.5);
    expect(readFieldInput(real, '')).toBeNull();
    expect(readFieldInput(real, 'two')).toBeUndefined();
    expect(readFieldInput({ name: 'floors', type: 'integer' }, '2.5')).toBeUndefined();
    expect(readFieldInput({ name: 'listed', type: 'boolean' }, '是')).toBe(true);
    expect(readFieldInput({ name: 'day', type: 'date' }, 'June')).toBeUndefined();
  });

  it('comes back as it was, percentages included', () => {
    const coverage = { name: 'building_coverage', type: 'real' } as const;
    expect(fieldInput(coverage, 0.35)).toBe('35');
    expect(readFieldInput(coverage, '35 %')).toBe(0.35);
  });
});
