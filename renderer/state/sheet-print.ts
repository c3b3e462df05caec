import { pageRule } from '#core/print/sheet-page.ts';
import type { Sheet } from '#core/print/sheet-svg.ts';

/** Shows an SVG document inside an element, apart from the page: names in it mean nothing outside. */
export function showSvg(holder: HTMLElement, svg: string): void {
  const root = holder.shadowRoot ?? holder.attachShadow({ mode: 'open' });
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  parsed.style.display = 'block';
  root.replaceChildren(document.adoptNode(parsed));
}

/**
 * Makes a sheet the only thing that the page shows in print, on paper of its size, until it is removed. `ready` is when its
 * fonts are there.
 */
export function showForPrint(sheet: Sheet): { readonly ready: Promise<void>; readonly remove: () => void } {
  const holder = document.createElement('div');
  holder.className = 'print-sheet';
  showSvg(holder, sheet.svg);
  const rule = document.createElement('style');
  rule.textContent = pageRule(sheet);
  document.head.append(rule);
  document.body.append(holder);
  document.body.classList.add('printing');
  const shown = new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
  });
  return {
    ready: shown.then(() => document.fonts.ready).then(() => undefined),
    remove() {
      holder.remove();
      rule.remove();
      document.body.classList.remove('printing');
    },
  };
}
