import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDevelopmentTypes } from '#core/model/development-type.ts';
import { textColumn } from '#core/model/feature-table.ts';
import type { RecipeStep, Selection, StationChoice } from '#core/model/recipe.ts';
import { rowsWhere } from '#core/scenario/expression.ts';
import { parseRecipe } from '#core/scenario/recipe.ts';
import { generateCity, linjiangSeed } from '#samples/city.ts';

const city = generateCity(linjiangSeed);
const parcels = city.layers.find(({ role }) => role === 'parcel')!.table;
const names = (role: string): readonly (string | null)[] =>
  textColumn(city.layers.find((layer) => layer.role === role)!.table, 'name')!;
const types = new Set<string>(defaultDevelopmentTypes.map(({ id }) => id));

function recipe(file: string): ReturnType<typeof parseRecipe> {
  return parseRecipe(readFileSync(path.resolve(import.meta.dirname, '../../samples/recipes', file), 'utf8'), file);
}

function selectionsOf(step: RecipeStep): Selection[] {
  if (step.sketch === 'mixed-use') return [step.select];
  return step.sketch === 'tod' && step.convert ? [step.convert] : [];
}

function stationsOf(step: RecipeStep): StationChoice[] {
  const near = selectionsOf(step).flatMap((selection) => (selection.near ? [selection.near.stations] : []));
  return step.sketch === 'tod' ? [step.stations, ...near] : near;
}

function typesOf(step: RecipeStep): string[] {
  if (step.sketch === 'tod') return step.types.filter((type) => type !== null);
  if (step.sketch === 'corridor') return [step.type];
  return step.sketch === 'mixed-use' && step.type ? [step.type] : [];
}

describe.each([
  ['tod.yaml', 'A'],
  ['green-corridor.yaml', 'B'],
  ['mixed-use.yaml', 'C'],
])('recipe %s', (file, letter) => {
  const { steps, ...head } = recipe(file);

  it('belongs to the sample city', () => {
    expect(head).toMatchObject({ letter, crs: `EPSG:${city.epsg}` });
    expect(head.name.zh).not.toBe(head.name.en);
    for (const step of steps) {
      for (const type of typesOf(step)) expect(types).toContain(type);
      for (const { names: stations } of stationsOf(step)) {
        for (const name of stations ?? []) expect(names('transit-stop')).toContain(name);
      }
      for (const { where } of selectionsOf(step)) {
        if (where) expect(rowsWhere(where, parcels).length).toBeGreaterThan(10);
      }
    }
  });

  it('joins green spaces and streets that exist', () => {
    const ends = new Set<string>();
    const { geometry } = city.layers.find(({ role }) => role === 'street')!.table;
    for (let at = 0; at < geometry.coordinates.length; at += 2) {
      ends.add(`${geometry.coordinates[at]},${geometry.coordinates[at + 1]}`);
    }
    for (const step of steps) {
      if (step.sketch === 'corridor') {
        for (const name of step.between ?? []) {
          expect(names('green-space').filter((own) => own === name)).toHaveLength(1);
        }
      }
      if (step.sketch !== 'network') continue;
      for (const { line } of step.add ?? []) {
        expect(ends).toContain(line[0]!.join());
        expect(ends).toContain(line.at(-1)!.join());
      }
    }
  });
});
