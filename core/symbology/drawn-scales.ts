import type { FeatureTable } from '#core/model/feature-table.ts';
import type { RoleId } from '#core/model/role.ts';
import { stationTest } from './station-test.ts';

/** Width of a CSS pixel in metres: 96 of them are an inch. */
export const pixelMetres: number = 0.0254 / 96;

/** Metres of a pixel at scale 1:`denominator`. */
export function metresPerPixelAt(denominator: number): number {
  return denominator * pixelMetres;
}

/** True from scale 1:`denominator` on, which means at that scale and closer. */
export function isCloserThan(metresPerPixel: number, denominator: number): boolean {
  return metresPerPixel <= metresPerPixelAt(denominator);
}

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
