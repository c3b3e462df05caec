import type { BasemapFacts } from '#core/formats/basemap.ts';
import type { FileSource } from '#core/platform/platform.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { basemapTexts } from '#renderer/texts/basemap-texts.ts';
import type { Workbench } from './workbench.ts';

/** A file that is drawn under everything, in this window. */
export interface ShownBasemap {
  /** Under which the engine knows it. */
  readonly id: number;
  readonly file: FileSource;
  readonly facts: BasemapFacts;
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
}

/** A list is one thing of the window; the first is drawn over the others. */
export interface Basemaps {
  readonly shown: readonly ShownBasemap[];
}

export const noBasemaps: Basemaps = { shown: [] };

const key = 'cityloom.basemaps';

type Look = Pick<ShownBasemap, 'visible' | 'opacity'>;

/** How basemaps were shown before, by the name of their file: a project keeps no path to them. */
function looks(): Record<string, Look> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, Look>) : {};
  } catch {
    return {};
  }
}

function keepLook({ facts, visible, opacity }: ShownBasemap): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...looks(), [facts.file]: { visible, opacity } }));
  } catch {
    // Full storage: the look is not kept, the basemap is shown all the same.
  }
}

/** Opens files and draws them under everything; one that cannot be opened is told and does not stop the others. */
export async function addBasemaps(workbench: Workbench, files: readonly FileSource[]): Promise<void> {
  const { engine, activity, basemaps } = workbench;
  for (const file of files) {
    const opened = await activity.run(basemapTexts.opening, (options) =>
      engine.request('basemap/open', { file }, options),
    );
    if (!opened) continue;
    const look = looks()[file.name];
    const opacity = typeof look?.opacity === 'number' ? Math.min(1, Math.max(0, look.opacity)) : 1;
    basemaps.set(({ shown }) => ({ shown: [{ ...opened, file, visible: true, opacity }, ...shown] }));
  }
}

/** Lets a person choose files to draw under everything. */
export async function chooseBasemaps(workbench: Workbench, extensions: readonly string[]): Promise<void> {
  try {
    await addBasemaps(workbench, await workbench.host.chooseFiles(extensions));
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** Changes how a basemap is shown. */
export function setBasemap({ basemaps }: Workbench, id: number, look: Partial<Look>): void {
  basemaps.set(({ shown }) => ({ shown: shown.map((one) => (one.id === id ? { ...one, ...look } : one)) }));
  const changed = basemaps.get().shown.find((one) => one.id === id);
  if (changed) keepLook(changed);
}

export function removeBasemap({ engine, activity, basemaps }: Workbench, id: number): void {
  basemaps.set(({ shown }) => ({ shown: shown.filter((one) => one.id !== id) }));
  engine.request('basemap/close', { id }).catch((thrown: unknown) => activity.fail(thrown));
}

/** Opens all basemaps again in an engine that knows nothing of them; one that cannot be opened any more is left out. */
export async function reopenBasemaps({ basemaps }: Workbench, engine: EngineClient): Promise<void> {
  const again = await Promise.all(
    basemaps.get().shown.map(async (one): Promise<ShownBasemap[]> => {
      const opened = await engine.request('basemap/open', { file: one.file }).catch(() => undefined);
      return opened ? [{ ...one, ...opened }] : [];
    }),
  );
  basemaps.set({ shown: again.flat() });
}
