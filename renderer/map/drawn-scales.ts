import type { FeatureTable } from '#core/model/feature-table.ts';
import type { RoleId } from '#core/model/role.ts';
import { metresPerPixelAt } from '#renderer/state/map-link.ts';
import { stationTest } from './station-test.ts';

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

/** N of the scale 1:N from which on stops that are no stations are drawn. */
export const busStopsFrom = 15_000;

/** Which rows of a layer are drawn at this many metres of a pixel. */
export function rowDrawn(role: RoleId, table: FeatureTable, metresPerPixel: number): (row: number) => boolean {
  if (role !== 'transit-stop' || metresPerPixel <= metresPerPixelAt(busStopsFrom)) return () => true;
  return stationTest(table);
}
