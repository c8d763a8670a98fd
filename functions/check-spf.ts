/** {run, key} -> the batch's SPF, stored under its key. */
import type { Remaining } from '../adapters/aws/dns.ts';
import { work } from '../adapters/aws/worker.ts';
import { createSpfCheck } from '../shared/checks/spf.ts';
import { RFC_LIMITS } from '../shared/spf/budget.ts';

export const handler = (event: unknown, context: Remaining) =>
  work(event, context, (_batch, known) => createSpfCheck(known, RFC_LIMITS));
