/**
 * The whole resolver, from the inside out: client and pace, cache, counters, window. The window is outermost,
 * so that of tens of thousands of questions asked at once only those in it cost more than their names.
 */
import type { Clock, Random } from '../model/clock.ts';
import type { Net } from '../net/port.ts';
import type { Answer, FailureReason, Question, RecordType, Resolver, Server } from './answer.ts';
import { withCache } from './cache.ts';
import { createClient } from './client.ts';
import { withWindow } from './limits.ts';
import { createPace, unpaced } from './pace.ts';

export type DnsOptions = {
  /** Tried in turn. */
  readonly servers: readonly Server[];
  readonly net: Net;
  readonly clock: Clock;
  readonly random: Random;
  /** A question's time from its first packet. */
  readonly timeoutMs?: number;
  /** Monotonic: when the whole command ends. */
  readonly deadlineAt?: number;
  /** Questions at a time, per server. */
  readonly window?: number;
  /** Packets in any second, over all servers; Infinity lifts it. */
  readonly packetsPerSecond?: number;
  readonly cacheEntries?: number;
};

const DEFAULTS = { timeoutMs: 5000, window: 200, packetsPerSecond: 900, cacheEntries: 2000 };

/** `asked` is the sum of `records`, `absent` and all of `failed`, once everything is answered. */
export type DnsCounters = {
  readonly asked: number;
  readonly fromCache: number;
  /** Answered by an equal question that was already open. */
  readonly joined: number;
  /** UDP packets, repeated ones included. */
  readonly packets: number;
  readonly retransmissions: number;
  readonly tcp: number;
  readonly records: number;
  readonly absent: number;
  readonly failed: Readonly<Record<FailureReason, number>>;
};

export type Dns = Resolver & {
  readonly counters: () => DnsCounters;
  /** Answers what is open (failed) and releases every socket and timer. */
  readonly close: () => void;
};

export function createDns(options: DnsOptions): Dns {
  const { clock } = options;
  const { timeoutMs, window, packetsPerSecond, cacheEntries } = { ...DEFAULTS, ...options };
  const pace = packetsPerSecond === Number.POSITIVE_INFINITY ? unpaced : createPace(packetsPerSecond, 1000);
  const deadlineAt = options.deadlineAt ?? Number.POSITIVE_INFINITY;
  const client = createClient({ ...options, pace, timeoutMs, deadlineAt });
  const count = {
    ...{ asked: 0, fromCache: 0, joined: 0, records: 0, absent: 0 },
    failed: { timeout: 0, servfail: 0, refused: 0, network: 0, malformed: 0 },
  };
  const cached = withCache(client, clock, {
    entries: cacheEntries,
    onHit: () => count.fromCache++,
    onJoin: () => count.joined++,
  });
  const tally = (answer: Answer): void => {
    if (answer.kind === 'failed') count.failed[answer.reason]++;
    else count[answer.kind]++;
  };
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    count.asked++;
    const answer = cached.ask(question);
    void (answer as Promise<Answer>).then(tally);
    return answer;
  };
  return {
    ...withWindow({ ...cached, ask }, window),
    counters: () => ({ ...count, failed: { ...count.failed }, ...client.packets }),
    close: client.close,
  };
}
