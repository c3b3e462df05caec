/** Whether the command key stands for Ctrl. */
export const onMac: boolean = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

/** Keys as a person reads them: `Mod+Shift+S` is Ctrl Shift S, or ⇧⌘S on a Mac. */
export function keyLabel(keys: string): string {
  // A plus that is itself the key, or a list of keys.
  if (keys.length === 1 || keys.includes(' ')) return keys;
  const parts = keys.split('+');
  if (!onMac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join(' ');
  const signs: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
  return parts.map((part) => signs[part] ?? part).join('');
}
