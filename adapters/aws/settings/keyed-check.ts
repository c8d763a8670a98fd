import type { Check } from '../../../shared/checks/check.ts';
import { dnsblCheck } from '../../../shared/checks/dnsbl.ts';
import { cover } from '../../../shared/dnsbl/coverage.ts';
import type { List } from '../../../shared/dnsbl/list.ts';
import { keysFor } from './keys.ts';

/** The check of a batch: what it has a key for is asked, and the rest is not covered, with the reason. */
export const keyedCheck = (lists: readonly List[]): Check => ({
  id: 'dnsbl',
  run: async (targets, ports) => {
    const { askable, keys, notCovered } = cover(lists, await keysFor(lists));
    return dnsblCheck({ lists: askable, keys, notCovered }).run(targets, ports);
  },
});
