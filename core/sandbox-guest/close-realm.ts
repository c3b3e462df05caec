import { hypotenuse } from './hypotenuse.ts';
import { type NumberTextOptions, numberText } from './number-text.ts';
import { Utf8Encoder } from './utf8-encoder.ts';

/**
 * Takes clock and chance from the realm that a plugin runs in, as `closeWorld` does in the worker of the program's own
 * evaluators, and what depends on when memory is tidied; puts in what the program's own code uses beside the language. Network, files,
 * threads and the page never were here.
 */

const refuse = (text: string) => (): never => {
  throw new Error(text);
};

const noClock = refuse('an evaluator has no clock: the same input must give the same result');
const noChance = refuse('an evaluator has no Math.random: use context.random, which is the same for the same input');

function settle(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: false, configurable: false, enumerable: false });
}

const RealDate = Date;

const stillDate = new Proxy(RealDate, {
  apply: noClock,
  construct: (target, given, newTarget) =>
    given.length === 0 ? noClock() : (Reflect.construct(target, given, newTarget) as object),
  get: (target, key): unknown => (key === 'now' ? noClock : Reflect.get(target, key)),
});

function toLocaleString(this: number, _language?: string, options?: NumberTextOptions): string {
  return numberText(Number(this), options);
}

export function closeRealm(): void {
  for (const name of ['Atomics', 'SharedArrayBuffer', 'WeakRef', 'FinalizationRegistry', 'performance', 'console']) {
    Reflect.deleteProperty(globalThis, name);
  }
  settle(RealDate, 'now', noClock);
  settle(RealDate.prototype, 'constructor', stillDate);
  settle(globalThis, 'Date', stillDate);
  settle(Math, 'random', noChance);
  settle(Math, 'hypot', hypotenuse);
  settle(Number.prototype, 'toLocaleString', toLocaleString);
  settle(globalThis, 'TextEncoder', Utf8Encoder);
}
