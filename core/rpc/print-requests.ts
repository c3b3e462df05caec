import type { PrintLayout } from '#core/model/print-layout.ts';
import type { Sheet } from '#core/print/sheet-svg.ts';

/** The requests by which sheets are printed. */
export interface PrintRequests {
  /**
   * A sheet as SVG. With `fonts` it carries those that it needs, and looks the same outside the page. Errors: `print/scale`,
   * `print/logo`, `edit/unknown-scenario`.
   */
  'print/draw-sheet': (request: { layout: PrintLayout; fonts?: boolean }) => Sheet;
}
