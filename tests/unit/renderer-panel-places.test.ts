import { expect, test } from 'vitest';
import {
  defaultPlaces,
  placesFrom,
  samePlaces,
  shiftedPanel,
  sideOf,
  withoutPanel,
  withPanel,
} from '#renderer/state/panel-places.ts';

test('a panel goes to the other side, above the panel that is named or to the bottom, and stands in one place only', () => {
  const moved = withPanel(defaultPlaces, 'inspector', 'left', 'types');
  expect(moved).toEqual({ left: ['layers', 'inspector', 'types'], right: ['indicators'] });
  expect(withPanel(moved, 'layers', 'right')).toEqual({
    left: ['inspector', 'types'],
    right: ['indicators', 'layers'],
  });
  expect(withPanel(moved, 'layers', 'left', 'types').left).toEqual(['inspector', 'layers', 'types']);
  expect(withPanel(moved, 'layers', 'left', 'indicators').left).toEqual(['inspector', 'types', 'layers']);
});

test('a panel is closed and opened again', () => {
  const closed = withoutPanel(defaultPlaces, 'indicators');
  expect(sideOf(closed, 'indicators')).toBeUndefined();
  expect(closed.right).toEqual(['inspector']);
  expect(sideOf(withPanel(closed, 'indicators', 'left'), 'indicators')).toBe('left');
});

test('a panel moves up and down within its side, and no further', () => {
  expect(shiftedPanel(defaultPlaces, 'types', -1).left).toEqual(['types', 'layers']);
  expect(shiftedPanel(defaultPlaces, 'types', 1)).toBe(defaultPlaces);
  expect(shiftedPanel(withoutPanel(defaultPlaces, 'types'), 'types', 1).left).toEqual(['layers']);
});

test('kept places that are not understood are the usual ones, panels nobody knows and repetitions are left out', () => {
  for (const wrong of [null, 3, {}, { left: 'layers', right: [] }]) expect(placesFrom(wrong)).toBe(defaultPlaces);
  const kept = placesFrom({ left: ['types', 'globe', 'types'], right: ['inspector', 'types', 'layers'] });
  expect(kept).toEqual({ left: ['types'], right: ['inspector', 'layers'] });
  expect(samePlaces(placesFrom(structuredClone(defaultPlaces)), defaultPlaces)).toBe(true);
});
