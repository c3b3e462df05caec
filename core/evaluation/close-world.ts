/** What of a worker's surroundings lets code reach the network, the disk, other workers, the clock or chance. */
const closedNames = [
  // Network.
  'fetch',
  'fetchLater',
  'Request',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'importScripts',
  'FontFace',
  'Notification',
  // Storage.
  'indexedDB',
  'caches',
  'cookieStore',
  'localStorage',
  'sessionStorage',
  'FileSystemHandle',
  // Other threads and windows; posting belongs to the body of the worker, which has its own hold of it.
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'MessageChannel',
  'postMessage',
  'close',
  'open',
  // The machine.
  'navigator',
  'process',
  'require',
  'module',
  'gc',
  // Time.
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'requestAnimationFrame',
  'requestIdleCallback',
  'queueMicrotask',
  'scheduler',
  'Temporal',
] as const;

/** Overrides `name` on the scope and on everything it inherits from, by nothing or by `value`; false where that is not possible. */
function close(scope: object, name: string, value?: object): boolean {
  for (let holder: object | null = scope; holder; holder = Object.getPrototypeOf(holder) as object | null) {
    if (holder !== scope && !Object.hasOwn(holder, name)) continue;
    const settled = { value, writable: false, configurable: false, enumerable: false };
    if (!Reflect.defineProperty(holder, name, settled)) Reflect.set(holder, name, value);
  }
  return (scope as Record<string, unknown>)[name] === value;
}

function noClock(): never {
  throw new Error('an evaluator has no clock: the same input must give the same result');
}

function noChance(): never {
  throw new Error('an evaluator has no Math.random: use context.random, which is the same for the same input');
}

/** A Date that can read and write dates but does not know the present one. */
function stillDate(date: DateConstructor): DateConstructor {
  const still = new Proxy(date, {
    apply: noClock,
    construct: (target, given, newTarget) =>
      given.length === 0 ? noClock() : (Reflect.construct(target, given, newTarget) as object),
    get: (target, key): unknown => (key === 'now' ? noClock : Reflect.get(target, key)),
  });
  Object.defineProperty(date.prototype, 'constructor', { value: still, writable: false, configurable: false });
  return still;
}

const localReadings = ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds'] as const;

/**
 * A Date for a worker in which an interpreter runs: the interpreter asks for the present and for the time zone of the machine, and
 * is told that it is the beginning of 1970 in Greenwich, always and everywhere.
 */
export function stoppedDate(date: DateConstructor): DateConstructor {
  const { prototype } = date;
  for (const name of localReadings) prototype[`get${name}`] = prototype[`getUTC${name}`];
  prototype.getTimezoneOffset = () => 0;
  return new Proxy(date, {
    apply: () => new date(0).toISOString(),
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [0] : given, newTarget) as object,
    get: (target, key): unknown => (key === 'now' ? () => 0 : Reflect.get(target, key)),
  });
}

/**
 * Bytes in the place of chance, always the same. GEOS asks for some when it is given invalid rings, and gives up without;
 * nothing that it gives back depends on them.
 */
const stillCrypto = Object.freeze({
  getRandomValues<View extends ArrayBufferView>(view: View): View {
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(0x5d);
    return view;
  },
});

/**
 * Takes from a worker everything by which plugin code could reach out of it or become unpredictable: call it after the
 * worker's own preparations and before the first line of a plugin runs. Gives the names that could not be closed.
 *
 * `import()` is no global and cannot be closed here: hosts keep it in with a content security policy.
 *
 * `clock` makes the Date that stays; unless told otherwise one that refuses to know the present.
 */
export function closeWorld(
  scope: typeof globalThis,
  clock: (date: DateConstructor) => DateConstructor = stillDate,
): readonly string[] {
  const open: string[] = closedNames.filter((name) => !close(scope, name));
  const settled = { writable: false, configurable: false };
  if (!close(scope, 'crypto', stillCrypto)) open.push('crypto');
  Object.defineProperty(scope, 'Date', { ...settled, value: clock(scope.Date) });
  Object.defineProperty(scope.Math, 'random', { ...settled, value: noChance });
  return open;
}
