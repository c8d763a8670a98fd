import path from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Lambda handlers keep clients and settings in their modules, as on Lambda: each of their test files gets modules of its own.
 * So does the example of a CDK app, where another module stands in for the bundler. The packages, of which AWS's clients take half
 * a second to load, are the same for all.
 */
const HANDLERS = [
  'test/functions/**/*.test.ts',
  'test/infra/flow.test.ts',
  'test/adapters/aws/**/*.test.ts',
  'test/examples/cdk-app.test.ts',
];

/** They put a clock, a network and certificates in the place of the machine's, which no other file may find there: a process of their own. */
const WORLDS = ['test/worlds/**/*.test.ts', 'test/field/**/*.test.ts'];

export default defineConfig({
  // The example of a CDK app imports the package by its name, as tsconfig.json has it.
  resolve: { alias: [{ find: /^postwatch$/, replacement: path.resolve(import.meta.dirname, 'infra/index.ts') }] },
  test: {
    setupFiles: [
      'test/support/titles.ts',
      'test/support/seed.ts',
      'test/support/temporary.ts',
      'test/support/no-dns.ts',
      'test/support/own-time.ts',
    ],
    // For the processes that tests start: a command line that was compiled once starts in half the time.
    env: { NODE_COMPILE_CACHE: path.resolve(import.meta.dirname, 'node_modules/.cache/postwatch-compiled') },
    // Ends what hangs, and nothing else: on a busy machine a test that starts processes takes a hundred times as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Most objects of a test live no longer than it: with room for them, the collector takes a sixth less of the processor.
    execArgv: ['--max-semi-space-size=64'],
    // Vitest leaves a core to itself, but much of a test is waiting: for sockets, processes, the disk.
    maxWorkers: '100%',
    coverage: {
      include: ['shared/**/*.ts', 'adapters/**/*.ts', 'cli/**/*.ts', 'functions/**/*.ts', 'infra/**/*.ts'],
      reporter: ['text-summary'],
      thresholds: { statements: 90, branches: 85, functions: 90, lines: 90 },
    },
    projects: [
      {
        extends: true,
        test: { name: 'handlers', include: HANDLERS, isolate: false, setupFiles: ['test/support/fresh-modules.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'all others',
          include: ['test/**/*.test.ts'],
          exclude: ['test/servers/**', 'test/package/**', 'test/recipes/**', 'test/page/**', ...WORLDS, ...HANDLERS],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'worlds', include: WORLDS, isolate: false } },
    ],
  },
});
