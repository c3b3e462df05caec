import { defineConfig } from 'vitest/config';
import { sandboxLibrary } from './cli/sandbox-library.ts';
import { solverLibrary } from './cli/solver-library.ts';

export default defineConfig({
  plugins: [solverLibrary(), sandboxLibrary()],
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['./tests/loopback-only.mjs', './tests/property-seed.ts'],
    reporters: ['default', './tests/closing-line.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine draws slowly; what never comes still fails.
    expect: { poll: { timeout: 20_000 } },
    pool: 'threads',
    maxWorkers: 2,
  },
});
