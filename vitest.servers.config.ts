import { defineConfig } from 'vitest/config';

/** `npm run test:servers`: the product against rbldnsd, nsd and unbound on loopback. */
export default defineConfig({
  test: {
    include: ['test/servers/**/*.test.ts'],
    globalSetup: ['test/servers/setup.ts'],
    setupFiles: ['test/support/titles.ts', 'test/support/temporary.ts', 'test/support/no-dns.ts'],
    // Ends what hangs, and nothing else.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
