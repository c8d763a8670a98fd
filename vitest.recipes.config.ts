import { defineConfig } from 'vitest/config';

/** `npm run test:recipes`: CONTRIBUTING's recipes, each carried out on a copy of the sources, which the compiler then reads. */
export default defineConfig({
  test: {
    include: ['test/recipes/**/*.test.ts'],
    setupFiles: ['test/support/titles.ts', 'test/support/temporary.ts', 'test/support/no-dns.ts'],
    // Ends what hangs, and nothing else.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
