/** The shapes of reverse names: what they are now, jobs, and how they end. Texts are in the language of the answer. */
import { bool, list, object, orNull, ref, text, time, words } from './schema.ts';

const stage = words('plan', 'forward', 'requested', 'applied', 'confirmed', 'blocked');

export const REVERSE_DNS_PARTS = {
  Blocked: object(
    {
      reason: text,
      text,
      message: text,
      whatToDo: text,
      command: text,
      zoneLine: text,
      changeBatch: text,
    },
    'message',
    'command',
    'zoneLine',
    'changeBatch',
  ),
  ReverseDnsStep: object(
    {
      stage,
      outcome: words('done', 'found', 'waiting', 'refused'),
      text,
      at: time,
      evidence: list(ref('Evidence')),
    },
    'evidence',
  ),
  ReverseDnsNow: object({
    allocationId: text,
    region: text,
    isManaged: bool,
    ptrRecord: orNull(text),
    update: orNull(object({ value: text, status: text, reason: text })),
    dns: ref('Evidence'),
  }),
};

export const REVERSE_DNS = {
  ReverseDns: object({
    address: text,
    job: orNull(ref('ReverseDnsJob')),
    now: orNull(ref('ReverseDnsNow')),
    unseen: orNull(ref('Blocked')),
  }),
  ReverseDnsJob: object(
    {
      address: text,
      hostname: orNull(text),
      stage,
      next: text,
      steps: list(ref('ReverseDnsStep')),
      blocked: orNull(ref('Blocked')),
      startedAt: time,
      again: orNull(time),
      caller: text,
      allocationId: text,
      region: text,
      before: orNull(text),
    },
    'allocationId',
    'region',
  ),
  ReverseDnsRequest: object({ hostname: text, merge: bool, replace: bool, zone: text }, 'merge', 'replace', 'zone'),
};
