/** Longest name of a table, view or column, in characters: what PostGIS and most programs still carry whole. */
const longestName = 60;

/** Beginnings that SQLite, GeoPackage, its extensions and this program keep for themselves. */
const reserved = /^(sqlite|gpkg|vgpkg|rtree|idx|cityloom)_/i;

/**
 * A name that SQLite, GDAL and QGIS take without quoting: letters of any script, digits and `_`, not starting with a
 * digit. Characters outside that become `_`; Chinese stays as it is.
 */
export function safeName(text: string, fallback: string): string {
  const cleaned = text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
  const named = cleaned === '' ? fallback : cleaned;
  const started = /^\p{N}/u.test(named) || reserved.test(named) ? `_${named}` : named;
  return [...started].slice(0, longestName).join('');
}

/** `name`, or `name_2`, `name_3` ... : the first that is not taken. Names that differ only in case are the same to SQLite. */
export function uniqueName(name: string, isTaken: (candidate: string) => boolean): string {
  let candidate = name;
  for (let number = 2; isTaken(candidate); number++) {
    const ending = `_${number}`;
    candidate = [...name].slice(0, longestName - ending.length).join('') + ending;
  }
  return candidate;
}
