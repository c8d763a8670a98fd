import { describe, inject, it } from 'vitest';
import type { Provided } from './setup.ts';

type Servers = Exclude<Provided, { missing: string }>;

/** A `describe` that runs where the servers do, and else leaves one skipped test that says why. */
export function withServers(title: string, tests: (servers: Servers) => void): void {
  const servers = inject('servers');
  if ('missing' in servers) it.skip(`${title}: ${servers.missing}`, () => {});
  else describe(title, () => tests(servers));
}
