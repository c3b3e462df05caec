import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { walkNetworkOf } from '#core/indicators/walk-network.ts';
import { edgeCount, nodeCount } from '#core/network/graph.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import { tileTable } from './tile-city.ts';
import { benchCity, cityTiles } from './tiled-project.ts';
import { type Figure } from './timing.ts';

const limitMetres = 800;
/** Gives about a hundred thousand edges. */
const wantedStreets = 100_000;
const count = 1000;
const python = '/usr/bin/python3';
const script = path.join(import.meta.dirname, '../../tests/bench/walksheds.py');

/** A thousand walksheds on one network, beside networkx on the same graph where it is at hand. */
export function benchWalksheds(host: EngineHost, folder: string, tell: (figure: Figure) => void): void {
  const own = benchCity.layers.find(({ role }) => role === 'street')!.table;
  const streets = tileTable(own, cityTiles('street', wantedStreets), () => randomUuid(host.random));
  const { graph, search } = walkNetworkOf(streets)!;
  const nodes = nodeCount(graph);
  const sources = Array.from({ length: count }, (_, at) => Math.floor((at * nodes) / count));
  const run = () => {
    let reached = 0;
    for (const source of sources) {
      search.begin(limitMetres);
      search.seed(source, 0);
      search.run();
      reached += search.reached().length;
    }
    return reached;
  };
  run();
  const begun = performance.now();
  const reached = run();
  const milliseconds = performance.now() - begun;
  const figure = { what: `${count} walksheds, ${limitMetres} m`, size: edgeCount(graph), milliseconds };
  const lines = Array.from(graph.from, (from, edge) => `edge ${from} ${graph.to[edge]} ${graph.cost[edge]}`);
  const file = path.join(folder, 'network.txt');
  writeFileSync(file, [...lines, ...sources.map((source) => `source ${source}`)].join('\n'));
  const peer = spawnSync(python, [script, file, String(limitMetres)], { encoding: 'utf8' });
  if (peer.status !== 0) {
    console.log('networkx is not on this machine: no walksheds beside it');
    tell(figure);
    return;
  }
  const [peerMilliseconds, peerReached] = peer.stdout.trim().split(' ').map(Number) as [number, number];
  if (peerReached !== reached) console.log(`reached nodes differ: ${reached} here, ${peerReached} in networkx`);
  tell({ ...figure, peer: { name: 'networkx', milliseconds: peerMilliseconds } });
}
