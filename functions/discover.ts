/** {at} -> {run, items}: what is there and what is due; a null run when nothing is, or the previous one is still going. */
import { discover } from '../adapters/aws/discovery.ts';
import type { Remaining } from '../adapters/aws/dns.ts';
import { openBase, textOf } from '../adapters/aws/runtime.ts';

export async function handler(event: unknown, context: Remaining) {
  const at = textOf(event, 'at');
  return discover(at, openBase(at), context);
}
