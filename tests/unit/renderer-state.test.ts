import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import { floorUses } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { EngineClient, EventName, Events } from '#core/rpc/requests.ts';
import { defaultCompareChoices } from '#renderer/state/compare-choices.ts';
import { type Mix, mixShares, withShare } from '#renderer/state/mix.ts';
import { nextSelection } from '#renderer/state/next-selection.ts';
import { preferencesFrom } from '#renderer/state/preferences.ts';
import { QueryCache } from '#renderer/state/query-cache.ts';
import { draftStep, initialDrafts } from '#renderer/state/sketch-draft.ts';
import { createStore } from '#renderer/state/store.ts';
import { ActivityList } from '#renderer/state/tasks.ts';
import { defaultSizes, nothingSelected } from '#renderer/state/window-state.ts';

const parcels = 'parcels' as LayerId;
const baseline = 'baseline' as ScenarioId;
const other = 'other' as ScenarioId;

function feature(id: string): FeatureId {
  return id as FeatureId;
}

describe('a store', () => {
  test('tells of real changes alone', () => {
    const store = createStore({ a: 1, b: 'x' });
    const heard = vi.fn();
    const stop = store.subscribe(heard);
    store.set({ a: 1 });
    expect(heard).not.toHaveBeenCalled();
    store.set(({ a }) => ({ a: a + 1 }));
    expect(heard).toHaveBeenCalledTimes(1);
    expect(store.get()).toEqual({ a: 2, b: 'x' });
    stop();
    store.set({ a: 5 });
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe('a mix', () => {
  const arbitraryMix = fc.array(fc.nat(100), { minLength: 6, maxLength: 6 }).map((parts): Mix => {
    let mix = { ...initialDrafts.mixedUse.mix };
    parts.forEach((percent, at) => (mix = { ...withShare(mix, floorUses[at]!, percent) }));
    return mix;
  });

  test('always makes 100 %, whatever is moved', () => {
    fc.assert(
      fc.property(
        arbitraryMix,
        fc.constantFrom(...floorUses),
        fc.integer({ min: -20, max: 130 }),
        (mix, use, percent) => {
          const next = withShare(mix, use, percent);
          const values = floorUses.map((one) => next[one]);
          expect(values.reduce((sum, value) => sum + value, 0)).toBe(100);
          expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
          expect(next[use]).toBe(Math.max(0, Math.min(100, percent)));
        },
      ),
    );
  });

  test('the others keep their proportions', () => {
    const mix: Mix = { residential: 60, commercial: 30, office: 10, industrial: 0, civic: 0, other: 0 };
    expect(withShare(mix, 'office', 40)).toMatchObject({ residential: 40, commercial: 20, office: 40 });
  });

  test('shares leave out uses that have none', () => {
    const mix: Mix = { residential: 75, commercial: 25, office: 0, industrial: 0, civic: 0, other: 0 };
    expect(mixShares(mix)).toEqual({ residential: 0.75, commercial: 0.25 });
  });
});

describe('a selection', () => {
  const plain = { shift: false, ctrl: false };
  test('a click selects alone, Shift adds, Ctrl takes away', () => {
    const one = nextSelection(nothingSelected, parcels, [feature('a')], plain);
    expect(one).toEqual({ layer: parcels, features: ['a'] });
    const two = nextSelection(one, parcels, [feature('b')], { ...plain, shift: true });
    expect(two.features).toEqual(['a', 'b']);
    expect(nextSelection(two, parcels, [feature('a')], { ...plain, ctrl: true }).features).toEqual(['b']);
    expect(nextSelection(two, parcels, [feature('c')], plain).features).toEqual(['c']);
  });

  test('what is taken away to the last leaves nothing; another layer starts anew', () => {
    const one = { layer: parcels, features: [feature('a')] };
    expect(nextSelection(one, parcels, [feature('a')], { ...plain, ctrl: true })).toBe(nothingSelected);
    const elsewhere = nextSelection(one, 'streets' as LayerId, [feature('s')], { ...plain, shift: true });
    expect(elsewhere).toEqual({ layer: 'streets', features: ['s'] });
  });
});

describe('drafts of sketches', () => {
  test('nothing is a step before it is complete', () => {
    expect(draftStep('tod', initialDrafts, [])).toBeUndefined();
    expect(draftStep('corridor', initialDrafts, [])).toBeUndefined();
    expect(draftStep('mixed-use', initialDrafts, [])).toBeUndefined();
  });

  test('TOD has a type for each band of its way of measuring', () => {
    const tod = { ...initialDrafts.tod, stations: ['临江路'], mode: 'ring' as const, metres: [300, 600] };
    expect(draftStep('tod', { ...initialDrafts, tod }, [])).toEqual({
      sketch: 'tod',
      stations: { names: ['临江路'] },
      catchment: { mode: 'ring', metres: [300, 600] },
      types: ['station-mixed', 'mixed-block'],
    });
  });

  test('a corridor is drawn or joins green spaces, never both', () => {
    const corridor = {
      ...initialDrafts.corridor,
      line: [
        [0, 0],
        [10, 0],
      ] as const,
      between: ['park 1', 'park 2'],
      parcels: 'convert' as const,
    };
    const drawn = draftStep('corridor', { ...initialDrafts, corridor }, []);
    expect(drawn).toMatchObject({ line: corridor.line, convertShare: 0.5 });
    expect(drawn).not.toHaveProperty('between');
    const joined = draftStep('corridor', { ...initialDrafts, corridor: { ...corridor, way: 'between' } }, []);
    expect(joined).toMatchObject({ between: ['park 1', 'park 2'] });
    expect(joined).not.toHaveProperty('line');
  });

  test('an expression comes before the selection', () => {
    const mixedUse = { ...initialDrafts.mixedUse, where: ' far < 1 ' };
    expect(draftStep('mixed-use', { ...initialDrafts, mixedUse }, [feature('a')])).toMatchObject({
      select: { where: 'far < 1' },
    });
    const own = { ...initialDrafts.mixedUse, paint: 'mix' as const };
    expect(draftStep('mixed-use', { ...initialDrafts, mixedUse: own }, [feature('a')])).toMatchObject({
      select: { ids: ['a'] },
      mix: { residential: 0.55 },
      far: 2.5,
    });
  });
});

describe('preferences', () => {
  test('come back as they were', () => {
    const text = JSON.stringify({
      language: 'en',
      theme: 'dark',
      snapping: false,
      neighboursFollow: false,
      drawerOpen: false,
      sizes: { left: 300 },
      compare: { view: 'swipe', chart: 'pie', hidden: ['jobs', 3] },
      drawerTab: 'history',
      panelPlaces: { left: ['inspector'], right: ['layers'] },
      coordinatesIn: 4490,
      graticule: { grid: true, degrees: 'yes' },
      shortcuts: { 'tool/measure': 'Q', 'tool/box': 7 },
      tourStep: 4,
    });
    expect(preferencesFrom(text)).toEqual({
      language: 'en',
      theme: 'dark',
      snapping: false,
      neighboursFollow: false,
      drawerOpen: false,
      sizes: { ...defaultSizes, left: 300 },
      compare: { ...defaultCompareChoices, view: 'swipe', hidden: ['jobs'] },
      drawerTab: 'history',
      panelPlaces: { left: ['inspector'], right: ['layers'] },
      coordinatesIn: 4490,
      graticule: { grid: true, degrees: false },
      shortcuts: { 'tool/measure': 'Q' },
      tourStep: 4,
    });
  });

  test('what is damaged or out of range is as in a new window', () => {
    expect(preferencesFrom('{nothing')).toMatchObject({ language: 'zh', sizes: defaultSizes });
    expect(preferencesFrom('[1]')).toMatchObject({ theme: 'light' });
    expect(preferencesFrom(JSON.stringify({ theme: 'pink', sizes: { left: 9, right: 'wide' } }))).toMatchObject({
      theme: 'light',
      sizes: defaultSizes,
    });
    expect(preferencesFrom(null, { language: 'en' }).language).toBe('en');
  });
});

/** An engine that counts what it is asked and tells events on demand. */
function countingEngine() {
  const listeners: Partial<Record<EventName, (event: never) => void>> = {};
  const asked: string[] = [];
  let fail = false;
  const engine: EngineClient = {
    async request(name, request) {
      asked.push(`${name} ${JSON.stringify(request)}`);
      if (fail) throw new WorkbenchError('command/unknown', { name });
      return `answer ${asked.length}` as never;
    },
    on(name, listener) {
      listeners[name] = listener as (event: never) => void;
      return () => undefined;
    },
  };
  return {
    engine,
    asked,
    failNow: (fails = true) => {
      fail = fails;
    },
    tell: <Name extends EventName>(name: Name, event: Events[Name]) => listeners[name]?.(event as never),
  };
}

describe('the cache of answers', () => {
  const question = { layer: parcels, scenario: baseline };

  test('asks once for all who watch', async () => {
    const { engine, asked } = countingEngine();
    const cache = new QueryCache(engine);
    cache.watch('layer/read', question, () => undefined);
    cache.watch('layer/read', question, () => undefined);
    expect(await cache.fetch('layer/read', question)).toBe('answer 1');
    expect(asked).toHaveLength(1);
    expect(cache.read('layer/read', question)).toMatchObject({ data: 'answer 1', loading: false });
  });

  test('asks again when these features changed, and keeps the old answer until then', async () => {
    const { engine, asked, tell } = countingEngine();
    const cache = new QueryCache(engine);
    cache.watch('layer/read', question, () => undefined);
    await cache.fetch('layer/read', question);
    tell('features/changed', { layers: [parcels], scenarios: [other] });
    expect(asked).toHaveLength(1);
    tell('features/changed', { layers: [parcels], scenarios: [baseline] });
    expect(cache.read('layer/read', question)).toMatchObject({ data: 'answer 1', loading: true });
    await cache.fetch('layer/read', question);
    expect(cache.read('layer/read', question)).toMatchObject({ data: 'answer 2', loading: false });
  });

  test('an answer that was overtaken by a change is asked for again', async () => {
    const { engine, asked, tell } = countingEngine();
    const cache = new QueryCache(engine);
    cache.watch('indicators/live', { scenarios: [baseline] }, () => undefined);
    tell('features/changed', { layers: [parcels], scenarios: [baseline] });
    await cache.fetch('indicators/live', { scenarios: [baseline] });
    expect(asked).toHaveLength(2);
    expect(cache.read('indicators/live', { scenarios: [baseline] }).data).toBe('answer 2');
  });

  test('a change between the last look and the end of asking is asked for too', async () => {
    const { engine, asked } = countingEngine();
    const cache = new QueryCache(engine);
    let told = 0;
    cache.watch('layer/read', question, () => {
      // The first time that it is answered: this runs before anything that waits for the end of asking.
      if (cache.read('layer/read', question).loading || told++ > 0) return;
      queueMicrotask(() => cache.invalidate((name) => name === 'layer/read'));
    });
    expect(await cache.fetch('layer/read', question)).toBe('answer 2');
    expect(asked).toHaveLength(2);
    expect(cache.read('layer/read', question)).toMatchObject({ data: 'answer 2', loading: false });
  });

  test('a failure is an answer too', async () => {
    const { engine, failNow } = countingEngine();
    const cache = new QueryCache(engine);
    failNow();
    await expect(cache.fetch('layer/read', question)).rejects.toMatchObject({ code: 'command/unknown' });
    expect(cache.read('layer/read', question)).toMatchObject({ data: undefined, loading: false });
  });

  test('what failed is asked again once a person wants it, and nothing else', async () => {
    const { engine, asked, failNow } = countingEngine();
    const cache = new QueryCache(engine);
    const sound = { ...question, scenario: other };
    cache.watch('layer/read', sound, () => undefined);
    await cache.fetch('layer/read', sound);
    failNow();
    cache.watch('layer/read', question, () => undefined);
    await expect(cache.fetch('layer/read', question)).rejects.toMatchObject({ code: 'command/unknown' });
    const before = asked.length;
    failNow(false);
    cache.retryFailed();
    expect(asked.slice(before)).toEqual([`layer/read ${JSON.stringify(question)}`]);
    await cache.fetch('layer/read', question);
    expect(cache.read('layer/read', question)).toMatchObject({ data: `answer ${before + 1}`, error: undefined });
  });

  test('forgets what nobody watches', async () => {
    const { engine, asked, tell } = countingEngine();
    const cache = new QueryCache(engine);
    const stop = cache.watch('layer/read', question, () => undefined);
    await cache.fetch('layer/read', question);
    stop();
    tell('features/changed', { layers: [parcels], scenarios: [baseline] });
    expect(asked).toHaveLength(1);
    expect(cache.read('layer/read', question).data).toBeUndefined();
  });
});

describe('tasks and notices', () => {
  const label = { zh: '算', en: 'Work' };
  test('a task shows how far it is and is gone when done', async () => {
    const activity = new ActivityList();
    const shares: (number | null)[] = [];
    activity.store.subscribe(() => shares.push(activity.store.get().tasks[0]?.share ?? -1));
    await activity.run(label, async ({ progress }) => {
      progress({ done: 1, total: 4, label: '' });
      return 1;
    });
    expect(shares).toContain(0.25);
    expect(activity.store.get().tasks).toEqual([]);
  });

  test('a failure becomes one notice in both languages, a cancellation none', async () => {
    const activity = new ActivityList();
    const fail = async () => {
      throw new WorkbenchError('command/unknown', { name: 'x' });
    };
    expect(await activity.run(label, fail)).toBeUndefined();
    await activity.run(label, fail);
    const [notice, ...more] = activity.store.get().notices;
    expect(more).toEqual([]);
    expect(notice!.message.zh).not.toBe(notice!.message.en);
    activity.dismiss(notice!.id);
    const cancelled = activity.run(label, async ({ signal }) => {
      if (!signal.aborted) await new Promise((_resolve, reject) => signal.addEventListener('abort', reject));
    });
    activity.store.get().tasks[0]!.cancel();
    await cancelled.catch(() => undefined);
    activity.fail(new WorkbenchError('command/cancelled'));
    expect(activity.store.get().tasks).toEqual([]);
  });
});
