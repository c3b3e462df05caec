/** Most values kept for one object: of further ones the oldest goes. */
const mostKept = 8;

/**
 * Values that were worked out of objects that never change (shapes, columns), kept as long as the first of them is there: what
 * several evaluators or scenarios need is made once. `others` are compared as they are. What is given out must not be changed.
 */
export class Remembered<Value> {
  readonly #kept = new WeakMap<object, { readonly others: readonly unknown[]; readonly value: Value }[]>();

  of(first: object, others: readonly unknown[], make: () => Value): Value {
    const kept = this.#kept.get(first) ?? [];
    const known = kept.find(
      (entry) =>
        entry.others.length === others.length && entry.others.every((other, at) => Object.is(other, others[at])),
    );
    if (known) return known.value;
    const value = make();
    this.#kept.set(first, [...kept.slice(-(mostKept - 1)), { others, value }]);
    return value;
  }
}
