import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadDefinitions } from '#core/crs/definitions.ts';
import { parametersOf } from '#core/crs/parameters.ts';
import { sameProjection } from '#core/crs/recognise.ts';
import { parseWkt } from '#core/crs/wkt.ts';

const root = path.resolve(import.meta.dirname, '../..');

test('definitions.json is what the generator writes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'definitions-'));
  try {
    const fresh = path.join(folder, 'definitions.json');
    execFileSync(process.execPath, [path.join(root, 'core/crs/generate-definitions.mjs'), fresh]);
    expect(readFileSync(fresh, 'utf8') === readFileSync(path.join(root, 'core/crs/definitions.json'), 'utf8')).toBe(
      true,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every entry gives back the well-known text, name and area of the register', async () => {
  interface Entry {
    readonly name: string;
    readonly wkt: string;
    readonly bbox: readonly [north: number, west: number, south: number, east: number];
    readonly kind: string;
  }
  const index = createRequire(import.meta.url)('epsg-index/all.json') as Record<string, Entry>;
  const definitions = await loadDefinitions();
  let compared = 0;
  for (const [code, entry] of Object.entries(index)) {
    const definition = definitions.find(Number(code));
    if (!definition) continue;
    compared++;
    expect(definition.wkt).toBe(entry.wkt);
    expect(definition.name).toBe(entry.name);
    expect(definition.kind).toBe(entry.kind === 'CRS-GEOGCRS' ? 'geographic' : 'projected');
    const [north, west, south, east] = entry.bbox;
    expect(definition.area).toEqual([west, south, east, north]);
  }
  expect(compared).toBeGreaterThan(5000);
  expect(definitions.parameters().size).toBe(compared);
});

test('the numbers of every entry are those of its well-known text', async () => {
  const definitions = await loadDefinitions();
  for (const [code, numbers] of definitions.parameters()) {
    const { projection, unitMetres, ...others } = parametersOf(parseWkt(definitions.find(code)!.wkt))!;
    expect(numbers).toMatchObject(others);
    expect(sameProjection(numbers, { ...others, projection, unitMetres })).toBe(true);
    expect(numbers.unitMetres).toBe(unitMetres);
  }
});

test('has the systems that planning data in China and the sample cities come in', async () => {
  const definitions = await loadDefinitions();
  const needed = [4326, 4490, 4214, 4610, 3857, 2249, 26986, 3826, 27700, 31467, 32650, 32723];
  for (let code = 4491; code <= 4554; code++) needed.push(code);
  for (let code = 2327; code <= 2390; code++) needed.push(code);
  for (let code = 2401; code <= 2442; code++) needed.push(code);
  expect(needed.filter((code) => !definitions.find(code))).toEqual([]);
});
