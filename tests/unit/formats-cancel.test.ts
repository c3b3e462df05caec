import { expect, test } from 'vitest';
import { csv } from '#core/formats/csv.ts';
import { flatgeobuf } from '#core/formats/flatgeobuf.ts';
import type { Format } from '#core/formats/format.ts';
import { geojson } from '#core/formats/geojson.ts';
import { geopackage } from '#core/formats/geopackage.ts';
import { shapefile } from '#core/formats/shapefile.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { writeShapes } from './formats-shapefile-writer.ts';
import { failureOf } from './formats-support.ts';
import { layerToWrite, written } from './formats-written.ts';

/** Enough squares that every format needs several pieces of 4 MB. */
async function largeFiles(): Promise<(readonly [format: Format, name: string, bytes: Uint8Array])[]> {
  const squares = Array.from({ length: 32_000 }, (_, index) => {
    const x = 500_000 + 10 * (index % 300);
    const y = 2_500_000 + 10 * Math.floor(index / 300);
    return [[[x, y, x, y + 9, x + 9, y + 9, x + 9, y, x, y]]];
  });
  const layer = await layerToWrite('polygon', squares);
  const shapes = squares.map(([part]) => ({ type: 5, parts: part! }));
  const rows = squares.map((_, index) => `${index},"POLYGON((0 0,1 0,1 1,0 0))",${'x'.repeat(160)}`);
  return [
    [shapefile, 'a.shp', writeShapes(5, shapes).shp],
    [geojson, 'a.geojson', await written(geojson, layer)],
    [geopackage, 'a.gpkg', await written(geopackage, layer)],
    [flatgeobuf, 'a.fgb', await written(flatgeobuf, layer)],
    [csv, 'a.csv', new TextEncoder().encode(`id,wkt,text\n${rows.join('\n')}\n`)],
  ];
}

test('reading stops in the middle of a file, soon after it was given up', async () => {
  for (const [format, name, bytes] of await largeFiles()) {
    const cancel = new AbortController();
    const seen: number[] = [];
    const context = {
      signal: cancel.signal,
      progress: ({ done, total }: { done: number; total: number }) => {
        seen.push(done / total);
        cancel.abort();
      },
    };
    const read = async () => {
      for await (const _ of format.read(memorySource(name, bytes), {}, context));
    };
    expect((await failureOf(read())).code, name).toBe('command/cancelled');
    // The first word of progress was the last.
    expect(seen, name).toHaveLength(1);
    expect(seen[0], name).toBeGreaterThan(0);
  }
});
