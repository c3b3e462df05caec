import { expect, test } from 'vitest';
import { findFormat } from '#core/formats/formats.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { failureOf } from './formats-support.ts';

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  ['a.geojson', latin('<!DOCTYPE html><html><body>404</body></html>'), 'formats/unknown', 'HTML'],
  ['a.kml', latin('<?xml version="1.0"?><osm></osm>'), 'formats/unknown', 'XML'],
  ['a.json', latin('[1, 2]'), 'formats/unknown', 'JSON'],
  ['a.xlsx', latin('id,name\n1,a\n'), 'formats/unknown', '.csv'],
  ['a.shp', latin('%PDF-1.4'), 'formats/unknown', 'PDF'],
  ['a.zip', latin('Rar!\u001a\u0007'), 'formats/unknown', 'RAR'],
  ['a.bin', Uint8Array.of(1, 2, 3, 4, 5), 'formats/unknown', 'no known kind'],
  ['a.pmtiles', latin('PMTiles\u0003'), 'formats/basemap-only', 'Add a basemap'],
])('what %s holds is told', async (name, bytes, code, told) => {
  const error = await failureOf(findFormat(memorySource(name, bytes)));
  expect(error.code).toBe(code);
  expect(`${error.describe('en')} ${error.hint('en')}`).toContain(told);
});
