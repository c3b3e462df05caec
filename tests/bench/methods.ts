import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { twoStepCatchment } from '#core/methods/accessibility.ts';
import { weightedSum } from '#core/methods/composite.ts';
import { dispersalRate, integralConnectivity, probabilityOfConnectivity } from '#core/methods/connectivity.ts';
import { landscapeMetrics } from '#core/methods/landscape-metrics.ts';
import { sobolDesign, sobolIndices } from '#core/methods/sobol-indices.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { figureLine, medianOf } from './timing.ts';

const random = seededRandom(3);
const runs = 3;

interface Case {
  readonly what: string;
  /** Name of the peer's case in peers.py. */
  readonly peer: string;
  readonly size: number;
  readonly work: () => unknown;
}

function patches(count: number) {
  const x = Float64Array.from({ length: count }, () => 10_000 * random.next());
  const y = Float64Array.from({ length: count }, () => 10_000 * random.next());
  const areas = Float64Array.from({ length: count }, () => 1 + 20 * random.next());
  const rate = dispersalRate(1000);
  const [from, to, probability] = [[] as number[], [] as number[], [] as number[]];
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      from.push(a);
      to.push(b);
      probability.push(Math.exp(-rate * Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!)));
    }
  }
  return { areas, from, to, probability };
}

function cases(): Case[] {
  const network = patches(500);
  const near = { ...network, probability: network.probability.map((p) => (p >= 0.5 ? 1 : 0)) };
  const costs = Array.from({ length: 10_000 }, () => Float64Array.from({ length: 500 }, () => 60 * random.next()));
  const population = Float64Array.from(costs, () => 100 * random.next());
  const supply = Float64Array.from({ length: 500 }, () => 50 * random.next());
  const columns = 600;
  const classes = Int32Array.from({ length: columns * 500 }, (_, cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    return 1 + Math.floor(2 + 1.9 * Math.sin(row / 17) * Math.cos(column / 23) + 0.4 * random.next());
  });
  const composite = (row: ArrayLike<number>) => {
    const { points } = weightedSum([80, 60, 40, 70, 55, 90], row);
    return points.status === 'ok' ? points.value : Number.NaN;
  };
  return [
    {
      what: 'PC, ECA, dPC, 500 patches',
      peer: 'connectivity',
      size: 500,
      work: () => probabilityOfConnectivity(network, { landscapeArea: 10_000 }),
    },
    {
      what: 'IIC, dIIC, 500 patches',
      peer: 'integral',
      size: 500,
      work: () => integralConnectivity(near, { landscapeArea: 10_000 }),
    },
    {
      what: '2SFCA, 10,000 × 500',
      peer: 'two-step',
      size: 10_000,
      work: () => twoStepCatchment({ costs, population, supply }, { kind: 'cumulative', limit: 20 }),
    },
    {
      what: 'Sobol of a composite, 1,024 points',
      peer: 'sobol',
      size: 1024,
      work: () => {
        const outputs = sobolDesign(6, 1024, 1).map(composite);
        const again = seededRandom(1);
        return sobolIndices(outputs, 6, () => again.next());
      },
    },
    {
      what: 'landscape metrics, 300,000 cells',
      peer: 'landscape',
      size: 300_000,
      work: () => landscapeMetrics({ columns, rows: 500, cellMetres: 10, values: classes }),
    },
  ];
}

/** Milliseconds of the same work in Python (NumPy, SciPy, NetworkX) by case; empty, with a sentence, where it is missing. */
function peerTimes(): Readonly<Record<string, { readonly name: string; readonly milliseconds: number }>> {
  const script = path.join(import.meta.dirname, '../../tests/bench/peers.py');
  const { status, stdout } = spawnSync('/usr/bin/python3', [script], { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as ReturnType<typeof peerTimes>;
  console.log('Python with NumPy, SciPy and NetworkX is not on this machine: no figures beside it');
  return {};
}

/** Methods by themselves, beside the same work in Python where it is at hand. */
export async function benchMethods(): Promise<void> {
  const peers = peerTimes();
  for (const { what, peer, size, work } of cases()) {
    const milliseconds = await medianOf(runs, work);
    const beside = peers[peer];
    console.log(figureLine({ what, size, milliseconds, ...(beside ? { peer: beside } : {}) }));
  }
}
