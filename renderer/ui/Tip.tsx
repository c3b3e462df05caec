import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { useCurrentKeys } from './current-keys.ts';
import { keyLabel } from './key-label.ts';

interface TipProps {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly children: ReactElement;
}

/** A tooltip with the key that does the same. */
export function Tip({ label, keys, side = 'bottom', children }: TipProps) {
  const now = useCurrentKeys(keys);
  const text = (
    <>
      {label}
      {now !== undefined && <kbd>{keyLabel(now)}</kbd>}
    </>
  );
  return (
    <Tooltip label={text} position={side} multiline={label.length > 40}>
      {children}
    </Tooltip>
  );
}
