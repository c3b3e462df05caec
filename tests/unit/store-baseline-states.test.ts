import { expect, test } from 'vitest';
import { baselineId } from '#core/model/ids.ts';
import { openProject } from '#core/store/open-project.ts';
import { featureIds, openTown, parcelLayer, testHost } from '#tests/fixtures/store-town.ts';

test('states of many features of a baseline that was read are those in the file, in the order they were asked for', async () => {
  const { sqlite, project } = await openTown({ side: 12 });
  const bytes = project.export();
  const ids = [...project.readTable(parcelLayer).ids].reverse();
  const wanted = [...ids, ...featureIds(99, 3)];
  const fresh = openProject(sqlite, bytes, 'town.gpkg', testHost(2));
  expect(fresh.knownBaseline(parcelLayer)).toBeUndefined();
  const fromFile = fresh.ownStates(parcelLayer, baselineId, wanted);
  fresh.readTable(parcelLayer);
  expect(fresh.knownBaseline(parcelLayer)).toBeDefined();
  const fromTable = fresh.ownStates(parcelLayer, baselineId, wanted);
  expect([...fromTable]).toEqual([...fromFile]);
  expect(fromTable.size).toBe(144);
  // The parcel without a geometry has none here either.
  expect(fromTable.get(ids.at(-4)!)).toMatchObject({ geometry: null });
});
