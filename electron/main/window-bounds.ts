import { readFileSync, writeFileSync } from 'node:fs';
import { type BrowserWindow, type Rectangle, screen } from 'electron';

export interface WindowBounds {
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number };
  readonly maximized: boolean;
}

const initial: WindowBounds = { bounds: { width: 1440, height: 900 }, maximized: false };

/** Where the window was when the program was closed; its usual size when that is unknown or on no screen of today. */
export function readWindowBounds(file: string): WindowBounds {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowBounds>;
    if (!isRectangle(bounds)) return initial;
    return isVisible(bounds) ? { bounds, maximized: maximized === true } : initial;
  } catch {
    return initial;
  }
}

/** At once, because the program ends with its window. */
export function writeWindowBounds(file: string, window: BrowserWindow): void {
  const state: WindowBounds = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch {
    // A convenience: closing does not fail because of it.
  }
}

function isRectangle(value: unknown): value is Rectangle {
  const rectangle = (value ?? {}) as Partial<Record<keyof Rectangle, unknown>>;
  return [rectangle.x, rectangle.y, rectangle.width, rectangle.height].every(Number.isSafeInteger);
}

/** Enough of the title bar is on some screen to take hold of it. */
function isVisible(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const shared = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    const fromTop = bounds.y - workArea.y;
    return shared >= 100 && fromTop >= -10 && fromTop <= workArea.height - 50;
  });
}
