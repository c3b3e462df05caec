/** How many projects are remembered. */
const limit = 20;

function read(key: string): [project: string, kept: unknown][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((one) => Array.isArray(one) && typeof one[0] === 'string') : [];
  } catch {
    return [];
  }
}

/** What this window has kept of a project under `key`; undefined where that is nothing. */
export function keptOf(key: string, project: string): unknown {
  return read(key).find(([id]) => id === project)?.[1];
}

/** Keeps something of a project under `key`; the projects unseen for longest are forgotten. */
export function keepOf(key: string, project: string, kept: unknown): void {
  const others = read(key).filter(([id]) => id !== project);
  try {
    localStorage.setItem(key, JSON.stringify([[project, kept], ...others].slice(0, limit)));
  } catch {
    // Full storage: the window works, it only forgets.
  }
}
