import gcoord from 'gcoord';

/**
 * Offset coordinates of maps published in mainland China: GCJ-02 (AMap, Tencent) and BD-09 (Baidu), 100 to 700 m from true
 * longitudes and latitudes. The conversion is the one in common use; no authority has published it. Taken back, it gives
 * the coordinates it was made from within half a metre, and map services agree with it within a metre or two: good enough
 * for planning, not for surveying.
 */
export type ChinaOffset = 'gcj02' | 'bd09';

export const chinaOffsets: readonly ChinaOffset[] = ['gcj02', 'bd09'];

const systems = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** Longitude and latitude in WGS 84 of a place given with an offset; places outside mainland China stay as they are. */
export function withoutOffset(longitude: number, latitude: number, offset: ChinaOffset): [number, number] {
  const [x, y] = gcoord.transform([longitude, latitude], systems[offset], gcoord.WGS84);
  return [x, y];
}

/** Longitude and latitude with the offset of a place in WGS 84. */
export function withOffset(longitude: number, latitude: number, offset: ChinaOffset): [number, number] {
  const [x, y] = gcoord.transform([longitude, latitude], gcoord.WGS84, systems[offset]);
  return [x, y];
}
