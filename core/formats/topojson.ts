import type { Format } from './format.ts';
import { fileExtension, readRange } from './source-reading.ts';

/** Bytes at either end of a file in which its type stands. */
const endBytes = 1024;

/** TopoJSON: the objects of a topology as layers. */
export const topojson: Format = {
  id: 'topojson',
  label: { zh: 'TopoJSON', en: 'TopoJSON' },
  extensions: ['.topojson'],
  companions: [],
  async sniff(source) {
    const decoder = new TextDecoder();
    const head = decoder.decode(await readRange(source, 0, endBytes)).trimStart();
    if (!head.startsWith('{')) return false;
    if (fileExtension(source.name) === '.topojson') return true;
    const tail = decoder.decode(await readRange(source, Math.max(0, source.bytes - endBytes), endBytes));
    return [head, tail].some((text) => /"type"\s*:\s*"Topology"/.test(text));
  },
  async layers(source, options, context) {
    const { readTopoJson } = await import('./topojson-reader.ts');
    const names = new Set<string>();
    for await (const { name } of readTopoJson(source, options, context)) names.add(name);
    return [...names].map((name) => ({ name }));
  },
  async *read(source, options, context) {
    const { readTopoJson } = await import('./topojson-reader.ts');
    yield* readTopoJson(source, options, context);
  },
};
