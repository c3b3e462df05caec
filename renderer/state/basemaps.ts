import type { PointPair } from '#core/crs/fit-points.ts';
import type { BasemapFacts } from '#core/formats/basemap.ts';
import { worldFileExtensions } from '#core/formats/picture-extensions.ts';
import { fileExtension } from '#core/formats/source-reading.ts';
import type { FileSource } from '#core/platform/platform.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { basemapTexts } from '#renderer/texts/basemap-texts.ts';
import { readPicture } from './picture-file.ts';
import type { Workbench } from './workbench.ts';

/** Where a plain picture lies. */
export interface PicturePlace {
  /** System of the project in which it was placed. */
  readonly epsg: number;
  /** By hand: pixels from the lower left corner, and metres; null where a world file says it. */
  readonly points: readonly PointPair[] | null;
}

/** A file that is drawn under everything, in this window. */
export interface ShownBasemap {
  /** Under which the engine knows it. */
  readonly id: number;
  readonly file: FileSource;
  readonly facts: BasemapFacts;
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
  /** Of a plain picture; other files say themselves where they lie. */
  readonly place?: PicturePlace;
}

/** A list is one thing of the window; the first is drawn over the others. */
export interface Basemaps {
  readonly shown: readonly ShownBasemap[];
}

export const noBasemaps: Basemaps = { shown: [] };

const key = 'cityloom.basemaps';

type Look = Pick<ShownBasemap, 'visible' | 'opacity'>;

/** What is kept of a basemap. Points are for a picture of this size and a project in this system. */
interface Kept extends Look {
  readonly placed?: { readonly epsg: number; readonly size: string; readonly points: readonly PointPair[] };
}

/** How basemaps were shown before, by the name of their file: a project keeps no path to them. */
function looks(): Record<string, Kept> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, Kept>) : {};
  } catch {
    return {};
  }
}

function sizeOf({ content }: BasemapFacts): string {
  return content.kind === 'plain' ? `${content.width}x${content.height}` : '';
}

function keepLook({ facts, visible, opacity, place }: ShownBasemap): void {
  const placed = place?.points && { epsg: place.epsg, size: sizeOf(facts), points: place.points };
  const kept: Kept = { visible, opacity, ...(placed ? { placed } : {}) };
  try {
    localStorage.setItem(key, JSON.stringify({ ...looks(), [facts.file]: kept }));
  } catch {
    // Full storage: the look is not kept, the basemap is shown all the same.
  }
}

/** The points by which this picture was placed before, where it is the same one in the same system. */
function keptPoints(facts: BasemapFacts, epsg: number): readonly PointPair[] | undefined {
  const placed = looks()[facts.file]?.placed;
  const isPair = (pair: unknown) => Array.isArray(pair) && pair.length === 4 && pair.every(Number.isFinite);
  const isSame = placed?.epsg === epsg && placed.size === sizeOf(facts) && Array.isArray(placed.points);
  return isSame && placed.points.every(isPair) ? placed.points : undefined;
}

/** Asks a person for points of a picture; null where they changed their mind or the picture cannot be read. */
async function askForPoints(
  { window, activity, engine }: Workbench,
  { facts, file }: Pick<ShownBasemap, 'facts' | 'file'>,
  epsg: number,
  points: readonly PointPair[],
): Promise<readonly PointPair[] | null> {
  const read = await activity.run(basemapTexts.opening, async (options) => {
    const known = await engine.request('basemap/known-layers', {}, options);
    return { ...(await readPicture(file)), known };
  });
  if (!read) return null;
  try {
    return await new Promise((resolve) => {
      const picture = { ...read, file: file.name, title: facts.title, epsg, points };
      window.set({ dialog: { kind: 'place-picture', picture, answer: resolve } });
    });
  } finally {
    if (window.get().dialog?.kind === 'place-picture') window.set({ dialog: null });
    URL.revokeObjectURL(read.url);
  }
}

/** Where an opened file lies; undefined for one that was not placed. */
async function placeOf(
  workbench: Workbench,
  opened: Pick<ShownBasemap, 'facts' | 'file'>,
): Promise<Pick<ShownBasemap, 'place'> | undefined> {
  const { content } = opened.facts;
  if (content.kind !== 'plain') return {};
  const epsg = workbench.project.get().state?.description.epsg;
  if (epsg === undefined) return undefined;
  const kept = keptPoints(opened.facts, epsg);
  if (content.world && !kept) return { place: { epsg, points: null } };
  const points = kept ?? (await askForPoints(workbench, opened, epsg, []));
  return points ? { place: { epsg, points } } : undefined;
}

/** The basemap of the same file, if it is on the map: of its name and length, as a file that is given has no path. */
function shownOf({ basemaps }: Workbench, { name, bytes }: FileSource): ShownBasemap | undefined {
  return basemaps.get().shown.find(({ file }) => file.name === name && file.bytes === bytes);
}

/**
 * Opens files and draws them under everything; one that cannot be opened is told and does not stop the others. A file that
 * is drawn already is read again in its place. Gives the ids of those that were not there before.
 */
export async function addBasemaps(workbench: Workbench, files: readonly FileSource[]): Promise<readonly number[]> {
  const { engine, activity, basemaps } = workbench;
  const added: number[] = [];
  for (const file of files) {
    const opened = await activity.run(basemapTexts.opening, (options) =>
      engine.request('basemap/open', { file }, options),
    );
    if (!opened) continue;
    const before = shownOf(workbench, file);
    if (before) {
      basemaps.set(({ shown }) => ({
        shown: shown.map((one) => (one.id === before.id ? { ...one, ...opened, file, visible: true } : one)),
      }));
      await engine.request('basemap/close', { id: before.id });
      continue;
    }
    const placed = await placeOf(workbench, { ...opened, file });
    if (!placed) {
      await engine.request('basemap/close', { id: opened.id });
      continue;
    }
    const look = looks()[file.name];
    const opacity = typeof look?.opacity === 'number' ? Math.min(1, Math.max(0, look.opacity)) : 1;
    const fresh: ShownBasemap = { ...opened, ...placed, file, visible: true, opacity };
    basemaps.set(({ shown }) => ({ shown: [fresh, ...shown] }));
    if (fresh.place) keepLook(fresh);
    added.push(opened.id);
  }
  return added;
}

/** Lets a person say anew where a picture lies, from the points it has. */
export async function placeAgain(workbench: Workbench, id: number): Promise<void> {
  const { basemaps, project } = workbench;
  const basemap = basemaps.get().shown.find((one) => one.id === id);
  const epsg = project.get().state?.description.epsg;
  if (!basemap || epsg === undefined) return;
  const before = basemap.place?.epsg === epsg ? basemap.place.points : null;
  const points = await askForPoints(workbench, basemap, epsg, before ?? []);
  if (points) setBasemap(workbench, id, { place: { epsg, points } });
}

/** Lets a person choose files to draw under everything; a world file comes along with its picture. */
export async function chooseBasemaps(workbench: Workbench, extensions: readonly string[]): Promise<void> {
  try {
    const files = await workbench.host.chooseFiles(extensions);
    const pictures = files.filter(({ name }) => !worldFileExtensions.includes(fileExtension(name)));
    await addBasemaps(workbench, pictures.length > 0 ? pictures : files);
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** Changes how a basemap is shown, or where. */
export function setBasemap(
  { basemaps }: Workbench,
  id: number,
  look: Partial<Look & Pick<ShownBasemap, 'place'>>,
): void {
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
