import type { FeatureId } from '#core/model/ids.ts';
import type { Random } from '#core/platform/platform.ts';
import { randomUuid, seededRandom } from '#core/platform/seeded-random.ts';

/** Choices and their weights from a text such as `R2 87 RB 6`. */
export function weightsOf<Item extends string>(text: string): [Item, number][] {
  const words = text.split(' ');
  return words.flatMap((word, index) =>
    index % 2 === 0 ? [[word as Item, Number(words[index + 1])] as [Item, number]] : [],
  );
}

/** Random choices of one topic, from a stream of its own: a change in one topic leaves the others as they were. */
export class Dice {
  readonly #random: Random;

  constructor(seed: number, topic: string) {
    let mixed = seed | 0;
    for (let index = 0; index < topic.length; index++) mixed = Math.imul(mixed ^ topic.charCodeAt(index), 0x01000193);
    this.#random = seededRandom(mixed);
  }

  /** A number in [0, 1). */
  next(): number {
    return this.#random.next();
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.#random.next();
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.#random.next());
  }

  chance(probability: number): boolean {
    return this.#random.next() < probability;
  }

  /** About normally distributed with mean 0 and deviation 1: six uniform draws. */
  bell(): number {
    let sum = 0;
    for (let draw = 0; draw < 6; draw++) sum += this.#random.next();
    return (sum - 3) * Math.SQRT2;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(items.length * this.#random.next())]!;
  }

  /** One of the choices, in proportion to its weight. */
  weighted<Item>(choices: readonly (readonly [item: Item, weight: number])[]): Item {
    let rest = choices.reduce((sum, [, weight]) => sum + weight, 0) * this.#random.next();
    for (const [item, weight] of choices) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return choices.at(-1)![0];
  }

  /** The same items in another order. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = Math.floor((last + 1) * this.#random.next());
      [result[last], result[other]] = [result[other]!, result[last]!];
    }
    return result;
  }

  id(): FeatureId {
    return randomUuid(this.#random) as FeatureId;
  }
}
