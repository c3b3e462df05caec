import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { readProjectBytes } from '#cli/project.ts';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { baselineId } from '#core/model/ids.ts';
import { tiledProject } from './tiled-project.ts';
import { type Figure, figureLine, growth } from './timing.ts';

/** What a process of its own found out about one project. */
interface Measured {
  readonly figures: readonly { readonly what: string; readonly milliseconds: number }[];
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
}

/** Evaluates the baseline of a project with all evaluators but sensitivity, twice, and prints what that cost as one line of JSON. */
export async function measureEvaluators(host: EngineHost, file: string): Promise<void> {
  const evaluators = host.manifests.filter(({ runs }) => !runs).map(({ id }) => id);
  const engine = createEngine(host);
  await engine.request('project/open', { fileName: path.basename(file), bytes: await readProjectBytes(file) });
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const outcomes = await engine.request('evaluation/run', { evaluators, scenarios: [baselineId] });
  const whole = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const figures = outcomes.map(({ evaluator, seconds, error }) => ({
    what: error ? `${evaluator}: ${error.message.en}` : evaluator,
    milliseconds: 1000 * seconds,
  }));
  const again = performance.now();
  await engine.request('evaluation/run', { evaluators, scenarios: [baselineId] });
  figures.push({ what: 'all evaluators', milliseconds: whole });
  figures.push({ what: 'all again, nothing changed', milliseconds: performance.now() - again });
  const measured: Measured = { figures, processorSeconds: (user + system) / 1e6, peakMegabytes };
  console.log(JSON.stringify(measured));
}

/**
 * All evaluators but sensitivity on one scenario of ever larger cities, side by side on the cores there are: the whole, and
 * each of them. Everything in the city grows: also stations, facilities, trees and buildings. Each size is measured in a process of
 * its own, so that its memory is what an evaluation takes.
 */
export async function benchEvaluators(host: EngineHost, folder: string, sizes: readonly number[]): Promise<void> {
  const figures: Figure[] = [];
  console.log(`\nall evaluators on ${availableParallelism()} cores`);
  for (const wanted of sizes) {
    const { bytes, tables } = await tiledProject(host, wanted);
    const size = tables.get('parcel')!.ids.length;
    const file = path.join(folder, 'evaluators.gpkg');
    writeFileSync(file, bytes);
    const { stdout } = spawnSync(process.execPath, [process.argv[1]!, 'evaluators-of', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { figures: found, processorSeconds, peakMegabytes } = JSON.parse(stdout) as Measured;
    for (const { what, milliseconds } of found) {
      const figure = { what, size, milliseconds };
      figures.push(figure);
      console.log(figureLine(figure));
    }
    const streets = tables.get('street')!.ids.length;
    console.log(
      `${streets} streets; ${processorSeconds.toFixed(1)} s of processor time; peak memory of the process ${peakMegabytes.toFixed(0)} MB\n`,
    );
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
