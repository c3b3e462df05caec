import { useSyncExternalStore } from 'react';

/** A value that parts of the window watch. States are replaced, never changed in place. */
export interface Store<State> {
  readonly get: () => State;
  /** Replaces the state, or the named parts of it. */
  readonly set: (change: Partial<State> | ((state: State) => Partial<State>)) => void;
  /** Returns a function that stops listening. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A store of an object; listeners are called after each change that really changed a part. */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      const parts: Partial<State> = typeof change === 'function' ? change(state) : change;
      const names = Object.keys(parts) as (keyof State)[];
      if (names.every((name) => Object.is(parts[name], state[name]))) return;
      state = { ...state, ...parts };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The part of a store's state that `select` gives; it has to be a part itself, not made anew on each call. */
export function useStore<State, Part>(store: Store<State>, select: (state: State) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
