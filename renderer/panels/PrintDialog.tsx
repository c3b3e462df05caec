import { Modal, Select, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconDownload, IconPrinter, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import {
  newPrintLayout,
  type OptionalElementId,
  type PrintLayout,
  type SheetBox,
  type SheetElementId,
} from '#core/model/print-layout.ts';
import { formatNumber } from '#core/model/text.ts';
import {
  forgetPrintLayout,
  keepPrintLayout,
  printSheet,
  type SheetFile,
  saveSheet,
} from '#renderer/state/print-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { printTexts } from '#renderer/texts/print-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { PrintOptions } from './PrintOptions.tsx';
import { PrintPreview } from './PrintPreview.tsx';
import { useSheet } from './use-sheet.ts';

const files: readonly SheetFile[] = ['svg', 'jpg', 'png'];

/** The sheet, what can be chosen about it, and where it goes. */
export function PrintDialog({ onClose }: { readonly onClose: () => void }) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const scenario = useWindow((state) => state.scenario);
  const stored = description.printLayouts;
  const fresh = (): PrintLayout => newPrintLayout(crypto.randomUUID(), description.name, language, scenario);
  const [layout, setLayout] = useState<PrintLayout>(() => stored.at(-1) ?? fresh());
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const { sheet, error, drawing } = useSheet(layout);
  const change = (next: PrintLayout): void => {
    setSaid('');
    setLayout(next);
  };
  const isStored = stored.some(({ id }) => id === layout.id);

  const setBox = (id: SheetElementId, box: SheetBox): void =>
    change({ ...layout, boxes: { ...layout.boxes, [id]: box } });
  const pan = (right: number, down: number): void => {
    if (!sheet) return;
    const [x, y] = sheet.centre;
    const { metresPerMillimetre: metres, denominator } = sheet;
    // A map that fits keeps its scale when it is moved.
    change({ ...layout, scale: layout.scale ?? denominator, centre: [x - right * metres, y + down * metres] });
  };
  const remove = (id: SheetElementId): void => {
    const { logo: _, ...withoutLogo } = layout;
    if (id === 'logo') change(withoutLogo);
    else change({ ...layout, shown: { ...layout.shown, [id as OptionalElementId]: false } });
  };
  const keep = async (): Promise<void> => {
    const name = layout.name.trim() === '' ? description.name : layout.name.trim();
    const named = { ...layout, name };
    if (await keepPrintLayout(workbench, named)) {
      setLayout(named);
      setSaid(say(printTexts.keptNow));
    }
  };
  const forget = async (): Promise<void> => {
    await forgetPrintLayout(workbench, layout);
    change({ ...layout, id: crypto.randomUUID() });
  };
  const save = async (kind: SheetFile): Promise<void> => {
    setBusy(true);
    const name = await saveSheet(workbench, layout, kind);
    setBusy(false);
    setSaid(name === undefined ? '' : say(printTexts.savedAs, { name }));
  };
  const print = async (): Promise<void> => {
    setBusy(true);
    await printSheet(workbench, layout);
    setBusy(false);
  };

  const canPdf = workbench.host.pagePdf !== undefined;
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size="calc(100vw - 48px)"
      centered
      transitionProps={{ duration: 0 }}
      classNames={{ content: 'dialog print-dialog' }}
    >
      <Modal.Overlay className="scrim" backgroundOpacity={1} />
      <Modal.Content aria-label={say(printTexts.title)}>
        <header className="print-head">
          <h2>{say(printTexts.title)}</h2>
          {stored.length > 0 && (
            <Select
              aria-label={say(printTexts.layout)}
              className="print-layouts"
              data={[
                ...stored.map(({ id, name }) => ({ value: id, label: name })),
                ...(isStored ? [] : [{ value: layout.id, label: say(printTexts.newLayout) }]),
                ...(isStored ? [{ value: '', label: say(printTexts.newLayout) }] : []),
              ]}
              value={layout.id}
              onChange={(id) => change(stored.find((one) => one.id === id) ?? fresh())}
            />
          )}
          <span className="space" />
          <span className="soft" aria-hidden>
            {say(printTexts.layoutName)}
          </span>
          <TextInput
            aria-label={say(printTexts.layoutName)}
            className="print-layouts"
            value={layout.name}
            onChange={(event) => change({ ...layout, name: event.currentTarget.value })}
          />
          <button type="button" className="button" onClick={() => void keep()}>
            <Icon of={IconDeviceFloppy} size={14} />
            {say(printTexts.keep)}
          </button>
          {isStored && <IconButton icon={IconTrash} label={say(printTexts.forget)} onClick={() => void forget()} />}
          <Modal.CloseButton aria-label={say(projectTexts.close)} className="dialog-close" />
        </header>
        <div className="print-main">
          <PrintPreview layout={layout} sheet={sheet} onBox={setBox} onPan={pan} onRemove={remove} />
          <div className="print-options">
            <PrintOptions layout={layout} sheet={sheet} onChange={change} />
          </div>
        </div>
        <footer className="print-foot">
          <span className="soft" aria-live="polite">
            {drawing
              ? `${say(printTexts.drawingSheet)} …`
              : sheet &&
                say(printTexts.facts, {
                  scale: formatNumber(sheet.denominator),
                  width: sheet.widthMillimetres,
                  height: sheet.heightMillimetres,
                })}
          </span>
          <span className={error ? 'print-error' : 'dim'} aria-live="polite">
            {error ? `${error.describe(language)} ${error.hint(language)}` : said}
          </span>
          <span className="space" />
          {files.map((kind) => (
            <button
              key={kind}
              type="button"
              className="button large"
              disabled={busy || !sheet}
              onClick={() => void save(kind)}
            >
              <Icon of={IconDownload} size={14} />
              {kind.toUpperCase()}
            </button>
          ))}
          <button
            type="button"
            className={canPdf ? 'button large' : 'button primary large'}
            disabled={busy || !sheet}
            onClick={() => void print()}
          >
            <Icon of={IconPrinter} size={14} />
            {say(canPdf ? printTexts.print : printTexts.printOrPdf)}
          </button>
          {canPdf && (
            <button
              type="button"
              className="button primary large"
              disabled={busy || !sheet}
              onClick={() => void save('pdf')}
            >
              <Icon of={IconDownload} size={14} />
              {say(printTexts.savePdf)}
            </button>
          )}
        </footer>
      </Modal.Content>
    </Modal.Root>
  );
}
