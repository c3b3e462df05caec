import { writeFileSync } from 'node:fs';
import { nodeEngineHost } from '#cli/node-engine.ts';
import { nodeFile } from '#cli/node-files.ts';
import { createEngine } from '#core/engine/engine.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/**
 * `node import-one.js FILE PROJECT EPSG`: imports one file into a new project file and prints `ImportFigures`. A script of its
 * own, so that nothing else takes memory.
 */

/** What one import in a process of its own took. */
export interface ImportFigures {
  readonly milliseconds: number;
  readonly processorMilliseconds: number;
  /** Most memory of the process, and that which it took before the import. */
  readonly peakBytes: number;
  readonly startBytes: number;
  readonly features: number;
  /** Longest time in which nothing else was answered. */
  readonly longestTurn: number;
}

/** Imports one file into a new project file, with the engine in this process, and tells what that took. */
async function importOne(file: string, project: string, epsg: number): Promise<ImportFigures> {
  const { host, close } = nodeEngineHost();
  const engine = createEngine(host);
  const startBytes = process.memoryUsage.rss();
  let longestTurn = 0;
  let last = performance.now();
  const turns = setInterval(() => {
    longestTurn = Math.max(longestTurn, performance.now() - last);
    last = performance.now();
  }, 1);
  const begun = performance.now();
  const processor = process.cpuUsage();
  const plan = await engine.request('import/inspect', { files: [await nodeFile(file)] });
  const newProject = { name: 'bench', epsg, language: 'en' } as const;
  const { files } = await engine.request('import/run', { plan, newProject });
  writeFileSync(project, await engine.request('project/export', { inPlace: true }));
  const milliseconds = performance.now() - begun;
  const { user, system } = process.cpuUsage(processor);
  clearInterval(turns);
  close();
  const failed = files.flatMap(({ error, layers }) => [error, ...layers.map((layer) => layer.error)]).find(Boolean);
  if (failed) throw WorkbenchError.fromData(failed);
  return {
    milliseconds,
    processorMilliseconds: (user + system) / 1000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    startBytes,
    features: plan.files[0]!.layers[0]!.features,
    longestTurn,
  };
}

const [file, project, epsg] = process.argv.slice(2);
console.log(JSON.stringify(await importOne(file!, project!, Number(epsg))));
