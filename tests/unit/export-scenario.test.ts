import { expect, test } from 'vitest';
import { memorySource } from '#core/formats/source-reading.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import { sketchTown } from '#tests/fixtures/sketch-town.ts';
import { readAll, valuesOf } from './formats-support.ts';

test('painted parcels leave with the residents, jobs and floor area that their type gives them', async () => {
  const { engine, layers: layersOf, scenario: painted } = await sketchTown();
  const exported = async (scenario: ScenarioId) => {
    const layers = [{ layer: layersOf.parcel }];
    const { bytes, remarks } = await engine.request('layer/export', { format: 'geopackage', layers, scenario });
    const [layer] = await readAll(memorySource('a.gpkg', bytes));
    return { layer: layer!, codes: remarks.map(({ code }) => code) };
  };
  const before = await exported(baselineId);
  const step = { sketch: 'mixed-use', type: 'mixed-block', select: { where: "land_use = 'residential'" } } as const;
  await engine.request('scenario/run-step', { scenario: painted, step });
  const { layer, codes } = await exported(painted);
  expect(codes).toContain('formats/planned-amounts');
  const types = valuesOf(layer, 'development_type');
  const rows = [...types.keys()].filter((row) => types[row] === 'mixed-block');
  expect(rows.length).toBeGreaterThan(0);
  for (const quantity of ['residents', 'jobs'] as const) {
    const amounts = await engine.request('indicators/by-parcel', { scenario: painted, quantity });
    const values = valuesOf(layer, quantity);
    for (const row of rows) expect(values[row]).toBeCloseTo(amounts[row]!, 6);
  }
  // The baseline leaves as it is, whatever is painted elsewhere.
  const after = await exported(baselineId);
  expect(after.codes).not.toContain('formats/planned-amounts');
  expect(valuesOf(after.layer, 'residents')).toEqual(valuesOf(before.layer, 'residents'));
});
