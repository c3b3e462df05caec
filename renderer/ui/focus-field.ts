/** As the `ref` of a field: it takes the focus, with its text selected, as soon as it is there. */
export function focusField(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

/** Frames after which something that was to come onto the page is given up. */
const mostFrames = 120;

/**
 * Gives the focus to what `selector` finds, at once where it is there: what is typed next belongs to it. Where it only now comes
 * onto the page, as soon as it is there.
 */
export function focusSoon(selector: string): void {
  const look = (frames: number): void => {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) found.focus();
    else if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  // What the command before this changed is on the page once its own tasks are done.
  queueMicrotask(() => look(mostFrames));
}
