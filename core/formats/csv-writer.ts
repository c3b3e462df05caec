import { simpleFromPacked } from '#core/geometry/simple-geometry.ts';
import { writeWkt } from '#core/geometry/wkt.ts';
import { scalarAt } from '#core/model/feature-table.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { WritableLayer } from './format.ts';
import { inWgs84, writtenDegrees } from './in-wgs84.ts';
import { checkCancelled } from './source-reading.ts';

/** Features written at once. */
const batchSize = 2000;

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes a table in UTF-8 with a byte order mark, without which spreadsheet programs take Chinese for something else. The
 * place of each row is in WGS 84: `lon` and `lat` of points, `wkt` of all else.
 */
export async function* writeCsv(layer: WritableLayer, context: TaskContext): AsyncGenerator<Uint8Array> {
  const { table } = layer;
  const encoder = new TextEncoder();
  const geometry = await inWgs84(layer);
  const { coordinates, featureOffsets } = geometry;
  const isSinglePoints =
    geometry.kind === 'point' && featureOffsets.every((end, place) => end - (featureOffsets[place - 1] ?? 0) <= 1);
  const names = ['id', ...table.fields.map(({ name }) => name)];
  if (isSinglePoints) names.push('lon', 'lat');
  else if (geometry.kind !== 'none') names.push('wkt');
  yield encoder.encode(`\uFEFF${names.map(cell).join(',')}\r\n`);
  const count = featureCount(geometry);
  for (let start = 0; start < count; start += batchSize) {
    checkCancelled(context);
    const lines: string[] = [];
    for (let feature = start; feature < Math.min(count, start + batchSize); feature++) {
      const values = [table.ids[feature]!, ...table.fields.map((field) => scalarAt(table, field, feature))];
      const first = geometry.featureOffsets[feature]!;
      const isBare = first === geometry.featureOffsets[feature + 1];
      if (isSinglePoints) {
        const place = 2 * geometry.ringOffsets[geometry.partOffsets[first]!]!;
        values.push(
          isBare ? null : writtenDegrees(coordinates[place]!),
          isBare ? null : writtenDegrees(coordinates[place + 1]!),
        );
      } else if (geometry.kind !== 'none') values.push(isBare ? null : writeWkt(simpleFromPacked(geometry, feature)));
      lines.push(values.map(cell).join(','));
    }
    context.progress?.({ done: Math.min(count, start + batchSize), total: count, label: layer.name });
    yield encoder.encode(`${lines.join('\r\n')}\r\n`);
  }
}
