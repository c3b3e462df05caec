import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { flatgeobuf } from '#core/formats/flatgeobuf.ts';
import type { ReadLayer, WritableLayer } from '#core/formats/format.ts';
import { geojson } from '#core/formats/geojson.ts';
import { geopackage } from '#core/formats/geopackage.ts';
import { shapefileFiles } from '#core/formats/shapefile-writer.ts';
import { ByteWindow, chunkSize, joinBytes, memorySource, readChunks, readWhole } from '#core/formats/source-reading.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { readOne } from './formats-support.ts';

/** A file that is read into the memory it is given, as one of the disk is; what that memory held before is gone. */
function rereadable(name: string, bytes: Uint8Array, siblings: readonly FileSource[] = []): FileSource {
  return {
    ...memorySource(name, bytes, siblings),
    async read(start, length, into) {
      const wanted = bytes.subarray(start, start + length);
      if (!into || into.length < wanted.length) return wanted.slice();
      into.fill(0xa5);
      into.set(wanted);
      return into.subarray(0, wanted.length);
    },
  };
}

const count = 10_000;
const corners = 24;

/** Features enough for several pieces of a file; values are missing at the beginning, at the end and in between. */
async function largeLayer(): Promise<WritableLayer> {
  const packer = new GeometryPacker('polygon');
  for (let feature = 0; feature < count; feature++) {
    const ring: number[] = [];
    for (let corner = 0; corner <= corners; corner++) {
      const turn = (-2 * Math.PI * (corner % corners)) / corners;
      ring.push(500_000 + 20 * feature + 5 * Math.cos(turn), 3_300_000 + 5 * Math.sin(turn));
    }
    packer.addFeature([[ring]]);
  }
  const rows = Array.from({ length: count }, (_, row) => row);
  return {
    name: 'large',
    crs: await coordinateSystem(4547),
    table: {
      ids: rows.map((row) => `id-${row}` as FeatureId),
      geometry: packer.finish(),
      fields: [
        { name: 'code', type: 'text' },
        { name: 'use', type: 'text' },
        { name: 'area', type: 'real' },
        { name: 'floors', type: 'integer' },
        { name: 'made', type: 'date' },
      ],
      columns: {
        code: rows.map((row) => `地块 ${row}`),
        use: rows.map((row) => (row % 3 === 0 && row > 5000 && row < 9000 ? '工业用地' : null)),
        area: Float64Array.from(rows, (row) => (row > 100 ? row / 8 : Number.NaN)),
        floors: Float64Array.from(rows, (row) => (row < 4000 ? row % 30 : Number.NaN)),
        made: rows.map((row) => (row % 5 === 0 ? null : `20${10 + (row % 15)}-03-0${1 + (row % 9)}`)),
      },
    },
  };
}

test.each([geojson, flatgeobuf, geopackage])('$id is read alike into memory that is used again', async (format) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of format.write!(await largeLayer(), {})) pieces.push(piece);
  const bytes = joinBytes(pieces);
  expect(bytes.length).toBeGreaterThan(1.05 * chunkSize);
  await expectAlike(memorySource('large', bytes), rereadable('large', bytes));
});

test('a shapefile is read alike into memory that is used again', async () => {
  const layer = await largeLayer();
  const files = Object.entries(shapefileFiles(layer, 'large', {}, new RemarkList()));
  const held: FileSource[] = [];
  const disk: FileSource[] = [];
  for (const [name, bytes] of files) {
    held.push(memorySource(name, bytes, held));
    disk.push(rereadable(name, bytes, disk));
  }
  const place = files.findIndex(([name]) => name.endsWith('.shp'));
  await expectAlike(held[place]!, disk[place]!);
});

function arraysOf({ geometry }: ReadLayer): Uint8Array[] {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  return [coordinates, ringOffsets, partOffsets, featureOffsets].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
}

async function expectAlike(held: FileSource, disk: FileSource): Promise<void> {
  const expected = await readOne(held);
  const found = await readOne(disk);
  expect(found.fields).toEqual(expected.fields);
  // Compared as a whole: one by one takes seconds.
  const digest = (layer: ReadLayer) =>
    createHash('sha256')
      .update(joinBytes(arraysOf(layer)))
      .digest('hex');
  expect(digest(found)).toBe(digest(expected));
  expect(found.remarks).toEqual(expected.remarks);
  for (const { name } of expected.fields)
    expect(JSON.stringify([...found.columns[name]!]) === JSON.stringify([...expected.columns[name]!])).toBe(true);
  const { columns } = found;
  expect(columns['code']).toHaveLength(count);
  expect([columns['use']![0], columns['use']![5001], columns['use']![count - 1]]).toEqual([null, '工业用地', null]);
  expect([columns['floors']![3999], columns['floors']![count - 1]]).toEqual([9, Number.NaN]);
}

test('the whole file and its pieces are the same from either kind of host', async () => {
  const bytes = Uint8Array.from({ length: 2 * chunkSize + 77 }, (_, place) => (place * 31) >> 3);
  for (const source of [memorySource('bytes', bytes), rereadable('bytes', bytes)]) {
    expect(Buffer.compare(await readWhole(source, {}), bytes)).toBe(0);
    const pieces: Uint8Array[] = [];
    for await (const piece of readChunks(source, {})) pieces.push(piece.slice());
    expect(Buffer.compare(joinBytes(pieces), bytes)).toBe(0);
  }
  // What a host has in memory stays as it is.
  expect(bytes[chunkSize]).toBe(((chunkSize * 31) >> 3) & 0xff);
});

test('a window keeps what has not been passed, however long it is', async () => {
  const bytes = Uint8Array.from({ length: 3 * chunkSize + 5 }, (_, place) => (place * 7) >> 2);
  for (const source of [memorySource('bytes', bytes), rereadable('bytes', bytes)]) {
    const window = new ByteWindow(source, {});
    let place = 0;
    for (const length of [10, chunkSize - 3, 100, 2 * chunkSize, 0, 500]) {
      const there = await window.has(length);
      const wanted = bytes.subarray(place, place + length);
      expect(there).toBe(wanted.length === length);
      const seen = window.bytes.subarray(window.position, window.position + wanted.length);
      expect(Buffer.compare(seen, wanted)).toBe(0);
      place = Math.min(bytes.length, place + length);
      window.position += wanted.length;
      expect(window.offset).toBe(place);
    }
    window.moveTo(5);
    expect(await window.has(3)).toBe(true);
    expect([...window.bytes.subarray(window.position, window.position + 3)]).toEqual([...bytes.subarray(5, 8)]);
  }
});
