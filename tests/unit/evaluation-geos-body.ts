import { parentPort } from 'node:worker_threads';
import { closeWorld } from '#core/evaluation/close-world.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { invalidRingsThrough } from '../fixtures/invalid-rings.ts';

const post = parentPort!.postMessage.bind(parentPort!);
const geos = await loadGeosEngine();
const open = closeWorld(globalThis);
const bytes = crypto.getRandomValues(new Uint8Array(4));
post({ open, bytes, keys: Object.keys(crypto), results: invalidRingsThrough(geos) });
