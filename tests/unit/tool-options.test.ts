import { describe, expect, test } from 'vitest';
import { preferencesFrom } from '#renderer/state/preferences.ts';
import { initialDrafts } from '#renderer/state/sketch-draft.ts';
import { draftsWith, toolOptionsOf } from '#renderer/state/tool-options.ts';

const types = new Set(['station-mixed', 'mixed-block', 'linear-park', 'own-type']);

/** As it comes back from storage. */
const stored = (options: object): unknown => JSON.parse(JSON.stringify(options));

describe('options of the sketch tools', () => {
  test('come back, without what the tools were being used for', () => {
    const drafts = {
      ...initialDrafts,
      tod: { ...initialDrafts.tod, mode: 'ring', metres: [250], types: ['own-type', null], stations: ['x'] },
      corridor: { ...initialDrafts.corridor, widthMetres: 35, line: [[1, 2]] as const, startWidthMetres: 20 },
      mixedUse: { ...initialDrafts.mixedUse, pick: 'lasso', where: 'far > 1' },
      protect: ['green'],
    } as const;
    const found = draftsWith(stored(toolOptionsOf(drafts)), types);
    expect(found).toEqual({
      ...drafts,
      tod: { ...drafts.tod, stations: [] },
      corridor: { ...drafts.corridor, line: [] },
      mixedUse: { ...drafts.mixedUse, where: '' },
    });
  });

  test('of another kind, out of range or of types that are gone are as in a new window', () => {
    expect(draftsWith(stored(toolOptionsOf(initialDrafts)), types)).toEqual(initialDrafts);
    for (const nothing of [undefined, null, 'x', [], 7]) expect(draftsWith(nothing, types)).toEqual(initialDrafts);
    const odd = {
      tod: { mode: 'jump', metres: [], minutes: ['5'], types: ['gone'], gradient: { from: 1 }, stations: ['x'] },
      corridor: { widthMetres: 1, convertShare: 2, type: 'gone', line: [[1, 2]] },
      mixedUse: { mix: { residential: 101 }, floors: { coverage: 40 }, pick: null },
      network: 'footbridge',
      protect: [1],
    };
    expect(draftsWith(odd, types)).toEqual(initialDrafts);
  });
});

test('whether neighbours follow is a preference', () => {
  expect(preferencesFrom('{"neighboursFollow":false}').neighboursFollow).toBe(false);
  expect(preferencesFrom('{"neighboursFollow":"no"}').neighboursFollow).toBe(true);
});
