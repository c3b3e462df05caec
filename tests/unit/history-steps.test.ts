import { beforeEach, expect, test } from 'vitest';
import type { EngineClient, ProjectState } from '#core/rpc/requests.ts';
import { type SketchTown, sketchTown } from '#tests/fixtures/sketch-town.ts';

let town: SketchTown;
let engine: EngineClient;

beforeEach(async () => {
  town = await sketchTown(5);
  engine = town.engine;
});

const setFar = (far: number, parcel: number) =>
  engine.request('edit/set-values', {
    scenario: town.scenario,
    layer: town.layers.parcel,
    label: { zh: `容积率 ${far}`, en: `FAR ${far}` },
    changes: [{ feature: town.parcels[parcel]!, values: { far } }],
  });

/** What can be seen of the project, with its live indicators. */
async function seen(): Promise<unknown> {
  const { description, changeCounts }: ProjectState = await engine.request('project/state', {});
  const table = await engine.request('layer/read', { layer: town.layers.parcel, scenario: town.scenario });
  const live = await engine.request('indicators/live', { scenarios: [town.scenario] });
  return { description, changeCounts, far: table.columns['far'], live };
}

test('any step can be reached back and forth, with everything as it was there', async () => {
  const { steps: before } = await engine.request('edit/history', {});
  const states = [await seen()];
  await setFar(2.5, 8);
  states.push(await seen());
  await engine.request('scenario/create', { name: { zh: '另一个', en: 'Another' }, parent: town.scenario });
  states.push(await seen());
  await setFar(3.5, 8);
  states.push(await seen());
  await setFar(1.5, 9);
  states.push(await seen());

  const { steps, position } = await engine.request('edit/history', {});
  expect(position).toBe(steps.length);
  expect(steps.slice(before.length).map(({ label }) => label.en)).toEqual([
    'FAR 2.5',
    'New scenario "Another"',
    'FAR 3.5',
    'FAR 1.5',
  ]);
  for (const place of [1, 4, 0, 3, 2, 0, 4]) {
    const step = steps[before.length + place - 1]?.number ?? null;
    await engine.request('edit/go-to-step', { step });
    expect(await seen(), `after ${place} steps`).toEqual(states[place]);
    expect((await engine.request('edit/history', {})).position).toBe(before.length + place);
  }
});

test('work after going back takes the place of the steps behind; they can no longer be reached', async () => {
  await setFar(2.5, 8);
  await setFar(3.5, 8);
  const { steps } = await engine.request('edit/history', {});
  await engine.request('edit/go-to-step', { step: steps.at(-2)!.number });
  await setFar(1.8, 9);
  const after = await engine.request('edit/history', {});
  expect(after.steps.map(({ label }) => label.en)).toEqual([
    ...steps.slice(0, -1).map(({ label }) => label.en),
    'FAR 1.8',
  ]);
  const refused = engine.request('edit/go-to-step', { step: steps.at(-1)!.number });
  await expect(refused).rejects.toMatchObject({ code: 'edit/unknown-step' });
});

test('going over several steps is one entry of the crash journal, which repeats it', async () => {
  const bytes = await engine.request('project/export', {});
  const journal: Uint8Array[] = [];
  engine.on('journal/entry', (entry) => journal.push(entry.bytes));
  await engine.request('project/mark-saved', {});
  await setFar(2.5, 8);
  await setFar(3.5, 9);
  await setFar(1.5, 10);
  const { steps } = await engine.request('edit/history', {});
  await engine.request('edit/go-to-step', { step: steps.at(-3)!.number });
  expect(journal).toHaveLength(4);
  const left = await seen();
  await engine.request('project/open', { fileName: 'town.gpkg', bytes, journal });
  expect(await seen()).toEqual(left);
  expect((await engine.request('edit/history', {})).position).toBe(steps.length - 2);
});
