/**
 * Blocklists: whether a sender's address or a domain is on the lists that receivers use. The lists come as a parameter:
 * the table stays out of the worker's bundle, and a file of lists takes its place.
 */
import { coverageOf, findingsOf } from '../dnsbl/findings.ts';
import type { Keys } from '../dnsbl/keys.ts';
import type { List } from '../dnsbl/list.ts';
import { type ListedTarget, lookupLists } from '../dnsbl/lookup.ts';
import type { NotCovered } from '../model/finding.ts';
import type { Check, TargetReport } from './check.ts';

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
    return rows.map((row) => reportOf(row, notCovered));
  },
});

/** Its findings are made when they are looked at, each time: texts and evidence of every clear list are most of what a check is. */
function reportOf(row: ListedTarget, before: readonly NotCovered[]): TargetReport {
  const { target } = row;
  const { asked, answered, notCovered } = coverageOf(row);
  return {
    target,
    get findings() {
      return findingsOf(row);
    },
    coverage: { asked, answered, notCovered: [...notCovered, ...before] },
  };
}
