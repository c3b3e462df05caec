const mark = '● ';

/** Puts a mark before the page's title while work is unsaved, also when the title changes. Returns the switch. */
export function unsavedMark(page: Document): (unsaved: boolean) => void {
  let marked = false;
  const show = (): void => {
    const bare = page.title.startsWith(mark) ? page.title.slice(mark.length) : page.title;
    const wanted = marked ? mark + bare : bare;
    if (page.title !== wanted) page.title = wanted;
  };
  new MutationObserver(show).observe(page.head, { childList: true, characterData: true, subtree: true });
  return (unsaved) => {
    marked = unsaved;
    show();
  };
}
