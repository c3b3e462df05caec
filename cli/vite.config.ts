import { defineConfig } from 'vite';
import { nodeBuild } from './node-build.ts';

export default defineConfig(
  nodeBuild('out/cli', [
    'cli/main.ts',
    'cli/make-sample.ts',
    'cli/evaluator-worker.ts',
    'cli/plugin-evaluator-worker.ts',
  ]),
);
