/** {run, key} -> the batch's reverse DNS, stored under its key. */
import type { Remaining } from '../adapters/aws/dns.ts';
import { work } from '../adapters/aws/worker.ts';
import { ptrCheck } from '../shared/checks/ptr.ts';

export const handler = (event: unknown, context: Remaining) => work(event, context, () => ptrCheck);
