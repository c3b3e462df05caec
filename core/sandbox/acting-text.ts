/** Characters that act on a terminal or turn the direction of writing, instead of standing for themselves; lines may break. */
const acting = /(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Path of the first text, or name of an entry, that holds a character which acts; undefined where all are plain. */
export function actingTextPath(value: unknown, path = '$'): string | undefined {
  if (typeof value === 'string') return acting.test(value) ? path : undefined;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const found = actingTextPath(value[index], `${path}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const [name, entry] of Object.entries(value)) {
    const found = acting.test(name) ? path : actingTextPath(entry, `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
