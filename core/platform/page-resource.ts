const typeByExtension: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json',
  gpkg: 'application/geopackage+sqlite3',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

/** MIME type of a file by its extension; bytes of no particular kind when it is unknown. */
export function resourceType(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return typeByExtension[extension] ?? 'application/octet-stream';
}

/**
 * The file inside the page's folder that the path of an address stands for, with forward slashes and without a leading one;
 * `index.html` for the folder itself. Undefined for whatever could lead elsewhere: parent folders in any encoding,
 * backslashes, drive letters, hidden files, control characters, broken escapes.
 */
export function resourceName(addressPath: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(addressPath);
  } catch {
    return undefined;
  }
  if (!path.startsWith('/')) return undefined;
  if (path === '/') return 'index.html';
  const parts = path.slice(1).split('/');
  return parts.every(isPlainName) ? parts.join('/') : undefined;
}

/** A name that stands for a file right here: `..`, `.hidden`, `a\b`, `c:`, and `%2e` left over from a double escape do not. */
function isPlainName(name: string): boolean {
  return /^[\w(@-][\w .()@+,~-]*$/.test(name) && !name.endsWith('.') && !name.endsWith(' ');
}
