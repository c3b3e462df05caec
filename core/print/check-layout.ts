import { logoLimit, type PrintLayout, printScales } from '#core/model/print-layout.ts';
import { isLogo, isPrintScale } from '#core/model/print-layout-fault.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** The error of a logo that a layout cannot keep. */
export function logoError(): WorkbenchError {
  return new WorkbenchError('print/logo', { kilobytes: Math.floor((logoLimit * 3) / 4 / 1000) });
}

/** Whether a sheet can be drawn. Fails with `print/scale` and `print/logo`. */
export function checkLayout({ scale, logo }: Pick<PrintLayout, 'scale' | 'logo'>): void {
  if (scale !== undefined && !isPrintScale(scale)) throw new WorkbenchError('print/scale', { ...printScales, scale });
  if (logo !== undefined && !isLogo(logo)) throw logoError();
}
