import { expect, test } from 'vitest';
import { keptParts } from '#renderer/state/kept-parts.ts';

const state = () => ({
  steps: 1,
  layers: [
    { id: 'a', name: { zh: '地块', en: 'Parcels' }, remarks: [] as string[] },
    { id: 'b', name: { zh: '道路', en: 'Streets' }, remarks: ['x'] },
  ],
  counts: { a: 3, b: Number.NaN },
});

test('what is as it was stays the same object', () => {
  const before = state();
  expect(keptParts(before, state())).toBe(before);
});

test('what changed is new, with what holds it; the rest stays', () => {
  const before = state();
  const after = state();
  after.layers[1]!.name.en = 'Roads';
  const kept = keptParts(before, after);
  expect(kept).toEqual(after);
  expect(kept).not.toBe(before);
  expect(kept.layers).not.toBe(before.layers);
  expect(kept.layers[0]).toBe(before.layers[0]);
  expect(kept.layers[1]!.remarks).toBe(before.layers[1]!.remarks);
  expect(kept.counts).toBe(before.counts);
});

test('parts that came, went or are of another kind are seen', () => {
  const before = state();
  const shorter = { ...state(), layers: state().layers.slice(0, 1) };
  expect(keptParts(before, shorter)).toEqual(shorter);
  const fewer = { steps: 1, layers: state().layers };
  expect(keptParts<object>(before, fewer)).toEqual(fewer);
  const unset = { ...state(), more: undefined };
  expect(Object.keys(keptParts<object>(before, unset))).toContain('more');
  const numbers = Float64Array.of(1);
  expect(keptParts({ at: Float64Array.of(1) }, { at: numbers }).at).toBe(numbers);
  expect(keptParts(null, before)).toBe(before);
  expect(keptParts<unknown>([1], { 0: 1 })).toEqual({ 0: 1 });
});
