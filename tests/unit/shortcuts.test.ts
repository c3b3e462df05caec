import { describe, expect, test } from 'vitest';
import { commands } from '#renderer/app/commands.ts';
import { searchTopics, topicFor } from '#renderer/app/help-topic.ts';
import { cardPlace } from '#renderer/app/tour-place.ts';
import { keyFault, keysOfCommand, shortcutsFrom, withoutShortcut, withShortcut } from '#renderer/state/shortcuts.ts';
import { initialWindowState } from '#renderer/state/window-state.ts';
import { helpTopics } from '#renderer/texts/help-topics.ts';

const few = [{ id: 'save', keys: 'Mod+S' }, { id: 'snap', keys: 'S' }, { id: 'close' }];

describe('shortcuts', () => {
  test('a key goes to one command, and back; only what differs is remembered', () => {
    const moved = withShortcut({}, few, 'close', 'S');
    expect(moved).toEqual({ close: 'S', snap: '' });
    expect(keysOfCommand(few[1]!, moved)).toBeUndefined();
    expect(keysOfCommand(few[2]!, moved)).toBe('S');
    expect(withoutShortcut(moved, few, 'snap')).toEqual({});
    expect(withShortcut({}, few, 'save', 'Mod+S')).toEqual({});
    expect(withShortcut({}, few, 'save', '')).toEqual({ save: '' });
  });

  test('modifiers alone are no key, and what the window needs is refused', () => {
    expect(['Mod+Control', 'Shift+Shift', 'Alt'].map(keyFault)).toEqual(['modifier', 'modifier', 'modifier']);
    expect(['Escape', ' ', '+', 'Mod+C', 'Shift+ArrowUp'].map(keyFault)).toEqual(Array(5).fill('reserved'));
    expect(['Q', 'Mod+Shift+L', 'F9', '['].map(keyFault)).toEqual(Array(4).fill(undefined));
  });

  test('nobody has the same key twice in a new window, and what is stored is checked', () => {
    const keys = commands.flatMap((command) => command.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(shortcutsFrom({ a: 'Q', b: 3, c: 'x'.repeat(99) })).toEqual({ a: 'Q' });
    expect(shortcutsFrom(['Q'])).toEqual({});
  });
});

describe('help', () => {
  test('every topic names commands that there are, and speaks both languages', () => {
    const known = new Set(commands.map(({ id }) => id));
    for (const { id, commands: named, paragraphs } of helpTopics) {
      for (const command of named) expect(known.has(command), `${command} of ${id}`).toBe(true);
      expect(paragraphs.length).toBeGreaterThan(0);
      for (const { zh, en } of paragraphs) expect(zh !== '' && en !== '' && !/!|please/i.test(en)).toBe(true);
    }
  });

  test('opens at the place where one is', () => {
    const state = initialWindowState();
    const at = (change: object, isOpen = true) => topicFor({ ...state, ...change }, isOpen, null);
    expect(at({}, false)).toBe('start');
    expect(at({})).toBe('map');
    expect(at({ mode: 'scenario', tool: 'tod' })).toBe('tod');
    expect(at({ mode: 'report', tool: 'tod' })).toBe('report');
    expect(at({ dialog: { kind: 'import' } })).toBe('import');
    const ids = new Set(helpTopics.map(({ id }) => id));
    for (const mode of ['map', 'scenario', 'evaluate', 'compare', 'report']) expect(ids.has(at({ mode }))).toBe(true);
  });

  test('is searched in the language of the window, titles first', () => {
    const found = searchTopics('station', ({ en }) => en).map(({ id }) => id);
    expect(found).toContain('tod');
    expect(searchTopics('report', ({ en }) => en)[0]!.id).toBe('report');
    expect(searchTopics('快捷键', ({ zh }) => zh)[0]!.id).toBe('keyboard');
    expect(searchTopics('xyzzy', ({ en }) => en)).toEqual([]);
  });
});

test('the card of the tour stands beside its target and inside the window', () => {
  const page = { width: 960, height: 540 };
  for (const target of [
    null,
    { left: 0, top: 0, width: 240, height: 500 },
    { left: 700, top: 300, width: 260, height: 240 },
    { left: 0, top: 0, width: 960, height: 48 },
    { left: 200, top: 40, width: 500, height: 480 },
  ]) {
    const { left, top } = cardPlace(target, page);
    expect(left).toBeGreaterThanOrEqual(16);
    expect(left + 320).toBeLessThanOrEqual(page.width);
    expect(top).toBeGreaterThanOrEqual(16);
    expect(top + 240).toBeLessThanOrEqual(page.height);
  }
  expect(cardPlace({ left: 0, top: 60, width: 240, height: 400 }, page).left).toBe(256);
});
