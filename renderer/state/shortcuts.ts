/** Keys that a person gave to commands, by the id of the command; an empty text takes its key away. */
export type Shortcuts = Readonly<Record<string, string>>;

/** A command as far as its key goes. */
interface KeyedCommand {
  readonly id: string;
  readonly keys?: string;
}

/** Most that is remembered: more is no keyboard of a person. */
const mostShortcuts = 200;

/** The remembered keys, without what is no key. */
export function shortcutsFrom(stored: unknown): Shortcuts {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  const entries = Object.entries(stored).filter(([, keys]) => typeof keys === 'string' && keys.length <= 40);
  return Object.fromEntries(entries.slice(0, mostShortcuts)) as Shortcuts;
}

/** The key of a command now; undefined when it has none. */
export function keysOfCommand({ id, keys }: KeyedCommand, shortcuts: Shortcuts): string | undefined {
  const own = shortcuts[id];
  return own === undefined ? keys : own === '' ? undefined : own;
}

/** Keys that move the focus or the map, end a sketch, or belong to the fields of the window. */
const reserved: ReadonlySet<string> = new Set(
  (
    'Escape Enter Tab Backspace Delete Home End PageUp PageDown ContextMenu ArrowUp ArrowDown ArrowLeft ArrowRight ' +
    '+ = - 0 Mod+C Mod+V Mod+X Mod+A Mod+W Mod+T Mod+Q'
  ).split(' '),
).add(' ');

const modifiers: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Process']);

/** What is wrong with a key for a command: it is only a modifier yet, or the window needs it itself. */
export function keyFault(keys: string): 'modifier' | 'reserved' | undefined {
  const last = keys === '+' ? '+' : keys.replace(/^.*\+(?=.)/, '');
  if (modifiers.has(last) || last === 'Dead') return 'modifier';
  return reserved.has(keys) || (keys.startsWith('Shift+') && reserved.has(last)) ? 'reserved' : undefined;
}

/** The shortcuts with a key given to a command, and taken from whichever had it; the usual key is remembered as none. */
export function withShortcut(
  shortcuts: Shortcuts,
  commands: readonly KeyedCommand[],
  id: string,
  keys: string,
): Shortcuts {
  const next: Record<string, string> = { ...shortcuts };
  const others = commands.filter((one) => one.id !== id && keysOfCommand(one, shortcuts) === keys && keys !== '');
  for (const other of others) next[other.id] = '';
  next[id] = keys;
  return withoutUsual(next, commands);
}

/** The shortcuts with a command's usual key back; whichever has it now loses it. */
export function withoutShortcut(shortcuts: Shortcuts, commands: readonly KeyedCommand[], id: string): Shortcuts {
  const usual = commands.find((one) => one.id === id)?.keys ?? '';
  return withShortcut(shortcuts, commands, id, usual);
}

function withoutUsual(shortcuts: Shortcuts, commands: readonly KeyedCommand[]): Shortcuts {
  const usual = new Map(commands.map(({ id, keys }) => [id, keys ?? '']));
  return Object.fromEntries(Object.entries(shortcuts).filter(([id, keys]) => usual.get(id) !== keys));
}
