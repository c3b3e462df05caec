import { type Field, isNumberColumn, type Scalar, scalarAt } from '#core/model/feature-table.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { WritableLayer } from './format.ts';
import { inWgs84, writtenDegrees } from './in-wgs84.ts';
import { checkCancelled } from './source-reading.ts';
import { titleField } from './title-field.ts';

/** Features written at once. */
const batchSize = 2000;

/** A text as it stands in XML; characters that XML has no place for are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A value as KML has it: truth as 1 and 0, which all programs read. */
function written(value: Scalar): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}

function schemaType({ type, name }: Field, { table }: WritableLayer): string {
  if (type === 'boolean') return 'bool';
  if (type === 'real') return 'double';
  if (type !== 'integer') return 'string';
  const column = table.columns[name];
  // An int of KML has 32 bits.
  const isSmall = column && isNumberColumn(column) && column.every((value) => !(Math.abs(value) > 2 ** 31 - 1));
  return isSmall ? 'int' : 'double';
}

function path({ coordinates }: PackedGeometry, first: number, end: number): string {
  const tuples: string[] = [];
  for (let pair = first; pair < end; pair++) {
    tuples.push(`${writtenDegrees(coordinates[2 * pair]!)},${writtenDegrees(coordinates[2 * pair + 1]!)}`);
  }
  return `<coordinates>${tuples.join(' ')}</coordinates>`;
}

function geometryText(geometry: PackedGeometry, feature: number): string {
  const { kind, ringOffsets, partOffsets, featureOffsets } = geometry;
  const parts: string[] = [];
  for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
    const first = partOffsets[part]!;
    const ring = (index: number) => path(geometry, ringOffsets[index]!, ringOffsets[index + 1]!);
    if (kind === 'point') parts.push(`<Point>${ring(first)}</Point>`);
    else if (kind === 'line') parts.push(`<LineString>${ring(first)}</LineString>`);
    else {
      let rings = '';
      for (let index = first; index < partOffsets[part + 1]!; index++) {
        const boundary = index === first ? 'outerBoundaryIs' : 'innerBoundaryIs';
        rings += `<${boundary}><LinearRing>${ring(index)}</LinearRing></${boundary}>`;
      }
      parts.push(`<Polygon>${rings}</Polygon>`);
    }
  }
  return parts.length > 1 ? `<MultiGeometry>${parts.join('')}</MultiGeometry>` : (parts[0] ?? '');
}

/** Writes KML 2.2: named placemarks in WGS 84 with a schema for their attributes and the id of each feature. */
export async function* writeKml(layer: WritableLayer, context: TaskContext): AsyncGenerator<Uint8Array> {
  const { table, name } = layer;
  const encoder = new TextEncoder();
  const geometry = await inWgs84(layer);
  const label = titleField(table);
  const schema = table.fields.map(
    (field) => `<SimpleField name="${escaped(field.name)}" type="${schemaType(field, layer)}"></SimpleField>\n`,
  );
  yield encoder.encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n` +
      `<Document>\n<name>${escaped(name)}</name>\n<Schema name="${escaped(name)}" id="layer">\n` +
      `<SimpleField name="id" type="string"></SimpleField>\n${schema.join('')}</Schema>\n`,
  );
  const count = featureCount(geometry);
  for (let start = 0; start < count; start += batchSize) {
    checkCancelled(context);
    let text = '';
    for (let feature = start; feature < Math.min(count, start + batchSize); feature++) {
      const values = table.fields.map((field): [string, unknown] => [
        field.name,
        written(scalarAt(table, field, feature)),
      ]);
      const data = [['id', table.ids[feature]!], ...values]
        .filter(([, value]) => value !== null)
        .map(([key, value]) => `<SimpleData name="${escaped(String(key))}">${escaped(String(value))}</SimpleData>`);
      const title = label ? scalarAt(table, label, feature) : null;
      text += `<Placemark>${title === null ? '' : `<name>${escaped(String(title))}</name>`}`;
      text += `<ExtendedData><SchemaData schemaUrl="#layer">${data.join('')}</SchemaData></ExtendedData>`;
      text += `${geometryText(geometry, feature)}</Placemark>\n`;
    }
    context.progress?.({ done: Math.min(count, start + batchSize), total: count, label: name });
    yield encoder.encode(text);
  }
  yield encoder.encode('</Document>\n</kml>\n');
}
