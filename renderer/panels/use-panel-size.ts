import { useEffect, useState } from 'react';
import type { PanelSizes } from '#renderer/state/window-state.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';

/** Size of a panel with its limits, in the form a splitter takes. */
export interface PanelSize {
  readonly size: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly onResize: (size: number) => void;
}

function useWindowSize(side: 'width' | 'height'): number {
  const read = (): number => (side === 'width' ? innerWidth : innerHeight);
  const [size, setSize] = useState(read);
  useEffect(() => {
    const look = (): void => setSize(side === 'width' ? innerWidth : innerHeight);
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, [side]);
  return size;
}

/** The remembered size of a panel, at most `share` of the window. */
export function usePanelSize(
  name: keyof PanelSizes,
  minimum: number,
  share: number,
  side: 'width' | 'height' = 'width',
): PanelSize {
  const { window } = useWorkbench();
  const remembered = useWindow((state) => state.sizes[name]);
  const maximum = Math.max(minimum, Math.round(useWindowSize(side) * share));
  return {
    size: Math.max(minimum, Math.min(maximum, remembered)),
    minimum,
    maximum,
    onResize: (size) => window.set(({ sizes }) => ({ sizes: { ...sizes, [name]: size } })),
  };
}
