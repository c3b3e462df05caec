import { availableParallelism } from 'node:os';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { baselineId } from '#core/model/ids.ts';
import { tiledProject } from './tiled-project.ts';
import { type Figure, figureLine, growth } from './timing.ts';

/**
 * All evaluators but sensitivity on one scenario of ever larger cities, side by side on the cores there are: the whole, and
 * each of them. Everything in the city grows: also stations, facilities, trees and buildings.
 */
export async function benchEvaluators(host: EngineHost, sizes: readonly number[]): Promise<void> {
  const evaluators = host.manifests.filter(({ runs }) => !runs).map(({ id }) => id);
  const figures: Figure[] = [];
  console.log(`${evaluators.length} evaluators on ${availableParallelism()} cores`);
  for (const wanted of sizes) {
    const { bytes, tables } = await tiledProject(host, wanted);
    const size = tables.get('parcel')!.ids.length;
    const engine = createEngine(host);
    await engine.request('project/open', { fileName: 'bench.gpkg', bytes });
    const cpu = process.cpuUsage();
    const begun = performance.now();
    const outcomes = await engine.request('evaluation/run', { evaluators, scenarios: [baselineId] });
    const milliseconds = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpu);
    for (const { evaluator, seconds, error } of outcomes) {
      if (error) console.log(`${evaluator}: ${error.message.en}`);
      else figures.push({ what: evaluator, size, milliseconds: 1000 * seconds });
    }
    figures.push({ what: 'all evaluators', size, milliseconds });
    const again = performance.now();
    await engine.request('evaluation/run', { evaluators, scenarios: [baselineId] });
    figures.push({ what: 'all again, nothing changed', size, milliseconds: performance.now() - again });
    for (const figure of figures.filter((each) => each.size === size)) console.log(figureLine(figure));
    const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0);
    const spent = ((user + system) / 1e6).toFixed(1);
    const streets = tables.get('street')!.ids.length;
    console.log(`${streets} streets; ${spent} s of processor time; peak memory of the process ${peak} MB\n`);
    await engine.request('project/close', {});
  }
  printGrowth(figures);
}

/** What ten times the work costs, for everything that was measured at two sizes and more. */
function printGrowth(figures: readonly Figure[]): void {
  console.log('time for ten times the parcels (10 is linear):');
  for (const what of new Set(figures.map((figure) => figure.what))) {
    const own = figures.filter((figure) => figure.what === what);
    if (own.length > 1) console.log(`${what.padEnd(34)} ${(10 ** growth(own)).toFixed(1).padStart(6)} ×`);
  }
}
