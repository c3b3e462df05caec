import { useLayoutEffect, useRef, useState } from 'react';
import type { PrintLayout, SheetBox, SheetElementId } from '#core/model/print-layout.ts';
import type { Sheet } from '#core/print/sheet-svg.ts';
import { showSvg } from '#renderer/state/sheet-print.ts';
import { useText } from '#renderer/state/use-text.ts';
import { printTexts } from '#renderer/texts/print-texts.ts';
import { PrintElement } from './PrintElement.tsx';

interface PrintPreviewProps {
  readonly layout: PrintLayout;
  readonly sheet: Sheet | null;
  readonly onBox: (id: SheetElementId, box: SheetBox) => void;
  /** What the maps show moves by so many mm. */
  readonly onPan: (right: number, down: number) => void;
  readonly onRemove: (id: SheetElementId) => void;
}

const room = 32;

/** The sheet as it will be printed, as large as fits, with its elements to take hold of. */
export function PrintPreview({ layout, sheet, onBox, onPan, onRemove }: PrintPreviewProps) {
  const say = useText();
  const desk = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = desk.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const width = sheet?.widthMillimetres ?? 420;
  const height = sheet?.heightMillimetres ?? 297;
  const pixels = Math.max(0, Math.min((size.width - room) / width, (size.height - room) / height));
  useLayoutEffect(() => {
    if (!sheet || !holder.current) return;
    showSvg(holder.current, sheet.svg);
    const svg = holder.current.shadowRoot?.querySelector('svg');
    svg?.setAttribute('width', '100%');
    svg?.setAttribute('height', '100%');
  }, [sheet]);

  /** Shows what a map will show while it is dragged. */
  const showPan = (right: number, down: number): void => {
    const contents = holder.current?.shadowRoot?.querySelectorAll('[data-content="map"]') ?? [];
    for (const content of contents) content.setAttribute('transform', `translate(${right * 20} ${down * 20})`);
  };

  return (
    <div className="print-desk" ref={desk}>
      <fieldset
        className="print-paper"
        style={{ width: width * pixels, height: height * pixels }}
        aria-label={say(printTexts.sheet)}
        data-drawn={sheet ? sheet.denominator : undefined}
      >
        <div className="print-drawing" ref={holder} aria-hidden />
        {sheet?.boxes.map(({ id, box }) => (
          <PrintElement
            key={id}
            id={id}
            box={box}
            layout={layout}
            pixels={pixels}
            onBox={(next) => onBox(id, next)}
            onPan={onPan}
            onPanning={showPan}
            onRemove={() => onRemove(id)}
          />
        ))}
      </fieldset>
    </div>
  );
}
