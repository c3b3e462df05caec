import { logoLimit, type PrintLayout } from '#core/model/print-layout.ts';
import { isLogo } from '#core/model/print-layout-fault.ts';
import { logoError } from '#core/print/check-layout.ts';
import { withJpegDensity, withPngDensity } from '#core/print/picture-density.ts';
import type { Sheet } from '#core/print/sheet-svg.ts';
import { printTexts } from '#renderer/texts/print-texts.ts';
import { filledText } from './filled-text.ts';
import { sheetPicture } from './sheet-picture.ts';
import { showForPrint } from './sheet-print.ts';
import type { Workbench } from './workbench.ts';

/** The files that a sheet can become. */
export type SheetFile = 'pdf' | 'svg' | 'png' | 'jpg';

const types: Readonly<Record<SheetFile, string>> = {
  pdf: 'application/pdf',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
};

/** Keeps a layout in the project as one undoable step; true when it is kept. */
export async function keepPrintLayout({ engine, activity }: Workbench, layout: PrintLayout): Promise<boolean> {
  try {
    const label = filledText(printTexts.kept, { name: layout.name });
    await engine.request('record/put', { record: 'print-layout', id: layout.id, body: layout, label });
    return true;
  } catch (thrown) {
    activity.fail(thrown);
    return false;
  }
}

/** Takes a layout out of the project as one undoable step. */
export async function forgetPrintLayout({ engine, activity }: Workbench, { id, name }: PrintLayout): Promise<void> {
  try {
    const label = filledText(printTexts.forgot, { name });
    await engine.request('record/put', { record: 'print-layout', id, body: null, label });
  } catch (thrown) {
    activity.fail(thrown);
  }
}

async function fileOf({ host }: Workbench, sheet: Sheet, kind: SheetFile): Promise<Uint8Array<ArrayBuffer>> {
  if (kind === 'svg') return new TextEncoder().encode(sheet.svg);
  if (kind === 'pdf') {
    if (!host.pagePdf) throw new Error('this host prints PDF itself');
    const { ready, remove } = showForPrint(sheet);
    try {
      await ready;
      return await host.pagePdf();
    } finally {
      remove();
    }
  }
  const bytes = await sheetPicture(sheet, kind === 'png' ? 'image/png' : 'image/jpeg');
  return kind === 'png' ? withPngDensity(bytes) : withJpegDensity(bytes);
}

/** A name that a file can have. */
function fileName(title: string, otherwise: string): string {
  const name = title.replace(/[\\/:*?"<>|\s]+/gu, ' ').trim();
  return name === '' ? otherwise : name;
}

/** Draws a sheet and lets a person choose where to keep it; its name, undefined when it failed or they changed their mind. */
export async function saveSheet(
  workbench: Workbench,
  layout: PrintLayout,
  kind: SheetFile,
): Promise<string | undefined> {
  const { engine, host, activity } = workbench;
  return activity.run(printTexts.drawingSheet, async (options) => {
    const fonts = kind !== 'pdf';
    const sheet = await engine.request('print/draw-sheet', { layout, fonts }, options);
    const bytes = await fileOf(workbench, sheet, kind);
    return host.saveFile(`${fileName(layout.title, layout.name)}.${kind}`, types[kind], bytes);
  });
}

/** Hands a sheet to the printer: the system or the browser asks a person how. */
export async function printSheet({ engine, activity }: Workbench, layout: PrintLayout): Promise<void> {
  await activity.run(printTexts.drawingSheet, async (options) => {
    const { ready, remove } = showForPrint(await engine.request('print/draw-sheet', { layout }, options));
    await ready;
    addEventListener('afterprint', remove, { once: true });
    globalThis.print();
  });
}

/** Lets a person choose a picture as the logo: its address, undefined when they changed their mind or it is none. */
export async function chooseLogo({ host, activity }: Workbench): Promise<string | undefined> {
  try {
    const [file] = await host.chooseFiles(['.png', '.jpg', '.jpeg', '.webp']);
    if (!file) return undefined;
    const bytes = await file.read(0, Math.min(file.bytes, logoLimit));
    const ending = file.name.toLowerCase().split('.').at(-1)!.replace('jpg', 'jpeg');
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    const address = `data:image/${ending};base64,${btoa(text)}`;
    if (file.bytes > bytes.length || !isLogo(address)) {
      throw logoError();
    }
    return address;
  } catch (thrown) {
    activity.fail(thrown);
    return undefined;
  }
}
