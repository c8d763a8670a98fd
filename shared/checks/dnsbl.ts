/**
 * Blocklists: whether a sender's address or a domain is on the lists that receivers use. The lists come as a parameter:
 * the table stays out of the worker's bundle, and a file of lists takes its place.
 */
import { coverageOf, findingsOf } from '../dnsbl/findings.ts';
import type { Keys } from '../dnsbl/keys.ts';
import type { List } from '../dnsbl/list.ts';
import { lookupLists } from '../dnsbl/lookup.ts';
import type { NotCovered } from '../model/finding.ts';
import type { Check } from './check.ts';

type Options = {
  readonly lists: readonly List[];
  readonly keys: Keys;
  /** Lists that were left out before, for reasons of the caller's. */
  readonly notCovered?: readonly NotCovered[];
};

export const dnsblCheck = ({ lists, keys, notCovered = [] }: Options): Check => ({
  id: 'dnsbl',
  run: async (targets, ports) => {
    const rows = await lookupLists(targets, lists, keys, ports);
    return rows.map((row) => {
      const coverage = coverageOf(row);
      return {
        target: row.target,
        findings: findingsOf(row),
        coverage: { ...coverage, notCovered: [...coverage.notCovered, ...notCovered] },
      };
    });
  },
});
