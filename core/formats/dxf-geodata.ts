import type { Affine } from './affine.ts';
import { compose } from './affine.ts';
import { type DxfEntity, numberOf } from './dxf-entities.ts';
import { plainText } from './dxf-text.ts';
import type { DeclaredCrs } from './format.ts';

/** Where on the earth a drawing lies. */
export interface GeoReference {
  readonly crs: DeclaredCrs;
  /** From the coordinates of the drawing to those of the system. */
  readonly toCrs: Affine;
}

/** Groups in which the definition of the system stands, in pieces. */
const definitionCodes = new Set([301, 303]);

/**
 * What the geographic location of a drawing (the object GEODATA of the DXF Reference) says: the system by its EPSG number,
 * and the way from the point of the drawing to the point on the earth. Undefined without one, or when it is in no grid.
 */
export function geoReference(entity: DxfEntity | undefined): GeoReference | undefined {
  if (!entity || numberOf(entity, 70, 1) !== 1) return undefined;
  const definition = plainText(
    entity.tags
      .filter(({ code }) => definitionCodes.has(code))
      .map(({ value }) => value)
      .join(''),
  );
  const code = /<Alias\s+id="(\d+)"\s+type="CoordinateSystem"/.exec(definition)?.[1];
  if (code === undefined) return undefined;
  const scale = numberOf(entity, 40, 1);
  const northX = numberOf(entity, 12, 0);
  const northY = numberOf(entity, 22, 1);
  // Turns the direction of north in the drawing upwards.
  const angle = Math.PI / 2 - Math.atan2(northY, northX);
  const cosine = Math.cos(angle) * scale;
  const sine = Math.sin(angle) * scale;
  const toOrigin: Affine = [1, 0, 0, 1, -numberOf(entity, 10), -numberOf(entity, 20)];
  const turned: Affine = [cosine, sine, -sine, cosine, numberOf(entity, 11), numberOf(entity, 21)];
  const toCrs = compose(turned, toOrigin);
  if (!toCrs.every((value) => Number.isFinite(value))) return undefined;
  return { crs: { text: `EPSG:${code}`, place: { zh: '图中的地理位置', en: 'its geographic location' } }, toCrs };
}
