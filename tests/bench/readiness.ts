import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { baselineId, type LayerId } from '#core/model/ids.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { tiledProject } from './tiled-project.ts';
import { figureLine } from './timing.ts';

const python = '/usr/bin/python3';
const script = path.join(import.meta.dirname, '../../tests/bench/readiness-peer.py');

interface Peer {
  readonly milliseconds: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly version: string;
}

/**
 * The readiness check of parcels, all of it, beside geopandas with the checks of geometry alone, on the same parcels in the same
 * run. Reading the file is not counted on either side.
 */
export async function benchReadiness(host: EngineHost, folder: string, sizes: readonly number[]): Promise<void> {
  const hasPeer = spawnSync(python, ['-c', 'import geopandas']).status === 0;
  if (!hasPeer) console.log('geopandas is not on this machine: no figures beside it');
  for (const wanted of sizes) {
    const engine = createEngine(host);
    const { bytes } = await tiledProject(host, wanted);
    const state = await engine.request('project/open', { fileName: 'bench.gpkg', bytes });
    const layer = state.description.layers.find(({ role }) => role === 'parcel')!;
    const size = state.featureCounts[layer.id]!;
    // Something else that is asked for meanwhile: how long it has to wait.
    let longest = 0;
    let last = performance.now();
    const waiting = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const begun = performance.now();
    const { layers } = await engine.request('readiness/check', { layers: [layer.id] });
    const milliseconds = performance.now() - begun;
    clearInterval(waiting);
    const counts = layers[0]!.checks.map(({ check, count }) => `${check} ${count}`).join(', ');
    const peer = hasPeer ? await peerFigure(engine, layer.id, folder) : undefined;
    const beside = peer ? { peer: { name: `geopandas ${peer.version}`, milliseconds: peer.milliseconds } } : {};
    console.log(figureLine({ what: 'readiness of parcels', size, milliseconds, ...beside }));
    console.log(`longest wait of others ${longest.toFixed(0)} ms; ${counts}`);
    if (peer) console.log(`geopandas: ${JSON.stringify(peer.counts)}`);
    await engine.request('project/close', {});
  }
}

async function peerFigure(engine: EngineClient, layer: LayerId, folder: string): Promise<Peer> {
  const file = path.join(folder, 'parcels.gpkg');
  const request = { format: 'geopackage', layers: [{ layer, fields: [] }], scenario: baselineId };
  writeFileSync(file, (await engine.request('layer/export', request)).bytes);
  const { status, stdout, stderr } = spawnSync(python, ['-W', 'ignore', script, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Peer;
}
