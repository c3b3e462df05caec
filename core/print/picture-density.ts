import { pngChunk } from '#core/report/png.ts';

/** Dots per inch of pictures for print. */
export const printDensity = 300;

/** Pixels of a length on paper. */
export function pixelsOf(millimetres: number, dotsPerInch: number = printDensity): number {
  return Math.round((millimetres / 25.4) * dotsPerInch);
}

const headerEnd = 33;

/**
 * A PNG that says how large it is on paper, so that other programs show it at that size (ISO/IEC 15948, chunk pHYs). The
 * bytes have to be a PNG that says nothing of it yet, as those of a canvas are.
 */
export function withPngDensity(bytes: Uint8Array, dotsPerInch: number = printDensity): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  const dotsPerMetre = Math.round(dotsPerInch / 0.0254);
  view.setUint32(0, dotsPerMetre);
  view.setUint32(4, dotsPerMetre);
  data[8] = 1;
  const chunk = pngChunk('pHYs', data);
  const result = new Uint8Array(bytes.length + chunk.length);
  result.set(bytes.subarray(0, headerEnd));
  result.set(chunk, headerEnd);
  result.set(bytes.subarray(headerEnd), headerEnd + chunk.length);
  return result;
}

/** A JPEG that says how large it is on paper: the density in its JFIF header (ITU-T T.871), which a canvas writes. */
export function withJpegDensity(bytes: Uint8Array, dotsPerInch: number = printDensity): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes);
  const isJfif = result[2] === 0xff && result[3] === 0xe0 && result[6] === 0x4a && result[7] === 0x46;
  if (!isJfif) return result;
  const view = new DataView(result.buffer);
  result[13] = 1;
  view.setUint16(14, dotsPerInch);
  view.setUint16(16, dotsPerInch);
  return result;
}
