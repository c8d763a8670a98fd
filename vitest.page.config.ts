import { defineConfig } from 'vitest/config';

/** `npm run test:page`: the sandbox's page in the system's Chromium. Without one its tests say so and skip. */
export default defineConfig({
  test: {
    include: ['test/page/**/*.test.ts'],
    setupFiles: ['test/support/titles.ts', 'test/support/temporary.ts', 'test/support/no-dns.ts'],
    // Ends what hangs, and nothing else.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
