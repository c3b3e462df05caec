import { logoLimit, type PrintLayout, printScales } from '#core/model/print-layout.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** Pictures that every program which shows the sheet can show; drawings (SVG) could carry more than a picture. */
const logoPattern = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/;

/** Whether a scale can be printed. */
export function isPrintScale(scale: number): boolean {
  return Number.isFinite(scale) && scale >= printScales.least && scale <= printScales.most;
}

/** Whether an address is a picture that a layout can keep. */
export function isLogo(address: string): boolean {
  return address.length <= logoLimit && logoPattern.test(address);
}

/** Whether a sheet can be drawn. Fails with `print/scale` and `print/logo`. */
export function checkLayout({ scale, logo }: Pick<PrintLayout, 'scale' | 'logo'>): void {
  if (scale !== undefined && !isPrintScale(scale)) throw new WorkbenchError('print/scale', { ...printScales, scale });
  if (logo !== undefined && !isLogo(logo)) {
    throw new WorkbenchError('print/logo', { kilobytes: Math.floor((logoLimit * 3) / 4 / 1000) });
  }
}
