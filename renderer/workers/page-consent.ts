import type { PluginConsent } from '#core/engine/engine-host.ts';

type Decision = Parameters<PluginConsent['allow']>[0];

const databaseName = 'cityloom-plugins';
const storeName = 'allowed';

function answer<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the browser refused')));
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName, { keyPath: 'hash' }));
  return answer(request);
}

/**
 * What a person has agreed to in this browser or desktop program, kept in its own storage. Where a browser keeps nothing, as
 * in some private windows, decisions hold until the window is closed.
 */
export function pageConsent(): PluginConsent {
  const database = open().catch(() => undefined);
  return {
    async allowed() {
      const known = await database;
      if (!known) return [];
      const store = known.transaction(storeName, 'readonly').objectStore(storeName);
      const decisions: Decision[] = await answer(store.getAll());
      return decisions.map(({ hash }) => hash);
    },
    async allow(decision) {
      const known = await database;
      if (known) await answer(known.transaction(storeName, 'readwrite').objectStore(storeName).put(decision));
    },
    async withdraw(hash) {
      const known = await database;
      if (known) await answer(known.transaction(storeName, 'readwrite').objectStore(storeName).delete(hash));
    },
  };
}
