import { unitLabel } from '#core/model/indicator.ts';
import type { LocalText } from '#core/model/text.ts';

/** A unit as a cell of a table: as people read it, and nothing for a plain ratio. */
export function unitCell(unit: string): LocalText | null {
  return unit === '1' ? null : unitLabel(unit);
}
