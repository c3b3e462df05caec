import type { CoordinateSystem } from '#core/crs/coordinate-system.ts';

/** Names of WGS 84 in the well-known text of Esri. */
const wgs84Names: Readonly<Record<string, string>> = { 'WGS 84': 'WGS_1984', WGS_1984: 'WGS_1984' };

function underscored(name: string): string {
  return (wgs84Names[name] ?? name).replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_|_$/g, '');
}

/**
 * The text of a `.prj` file: well-known text as Esri's programs write it, without authorities, axes and datum shifts, with
 * names that have underscores and prefixes. Others read it as well. Empty for a system without well-known text.
 */
export function esriWkt({ wkt }: CoordinateSystem): string {
  return wkt
    .replaceAll(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '')
    .replaceAll(/,(?:AUTHORITY|AXIS|TOWGS84)\[[^[\]]*\]/g, '')
    .replaceAll(/\b(PROJCS|GEOGCS|DATUM|SPHEROID)\["([^"]*)"/g, (_, keyword: string, name: string) => {
      const prefix = keyword === 'GEOGCS' ? 'GCS_' : keyword === 'DATUM' ? 'D_' : '';
      return `${keyword}["${prefix}${underscored(name)}"`;
    })
    .replaceAll(/PARAMETER\["([a-z])/g, (_, letter: string) => `PARAMETER["${letter.toUpperCase()}`)
    .replaceAll(/PARAMETER\["([^"]*)"/g, (_, name: string) => {
      return `PARAMETER["${name.replaceAll(/_([a-z])/g, (__, letter: string) => `_${letter.toUpperCase()}`)}"`;
    })
    .replaceAll('UNIT["metre"', 'UNIT["Meter"')
    .replaceAll('UNIT["degree"', 'UNIT["Degree"');
}
