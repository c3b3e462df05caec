import type { Bookmark } from '#core/model/bookmark.ts';
import type { BookmarkId } from '#core/model/ids.ts';
import { renderText } from '#core/model/text.ts';
import { bookmarkTexts } from '#renderer/texts/bookmark-texts.ts';
import { filledText } from './filled-text.ts';
import { applyEdits, recordEdit } from './record-commands.ts';
import type { Workbench } from './workbench.ts';

/** Keeps what the map shows under a new name, as one undoable step, and shows the list, where it can be renamed. */
export async function addBookmark(workbench: Workbench): Promise<void> {
  const { map, project, window } = workbench;
  const view = map.verbs?.view();
  const known = project.get().state?.description.bookmarks;
  if (!view || !known) return;
  const nameOf = (number: number): string => renderText(bookmarkTexts.name, window.get().language, { number });
  let number = known.length + 1;
  while (known.some(({ name }) => name === nameOf(number))) number++;
  const id = crypto.randomUUID() as BookmarkId;
  const bookmark: Bookmark = { id, name: nameOf(number), ...view };
  await applyEdits(workbench, filledText(bookmarkTexts.added, { name: bookmark.name }), [
    { kind: 'record', record: 'bookmark', id, before: null, after: bookmark },
  ]);
  window.set({ bookmarksOpen: true, namedBookmark: id });
}

export async function renameBookmark(workbench: Workbench, bookmark: Bookmark, name: string): Promise<void> {
  const label = filledText(bookmarkTexts.renamed, { name: bookmark.name, to: name });
  await applyEdits(workbench, label, [recordEdit('bookmark', bookmark, { ...bookmark, name })]);
}

export async function removeBookmark(workbench: Workbench, bookmark: Bookmark): Promise<void> {
  const label = filledText(bookmarkTexts.removed, { name: bookmark.name });
  await applyEdits(workbench, label, [recordEdit('bookmark', bookmark, null)]);
}

/** Shows the place of a bookmark as it was kept: scale and turn too. */
export function goToBookmark({ map }: Workbench, bookmark: Bookmark): void {
  map.verbs?.look(bookmark);
}
