/** Lines of mail logs, of any server that is known, in any order. Only those that say that something was refused or put off. */
import type { Failure } from '../../failure.ts';
import { type Dialect, type Found, type LogMemory, newMemory } from './dialect.ts';
import { EXIM } from './exim.ts';
import { mdaemon } from './mdaemon.ts';
import { OTHERS } from './others.ts';
import { POSTFIX, queueListing } from './postfix.ts';
import { SENDMAIL } from './sendmail.ts';
import { SESSIONS } from './sessions.ts';

const MAX_LINE = 4000;
const DIALECTS: readonly Dialect[] = [...POSTFIX, ...EXIM, ...SENDMAIL, ...OTHERS, ...SESSIONS];

/** Reads lines one by one; what it remembers of them is bounded. */
export type LogReader = {
  /** Undefined: not a line about a failure. */
  readonly read: (line: string) => Found | undefined;
  readonly memory: LogMemory;
};

export function logReader(): LogReader {
  const memory = newMemory();
  const dialects = [...DIALECTS, mdaemon(), queueListing()];
  return {
    memory,
    read: (whole) => {
      const line = whole.slice(0, MAX_LINE);
      for (const { marks, read } of dialects) {
        const failure = marks.some((mark) => line.includes(mark)) ? read(line, memory) : undefined;
        if (failure !== undefined) return failure;
      }
      return undefined;
    },
  };
}

/** In the order of the log, each message's own lines instead of those about a host, and marked where mail came through later. */
export function settled(all: readonly Found[], { delivered }: LogMemory): Failure[] {
  const named = new Set(all.filter(({ isOfHost }) => isOfHost !== true).map(({ queueId }) => queueId));
  return all
    .filter(({ isOfHost, queueId }) => isOfHost !== true || queueId === undefined || !named.has(queueId))
    .map(({ failure, queueId }) =>
      delivered.has(`${queueId} ${failure.recipient}`) ? { ...failure, state: 'delivered-late' } : failure,
    );
}

/**
 * What was tried, with the delivery behind it noted: of events a delivery counts only behind a failure, since what was delivered can
 * come back later (a report that the receiver sends).
 */
export function noteDelivered(
  { found, delivered }: { readonly found: readonly Found[]; readonly delivered: readonly string[] },
  { memory }: LogReader,
): readonly Found[] {
  for (const one of found)
    if (memory.failed.size < MAX_FAILED) memory.failed.add(`${one.queueId} ${one.failure.recipient}`);
  for (const message of delivered) if (memory.failed.has(message)) memory.delivered.add(message);
  return found;
}
const MAX_FAILED = 20_000;
