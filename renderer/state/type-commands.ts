import type { DevelopmentType } from '#core/model/development-type.ts';
import type { DevelopmentTypeId } from '#core/model/ids.ts';
import { createStore, type Store } from './store.ts';
import type { Workbench } from './workbench.ts';

/** Which types a person likes and used last; kept in the browser, whatever the project. */
export interface TypeShelf {
  readonly favourites: readonly string[];
  /** The last one first. */
  readonly recents: readonly string[];
}

const place = 'cityloom.types';
const recentCount = 5;

function stored(): TypeShelf {
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
  try {
    const { favourites, recents } = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<TypeShelf>;
    return { favourites: texts(favourites), recents: texts(recents) };
  } catch {
    // What cannot be read is as if nothing had been kept.
    return { favourites: [], recents: [] };
  }
}

let shelf: Store<TypeShelf> | undefined;

/** The shelf of this window. */
export function typeShelf(): Store<TypeShelf> {
  if (!shelf) {
    const made = createStore<TypeShelf>(stored());
    made.subscribe(() => localStorage.setItem(place, JSON.stringify(made.get())));
    shelf = made;
  }
  return shelf;
}

export function toggleFavourite(id: string): void {
  typeShelf().set(({ favourites }) => ({
    favourites: favourites.includes(id) ? favourites.filter((one) => one !== id) : [...favourites, id],
  }));
}

export function noteUse(id: string): void {
  typeShelf().set(({ recents }) => ({ recents: [id, ...recents.filter((one) => one !== id)].slice(0, recentCount) }));
}

/** Changes a type with what was painted with it; false when it was refused. */
export async function changeType({ engine, activity }: Workbench, type: DevelopmentType): Promise<boolean> {
  try {
    await engine.request('types/change', { type });
    return true;
  } catch (thrown) {
    activity.fail(thrown);
    return false;
  }
}

/** Keeps a type under an id of its own; false when it was refused. */
export async function addType({ engine, activity, drafts }: Workbench, type: DevelopmentType): Promise<boolean> {
  try {
    const { id } = await engine.request('types/add', { type });
    drafts.set(({ mixedUse }) => ({ mixedUse: { ...mixedUse, type: id } }));
    return true;
  } catch (thrown) {
    activity.fail(thrown);
    return false;
  }
}

export async function deleteType({ engine, activity }: Workbench, id: DevelopmentTypeId): Promise<void> {
  try {
    await engine.request('types/delete', { id });
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Saves all types as a file. */
export async function exportTypes({ engine, activity, host }: Workbench): Promise<void> {
  try {
    const text = await engine.request('types/export', {});
    await host.saveFile('types.json', 'application/json', new Uint8Array(new TextEncoder().encode(text)));
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Lets a person choose a file of types and takes them in. */
export async function importTypes({ engine, activity, host }: Workbench): Promise<void> {
  try {
    const [file] = await host.chooseFiles(['.json']);
    if (!file) return;
    const text = new TextDecoder().decode(await file.read(0, file.bytes));
    await engine.request('types/import', { text, fileName: file.name });
  } catch (thrown) {
    activity.fail(thrown);
  }
}
