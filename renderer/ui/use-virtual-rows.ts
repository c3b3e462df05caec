import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

/** The rows of a long list that are in sight, with a few on both sides. */
export interface VirtualRows {
  readonly first: number;
  readonly end: number;
  /** Scrolls as little as needed to bring a row into sight. */
  readonly reveal: (row: number) => void;
}

const spare = 8;

/** Which of `count` rows of the same height to draw in `scroller`; `headHeight` is what sticks to its top. */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headHeight = 0,
): VirtualRows {
  const [view, setView] = useState({ top: 0, height: 400 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const look = (): void =>
      setView((old) => {
        const { scrollTop: top, clientHeight: height } = element;
        const sameRows = Math.floor(old.top / rowHeight) === Math.floor(top / rowHeight);
        return sameRows && old.height === height ? old : { top, height };
      });
    element.addEventListener('scroll', look, { passive: true });
    // Watching calls back at once, which gives the first look.
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      watcher.disconnect();
    };
  }, [scroller, rowHeight]);
  const reveal = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (!element) return;
      const top = row * rowHeight;
      const room = element.clientHeight - headHeight;
      if (top < element.scrollTop) element.scrollTo({ top });
      else if (top + rowHeight > element.scrollTop + room) element.scrollTo({ top: top + rowHeight - room });
      else return;
      // The event of scrolling comes a picture later.
      setView(({ height }) => ({ top: element.scrollTop, height }));
    },
    [scroller, rowHeight, headHeight],
  );
  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare);
  // As many wherever the list is: rows that leave it on one side can be used again on the other.
  const end = Math.min(count, first + Math.ceil(view.height / rowHeight) + 1 + 2 * spare);
  return { first: Math.min(first, end), end, reveal };
}
