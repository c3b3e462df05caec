/**
 * What has come anew, with everything in it that is as it was taken from what was there before: who looks at a part sees the same
 * object until that part changes. For plain objects, lists and values, as they come from the engine.
 */
export function keptParts<Value>(before: unknown, after: Value): Value {
  if (Object.is(before, after)) return after;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return after;
  if (Array.isArray(before) && Array.isArray(after)) {
    const parts = after.map((part: unknown, at) => keptParts(before[at], part));
    const isSame = before.length === parts.length && parts.every((part, at) => Object.is(part, before[at]));
    return (isSame ? before : parts) as Value;
  }
  if (!isPlain(before) || !isPlain(after)) return after;
  const names = Object.keys(after);
  const parts = Object.fromEntries(names.map((name) => [name, keptParts(before[name], after[name])]));
  const isSame =
    Object.keys(before).length === names.length &&
    names.every((name) => Object.hasOwn(before, name) && Object.is(parts[name], before[name]));
  return (isSame ? before : parts) as Value;
}

function isPlain(value: object): value is Record<string, unknown> {
  return Object.getPrototypeOf(value) === Object.prototype;
}
