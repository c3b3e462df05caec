import { type RefCallback, useCallback, useRef, useState } from 'react';

interface WholeRows<Element extends HTMLElement> {
  readonly list: RefCallback<Element>;
  /** How many rows lie below those in sight. */
  readonly rest: number;
  /** Goes on to the rows below. */
  readonly more: () => void;
}

/** Keeps a scrolled list as high as the rows that fit as a whole, so that no number is cut in half. */
export function useWholeRows<Element extends HTMLElement>(): WholeRows<Element> {
  const element = useRef<Element>(null);
  const [rest, setRest] = useState(0);

  const list = useCallback((made: Element) => {
    element.current = made;
    const fit = (): void => {
      made.style.marginBottom = '0';
      const rows = [...made.children] as HTMLElement[];
      const top = made.scrollTop;
      const bottom = top + made.clientHeight;
      const ends = rows.map((row) => row.offsetTop - made.offsetTop + row.offsetHeight);
      const below = ends.findIndex((end) => end > bottom + 1);
      const cut = below > 0 ? bottom - ends[below - 1]! : 0;
      made.style.marginBottom = `${Math.max(0, Math.floor(cut))}px`;
      setRest(below === -1 ? 0 : rows.length - below);
    };
    const sizes = new ResizeObserver(fit);
    // The panel changes with the window, the list also with what stands below it.
    if (made.parentElement) sizes.observe(made.parentElement);
    sizes.observe(made);
    const rows = new MutationObserver(fit);
    rows.observe(made, { childList: true, subtree: true, characterData: true });
    made.addEventListener('scroll', fit, { passive: true });
    fit();
    return () => {
      sizes.disconnect();
      rows.disconnect();
      made.removeEventListener('scroll', fit);
      element.current = null;
    };
  }, []);

  const more = (): void => {
    const shown = element.current;
    if (shown) shown.scrollBy({ top: shown.clientHeight });
  };
  return { list, rest, more };
}
