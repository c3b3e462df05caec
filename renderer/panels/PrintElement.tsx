import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { PrintLayout, SheetBox, SheetElementId } from '#core/model/print-layout.ts';
import { gridMillimetres, snapBox } from '#core/print/sheet-boxes.ts';
import { useText } from '#renderer/state/use-text.ts';
import { elementTexts, printTexts } from '#renderer/texts/print-texts.ts';

interface PrintElementProps {
  readonly id: SheetElementId;
  readonly box: SheetBox;
  readonly layout: PrintLayout;
  /** Pixels of a mm. */
  readonly pixels: number;
  readonly onBox: (box: SheetBox) => void;
  readonly onPan: (right: number, down: number) => void;
  readonly onPanning: (right: number, down: number) => void;
  readonly onRemove: () => void;
}

type Hold = 'move' | 'resize' | 'pan';

interface Drag {
  readonly hold: Hold;
  readonly startX: number;
  readonly startY: number;
  readonly right: number;
  readonly down: number;
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function movedBox(box: SheetBox, hold: Hold, right: number, down: number): SheetBox {
  if (hold === 'pan') return box;
  if (hold === 'move') return { ...box, x: box.x + right, y: box.y + down };
  return { ...box, width: box.width + right, height: box.height + down };
}

/**
 * One element of the sheet as something to take hold of: dragged or moved by the arrow keys, resized at its corner or with
 * Shift. A map stays where it is and shows another place; its frame is moved at the upper corner or with Ctrl.
 */
export function PrintElement({ id, box, layout, pixels, onBox, onPan, onPanning, onRemove }: PrintElementProps) {
  const say = useText();
  const [drag, setDrag] = useState<Drag | null>(null);
  const isMap = id === 'map' || id === 'second-map';
  const shown = drag ? snapBox(layout, movedBox(box, drag.hold, drag.right, drag.down)) : box;
  const place = drag && drag.hold !== 'pan' ? shown : box;

  const start = (hold: Hold) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ hold, startX: event.clientX, startY: event.clientY, right: 0, down: 0 });
  };
  const move = (event: PointerEvent<HTMLElement>): void => {
    if (!drag) return;
    const right = (event.clientX - drag.startX) / pixels;
    const down = (event.clientY - drag.startY) / pixels;
    setDrag({ ...drag, right, down });
    if (drag.hold === 'pan') onPanning(right, down);
  };
  const end = (): void => {
    if (!drag) return;
    const { hold, right, down } = drag;
    setDrag(null);
    if (Math.hypot(right, down) < 0.5) return onPanning(0, 0);
    if (hold === 'pan') onPan(right, down);
    else onBox(snapBox(layout, movedBox(box, hold, right, down)));
  };
  const cancel = (): void => {
    setDrag(null);
    onPanning(0, 0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = arrows[event.key];
    if (event.key === 'Escape' && drag) {
      event.stopPropagation();
      cancel();
      return;
    }
    if (event.key === 'Delete' && !isMap) {
      event.preventDefault();
      onRemove();
      return;
    }
    if (!arrow) return;
    event.preventDefault();
    const [right, down] = [arrow[0] * gridMillimetres, arrow[1] * gridMillimetres];
    if (event.shiftKey) onBox(snapBox(layout, movedBox(box, 'resize', right, down)));
    else if (isMap && !event.ctrlKey && !event.metaKey) onPan(-right, -down);
    else onBox(snapBox(layout, movedBox(box, 'move', right, down)));
  };
  const held = { onPointerMove: move, onPointerUp: end, onPointerCancel: cancel };
  const name = say(elementTexts[id]);
  const { x, y, width, height } = place;
  return (
    <div
      className="print-element"
      data-map={isMap || undefined}
      data-held={drag?.hold}
      style={{ left: x * pixels, top: y * pixels, width: width * pixels, height: height * pixels }}
    >
      <button
        type="button"
        className="print-hold"
        data-element={id}
        aria-label={say(printTexts.element, { name, x, y, width, height })}
        onKeyDown={onKeyDown}
        onPointerDown={start(isMap ? 'pan' : 'move')}
        {...held}
      >
        <span className="print-name">{name}</span>
      </button>
      {isMap && <span className="print-grip move" aria-hidden onPointerDown={start('move')} {...held} />}
      <span className="print-grip" aria-hidden onPointerDown={start('resize')} {...held} />
    </div>
  );
}
