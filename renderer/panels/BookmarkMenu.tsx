import { Popover } from '@mantine/core';
import { IconBookmark, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import type { BookmarkId } from '#core/model/ids.ts';
import { addBookmark, goToBookmark, removeBookmark, renameBookmark } from '#renderer/state/bookmark-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { bookmarkTexts } from '#renderer/texts/bookmark-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { RenameField } from '#renderer/ui/RenameField.tsx';

/** Back to the bookmark whose name was typed, once its button is there again. */
function refocus(id: BookmarkId): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`#bookmark-${CSS.escape(id)}`)?.focus());
}

/** The places of the project that people come back to. */
export function BookmarkMenu() {
  const workbench = useWorkbench();
  const say = useText();
  const { bookmarks } = useDescription();
  const open = useWindow((state) => state.bookmarksOpen);
  const renaming = useWindow((state) => state.namedBookmark);
  const rename = (namedBookmark: BookmarkId | null): void => workbench.window.set({ namedBookmark });
  const show = (bookmarksOpen: boolean): void => workbench.window.set({ bookmarksOpen, namedBookmark: null });
  return (
    <Popover opened={open} onChange={show} position="left-end" offset={8} trapFocus returnFocus width={260}>
      <Popover.Target>
        <IconButton
          icon={IconBookmark}
          label={say(bookmarkTexts.open)}
          keys="Mod+Shift+B"
          tipSide="left"
          aria-expanded={open}
          onClick={() => show(!open)}
        />
      </Popover.Target>
      <Popover.Dropdown className="bookmarks" aria-label={say(bookmarkTexts.title)}>
        <div className="row bookmarks-head">
          <h3>{say(bookmarkTexts.title)}</h3>
          <span className="space" />
          <IconButton
            icon={IconPlus}
            kind="small"
            label={say(bookmarkTexts.add)}
            keys="Mod+D"
            data-autofocus={renaming === null || undefined}
            onClick={() => void addBookmark(workbench)}
          />
        </div>
        {bookmarks.length === 0 && <p className="dim">{say(bookmarkTexts.none)}</p>}
        <ul className="scroll">
          {bookmarks.map((bookmark) => (
            <li key={bookmark.id} className="row">
              {renaming === bookmark.id ? (
                <RenameField
                  name={bookmark.name}
                  label={say(bookmarkTexts.newName)}
                  onFinish={(next) => {
                    rename(null);
                    refocus(bookmark.id);
                    if (next !== null) void renameBookmark(workbench, bookmark, next);
                  }}
                />
              ) : (
                <button
                  type="button"
                  id={`bookmark-${bookmark.id}`}
                  className="bookmark ellipsis"
                  onClick={() => goToBookmark(workbench, bookmark)}
                  onDoubleClick={() => rename(bookmark.id)}
                  onKeyDown={(event) => event.key === 'F2' && rename(bookmark.id)}
                >
                  {bookmark.name}
                </button>
              )}
              <IconButton
                icon={IconPencil}
                kind="small"
                label={say(bookmarkTexts.rename, { name: bookmark.name })}
                onClick={() => rename(bookmark.id)}
              />
              <IconButton
                icon={IconTrash}
                kind="small"
                label={say(bookmarkTexts.remove, { name: bookmark.name })}
                onClick={() => void removeBookmark(workbench, bookmark)}
              />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
