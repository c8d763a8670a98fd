import { defineConfig } from 'vitest/config';

/** `npm run test:package`: what `npm pack` makes, installed in an empty folder and used there. Needs the npm registry or its cache. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    setupFiles: ['test/support/titles.ts', 'test/support/temporary.ts', 'test/support/no-dns.ts'],
    // Ends what hangs, and nothing else.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
