import type { Scalar } from '#core/model/feature-table.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { WritableLayer } from './format.ts';
import { marked } from './formula-mark.ts';
import { tableWithPlaces } from './place-columns.ts';
import { checkCancelled } from './source-reading.ts';

/** Features written at once. */
const batchSize = 2000;

function cell(value: Scalar, delimiter: string): string {
  if (value === null) return '';
  const text = typeof value === 'string' ? marked(value) : String(value);
  const isPlain = !/["\r\n]/.test(text) && !text.includes(delimiter) && text === text.trim();
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

/**
 * Writes a table in UTF-8 with a byte order mark, without which spreadsheet programs take Chinese for something else. The
 * place of each row is in WGS 84: `lon` and `lat` of points, `wkt` of all else. Texts that a spreadsheet program would run
 * as formulas are marked as texts.
 */
export async function* writeDelimited(
  layer: WritableLayer,
  delimiter: ',' | '\t',
  context: TaskContext,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const table = await tableWithPlaces(layer);
  const line = (values: readonly Scalar[]) => values.map((value) => cell(value, delimiter)).join(delimiter);
  yield encoder.encode(`\uFEFF${line(table.names)}\r\n`);
  const count = layer.table.ids.length;
  for (let start = 0; start < count; start += batchSize) {
    checkCancelled(context);
    const lines: string[] = [];
    for (let feature = start; feature < Math.min(count, start + batchSize); feature++) {
      lines.push(line(table.valuesOf(feature)));
    }
    context.progress?.({ done: Math.min(count, start + batchSize), total: count, label: layer.name });
    yield encoder.encode(`${lines.join('\r\n')}\r\n`);
  }
}
