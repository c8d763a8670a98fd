/** {run, key} -> the batch's lists, stored under its key. The lists come with the run, their keys from SSM. */

import type { Remaining } from '../adapters/aws/dns.ts';
import { cover } from '../adapters/aws/lists.ts';
import { readKeys } from '../adapters/aws/secrets.ts';
import { work } from '../adapters/aws/worker.ts';
import { dnsblCheck } from '../shared/checks/dnsbl.ts';

export async function handler(event: unknown, context: Remaining) {
  const read = await readKeys();
  return work(event, context, (batch, _known, setup) => {
    const { askable, keys, notCovered } = cover(
      setup.lists.filter(({ id }) => batch.lists.includes(id)),
      read,
    );
    return dnsblCheck({ lists: askable, keys, notCovered });
  });
}
