import type { RoleId } from '#core/model/role.ts';
import { metresPerPixelAt } from '#renderer/state/map-link.ts';

/** N of the scale 1:N from which on layers of a role are drawn; all others always are. */
const scales: Readonly<Partial<Record<RoleId, number>>> = {
  building: 20_000,
  facility: 30_000,
  tree: 6000,
};

/** Whether features of a role can be seen at this many metres of a pixel. */
export function drawnCloserThan(role: RoleId, metresPerPixel: number): boolean {
  const denominator = scales[role];
  return denominator === undefined || metresPerPixel <= metresPerPixelAt(denominator);
}
