import type { Icon as TablerIcon } from '@tabler/icons-react';

/** An outline icon in the stroke of this window. */
export function Icon({
  of: Drawing,
  size = 16,
}: {
  readonly of: TablerIcon;
  readonly size?: 12 | 13 | 14 | 16 | 18 | 24;
}) {
  return <Drawing size={size} stroke={1.5} aria-hidden />;
}
