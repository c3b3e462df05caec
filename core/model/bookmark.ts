import type { BookmarkId } from './ids.ts';
import type { LocalText } from './text.ts';

/** A place on the map that a person comes back to. */
export interface Bookmark {
  readonly id: BookmarkId;
  readonly name: string;
  /** Middle of the view, metres in the project's coordinate system. */
  readonly x: number;
  readonly y: number;
  /** Metres of a screen pixel. */
  readonly metresPerPixel: number;
  /** Clockwise turn of the map in degrees; north is up where absent. */
  readonly rotation?: number;
}

/** Says what is wrong with a bookmark; undefined when nothing is. */
export function bookmarkFault({ name, x, y, metresPerPixel, rotation = 0 }: Bookmark): LocalText | undefined {
  if (typeof name !== 'string' || name.trim() === '') return { zh: '书签要有名称', en: 'a bookmark needs a name' };
  if (![x, y, metresPerPixel, rotation].every(Number.isFinite) || metresPerPixel <= 0)
    return { zh: '位置、比例和转角应为数', en: 'its place, scale and turn have to be numbers' };
  return undefined;
}
