import { defineConfig } from 'vite';
import { nodeBuild } from '../../cli/node-build.ts';

/** The bench as scripts that Node runs, built as the command line is. */
export default defineConfig(
  nodeBuild('out/bench', ['tests/bench/main.ts', 'tests/bench/import-one.ts', 'cli/evaluator-worker.ts']),
);
