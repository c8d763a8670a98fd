import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/servers/**', 'test/package/**'],
    setupFiles: ['test/support/no-dns.ts'],
    testTimeout: 20_000,
    coverage: {
      include: ['shared/**/*.ts', 'adapters/**/*.ts', 'cli/**/*.ts'],
      reporter: ['text-summary'],
      thresholds: { statements: 90, branches: 85, functions: 90, lines: 90 },
    },
  },
});
