const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * An instant as GeoPackages hold it, `2026-05-01T08:00:00.000Z`. A time of day without a zone keeps its clock and gets no
 * zone, `2026-05-01T08:00:00.000`, which GDAL and QGIS write and read as a time in an unknown zone: a Z would move it by
 * hours. A day among instants begins at midnight. Texts that are no dates of ISO 8601 stay as they are.
 */
export function instantText(text: string): string {
  const match = form.exec(text);
  if (!match) return text;
  const [, day, minutes = '00:00', seconds = '00', fraction = '', zone = ''] = match;
  const local = `${day}T${minutes}:${seconds}${(fraction === '' ? '.' : fraction).padEnd(4, '0')}`;
  if (zone === 'Z' || zone === '') return `${local}${zone}`;
  const milliseconds = Date.parse(`${local}${zone.replace(/^(...)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(milliseconds) ? text : new Date(milliseconds).toISOString();
}
