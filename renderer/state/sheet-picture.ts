import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type ProbedSheet, probeHeight, withProbes } from '#core/print/font-probe.ts';
import { pixelsOf } from '#core/print/picture-density.ts';
import type { Sheet } from '#core/print/sheet-svg.ts';

/** Time for the fonts of a sheet to be read, ms; far more than they need. */
const fontTime = 15_000;
const pause = 50;
const cellPixels = 24;

/** Whether every probe below the sheet has ink. */
function areFontsThere(image: HTMLImageElement, sheetHeight: number, { cells, cellShare }: ProbedSheet): boolean {
  if (cells === 0) return true;
  const strip = document.createElement('canvas');
  strip.width = cells * cellPixels;
  strip.height = cellPixels;
  const context = strip.getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  const { naturalWidth, naturalHeight } = image;
  const width = naturalWidth * cells * cellShare;
  context.drawImage(image, 0, sheetHeight, width, naturalHeight - sheetHeight, 0, 0, strip.width, cellPixels);
  const { data } = context.getImageData(0, 0, strip.width, cellPixels);
  const inked = new Set<number>();
  for (let at = 0; at < data.length; at += 4)
    if (data[at]! < 190 && data[at + 3]! > 0) inked.add(Math.floor(((at / 4) % strip.width) / cellPixels));
  return inked.size === cells;
}

/**
 * Draws a sheet that carries its fonts as a picture of 300 dots per inch. Fails with `print/picture-failed` where the browser
 * cannot make a picture as large.
 */
export async function sheetPicture(sheet: Sheet, type: 'image/png' | 'image/jpeg'): Promise<Uint8Array> {
  const { widthMillimetres, heightMillimetres } = sheet;
  const [width, height] = [pixelsOf(widthMillimetres), pixelsOf(heightMillimetres)];
  const probed = withProbes(sheet.svg, [widthMillimetres, heightMillimetres], [width, height]);
  const address = URL.createObjectURL(new Blob([probed.svg], { type: 'image/svg+xml' }));
  const failed = (cause?: unknown): WorkbenchError =>
    new WorkbenchError('print/picture-failed', { width, height }, { cause });
  try {
    const image = new Image();
    image.src = address;
    await image.decode().catch((thrown: unknown) => Promise.reject(failed(thrown)));
    for (let waited = 0; !areFontsThere(image, height, probed); waited += pause) {
      if (waited > fontTime) throw failed();
      await new Promise((done) => {
        setTimeout(done, pause);
      });
    }
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const whole = (height * (heightMillimetres + probeHeight)) / heightMillimetres;
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, whole);
    const blob = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, type, 0.92);
    });
    if (!blob) throw failed();
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
