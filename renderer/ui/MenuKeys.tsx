import { useCurrentKeys } from './current-keys.ts';
import { keyLabel } from './key-label.ts';

/** The keys of a line of a menu, as they are in this window; nothing where there are none. */
export function MenuKeys({ keys }: { readonly keys: string | undefined }) {
  const now = useCurrentKeys(keys);
  return now === undefined ? null : <span className="menu-keys">{keyLabel(now)}</span>;
}
