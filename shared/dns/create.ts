/**
 * The whole resolver, from the inside out: client and pace, cache, window. The window is outermost,
 * so that of tens of thousands of questions asked at once only those in it cost more than their names.
 */
import type { Clock, Random } from '../model/clock.ts';
import type { Net } from '../net/port.ts';
import type { Answer, Question, RecordType, Resolver, Server } from './answer.ts';
import { withCache } from './cache.ts';
import { type ClientCounters, createClient } from './client.ts';
import { withWindow } from './limits.ts';
import { FAILURES, type Outcomes, outcomes } from './outcomes.ts';
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

/** The Amazon resolver drops what exceeds 1,024 a second and interface. */
export const PACKETS_PER_SECOND = 900;

const DEFAULTS = { timeoutMs: 5000, window: 256, packetsPerSecond: PACKETS_PER_SECOND, cacheEntries: 1000 };

/** `asked` is the sum of `records`, `absent` and all of `failed`, once everything is answered. */
export type DnsCounters = ClientCounters & {
  readonly asked: number;
  readonly fromCache: number;
  /** Answered by an equal question that was already open. */
  readonly joined: number;
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
  const count = { asked: 0, fromCache: 0, joined: 0 };
  // Counted here only what the client never saw.
  const known = outcomes();
  const tally = (answer: Answer): void => {
    if (answer.kind === 'failed') known.failed[answer.reason]++;
    else known[answer.kind]++;
  };
  const cached = withCache(client, clock, {
    entries: cacheEntries,
    onHit: (answer) => {
      count.fromCache++;
      tally(answer);
    },
    onJoin: (open) => {
      count.joined++;
      void open.then(tally);
    },
  });
  const limited = withWindow(cached, window);
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    count.asked++;
    return limited.ask(question);
  };
  const counters = (): DnsCounters => ({ ...client.counters, ...count, ...sum(client.counters, known) });
  return { ...limited, ask, counters, close: client.close };
}

function sum(one: Outcomes, other: Outcomes): Outcomes {
  const failed = outcomes().failed;
  for (const reason of FAILURES) failed[reason] = one.failed[reason] + other.failed[reason];
  return { records: one.records + other.records, absent: one.absent + other.absent, failed };
}
