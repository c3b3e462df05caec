import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

interface SplitterProps {
  readonly label: string;
  /** Direction in which the border runs. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Size of the panel it resizes, px. */
  readonly size: number;
  readonly minimum: number;
  readonly maximum: number;
  /** 1 when the panel grows as the border moves right or down, −1 when it shrinks. */
  readonly direction: 1 | -1;
  readonly onResize: (size: number) => void;
}

const keyStep = 16;

/** A border between two panels that moves with the pointer and with the arrow keys. */
export function Splitter({ label, orientation, size, minimum, maximum, direction, onResize }: SplitterProps) {
  const start = useRef({ at: 0, size: 0 });
  const [dragging, setDragging] = useState(false);
  const resize = (wanted: number): void => onResize(Math.round(Math.max(minimum, Math.min(maximum, wanted))));
  const place = (event: PointerEvent): number => (orientation === 'vertical' ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent): void => {
    const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (event.key === less) resize(size - direction * keyStep);
    else if (event.key === more) resize(size + direction * keyStep);
    else if (event.key === 'Home') resize(minimum);
    else if (event.key === 'End') resize(maximum);
    else return;
    event.preventDefault();
  };
  // The WAI-ARIA window splitter: a separator that takes the focus and has a value.
  const separator = {
    role: 'separator',
    tabIndex: 0,
    'aria-label': label,
    'aria-orientation': orientation,
    'aria-valuenow': size,
    'aria-valuemin': minimum,
    'aria-valuemax': Math.max(minimum, maximum),
    onKeyDown,
    onPointerDown: (event: PointerEvent) => {
      start.current = { at: place(event), size };
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragging(true);
    },
    onPointerMove: (event: PointerEvent) => {
      if (dragging) resize(start.current.size + direction * (place(event) - start.current.at));
    },
    onPointerUp: () => setDragging(false),
    onPointerCancel: () => setDragging(false),
  } as const;
  return <div className="splitter" data-dragging={dragging} {...separator} />;
}
