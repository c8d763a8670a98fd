/** Postfix: deliveries, words of a host, refusals of its own, and the listing of its queue. */
import type { DeliveryState } from '../../failure.ts';
import { type Dialect, found, hostAndAddress } from './dialect.ts';

/** `to=<a@b>, relay=..., dsn=5.7.1, status=bounced (host ... said: 550 ...)`. */
const DELIVERY =
  /\bto=<(.{1,320}?)>, .{0,600}?\bstatus=(bounced|deferred|expired|force-expired|undeliverable|SOFTBOUNCE|sent)\b,? ?\(?(.*)$/;
const QUEUE_ID = /\]: ([0-9A-Za-z]{5,20}): /;
const STATES: Readonly<Record<string, DeliveryState>> = {
  bounced: 'returned',
  expired: 'returned',
  'force-expired': 'returned',
  deferred: 'queued',
  SOFTBOUNCE: 'queued',
  undeliverable: 'unknown',
};

const delivery: Dialect = {
  marks: ['status='],
  read: (line, memory) => {
    const [, to, status = '', words = ''] = DELIVERY.exec(line) ?? [];
    if (to === undefined) return undefined;
    const queueId = QUEUE_ID.exec(line)?.[1];
    if (status === 'sent') {
      memory.delivered.add(`${queueId} ${to.toLowerCase()}`);
      return undefined;
    }
    return found({
      to,
      queueId,
      reply: words.replace(/\)\s{0,4}$/, ''),
      state: STATES[status] ?? 'unknown',
      from: /\bfrom=<([^>\s]{1,320})>/.exec(line)?.[1],
      status: /\bdsn=([245]\.\d{1,3}\.\d{1,3})/.exec(line)?.[1],
      receivers: [...hostAndAddress(/\brelay=(\S{1,400})/.exec(line)?.[1] ?? ''), ...hostAndAddress(words)],
    });
  },
};

/** `7C1D020A50: host mx[192.0.2.25] said: 450 ...`: the words of one host before the next is tried. */
const host: Dialect = {
  marks: [' said: ', ' refused to talk to me: '],
  read: (line) => {
    const [, queueId, words = ''] = /postfix\S{0,60}\[\d{1,9}\]: ([0-9A-Za-z]{5,20}): (host .*)$/.exec(line) ?? [];
    if (queueId === undefined) return undefined;
    const one = found({ reply: words, state: 'queued', queueId, receivers: hostAndAddress(words) });
    return { ...one, isOfHost: true };
  },
};

/** `NOQUEUE: reject: RCPT from host[ip]: 554 5.7.1 ...; from=<> to=<>`, `milter-reject: END-OF-MESSAGE from host[ip]: 5.7.1 ...`. */
const REJECT =
  /\b(?:reject|milter-reject|proxy-reject|reject_warning): [A-Z-]{2,20}(?: from (\S{1,300}))?: ([45](?:\d\d|\.\d{1,3}\.\d{1,3}) .*?)(?:; (?:from|proto)=.*)?$/;
const refusal: Dialect = {
  marks: ['reject'],
  read: (line) => {
    const [, client = '', words] = REJECT.exec(line) ?? [];
    if (words === undefined) return undefined;
    return found({
      to: /\bto=<([^>\s]{1,320})>/.exec(line)?.[1],
      from: /\bfrom=<([^>\s]{1,320})>/.exec(line)?.[1],
      reply: words,
      around: client,
      state: 'refused',
      isInbound: true,
    });
  },
};

export const POSTFIX: readonly Dialect[] = [delivery, refusal, host];

/** `mailq`: the reason of the queue in brackets, then its recipients, each on a line of its own. */
const LISTED = /^\s{0,20}\((.{3,3000})\)\s{0,4}$/;
const LISTED_FOR = /^\s{2,60}([^\s<>()]{1,64}@[a-z0-9.-]{1,253})\s{0,4}$/i;
const LISTED_FROM = /^[0-9A-Za-z]{5,20}[*!]?\s{1,12}\d{1,12} [A-Z][a-z]{2} .{10,30} {1,4}(\S{1,320})$/;

export const queueListing = (): Dialect => {
  let reason: string | undefined;
  let from: string | undefined;
  return {
    marks: ['@', '('],
    read: (line) => {
      const sender = LISTED_FROM.exec(line)?.[1];
      if (sender !== undefined) [from, reason] = [sender, undefined];
      const given = from === undefined ? undefined : LISTED.exec(line)?.[1];
      if (given !== undefined) reason = given;
      const to = LISTED_FOR.exec(line)?.[1];
      if (to === undefined || reason === undefined) return undefined;
      return found({ to, from, reply: reason, state: 'queued', receivers: hostAndAddress(reason) });
    },
  };
};
