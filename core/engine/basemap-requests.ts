import { type Basemap, openBasemap } from '#core/formats/basemap.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Handlers } from './handler.ts';
import { knownLayers } from './known-layers.ts';
import type { Session } from './session.ts';

/** The basemaps that a window has open. They belong to the window, not to the project. */
const opened = new WeakMap<Session, Map<number, Basemap>>();
let lastId = 0;

function basemapOf(session: Session, id: number): Basemap {
  const found = opened.get(session)?.get(id);
  if (!found) throw new WorkbenchError('basemap/closed');
  return found;
}

export const basemapRequests: Handlers<
  'basemap/open' | 'basemap/tile' | 'basemap/picture' | 'basemap/known-layers' | 'basemap/close'
> = {
  async 'basemap/open'(session, { file }, context) {
    const basemap = await openBasemap(file, context);
    const all = opened.get(session) ?? new Map<number, Basemap>();
    opened.set(session, all);
    const id = ++lastId;
    all.set(id, basemap);
    return { id, facts: basemap.facts };
  },

  async 'basemap/tile'(session, { id, zoom, column, row }) {
    return (await basemapOf(session, id).tile(zoom, column, row)) ?? null;
  },

  async 'basemap/picture'(session, { id }, context) {
    const picture = await basemapOf(session, id).picture(context);
    if (!picture) throw new WorkbenchError('basemap/closed');
    return picture;
  },

  'basemap/known-layers'(session) {
    return knownLayers(session);
  },

  'basemap/close'(session, { id }) {
    opened.get(session)?.get(id)?.close();
    opened.get(session)?.delete(id);
    return null;
  },
};
