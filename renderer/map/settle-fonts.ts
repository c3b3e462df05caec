import { getFontParameters } from 'ol/css.js';
import { checkedFonts } from 'ol/render/canvas.js';
import { mapFont } from './palette.ts';

/** The styles and weights that labels have. */
const labelFaces = ['normal 400', 'normal 600', 'italic 400', 'italic 600'];

/** What OpenLayers notes of a font that it no longer looks for. */
const isSettled = 100;

/**
 * Keeps OpenLayers from looking for the fonts of labels: it goes through all faces of the page ten times for each, tenths of a
 * second on the page's thread, and does not know ours, which is one face for a range of weights. Maps are drawn anew when fonts
 * have come as it is.
 */
export function settleFonts(): void {
  const families = getFontParameters(`12px ${mapFont}`)?.families ?? [];
  for (const face of labelFaces) {
    for (const family of families) checkedFonts.set(`${face} 16px "${family}"`, isSettled, true);
  }
}
