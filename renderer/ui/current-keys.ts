import { createContext, use } from 'react';

/** Keys now by the keys that are usual; those that nobody changed are missing, and an empty text means none. */
export const ChangedKeys = createContext<ReadonlyMap<string, string>>(new Map());

/** The keys that do now what `usual` does in a new window; undefined where there are none. */
export function useCurrentKeys(usual: string | undefined): string | undefined {
  const changed = use(ChangedKeys);
  if (usual === undefined) return undefined;
  return (changed.get(usual) ?? usual) || undefined;
}
