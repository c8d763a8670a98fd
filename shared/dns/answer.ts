/**
 * What comes back from DNS (RFC 1035, RFC 2308). Three outcomes, never two: records, a proven absence, or "we could not
 * ask". A time-out, SERVFAIL or REFUSED says nothing about the name, and no caller can mistake it for an absence.
 */
import { isoTime } from '../model/clock.ts';
import { defined } from '../model/defined.ts';
import type { Evidence } from '../model/finding.ts';
import { printable } from '../model/text.ts';
import { type ExtendedError, type FailureReason, showExtended } from './rcode.ts';
import { type RecordData, type RecordType, showData } from './rdata.ts';

export { serverText } from '../model/server.ts';
export type { RecordData, RecordType, Soa, Txt } from './rdata.ts';

export type Question<T extends RecordType = RecordType> = {
  /** Absolute, without the trailing dot. */
  readonly name: string;
  readonly type: T;
  /** Past the cache: list controls must prove the path as it is now. */
  readonly fresh?: boolean;
  /** Ask this server, without recursion, instead of the resolvers. */
  readonly server?: Server;
  /** Ask only this one of the resolvers (`host:port`). */
  readonly via?: string;
  /**
   * The asker proves the path by controls of its own, as a blocklist's are, so the resolver's proof is not waited for.
   * `listed` and `unlisted` are such controls: a documented entry that has to be there, and one that must not.
   */
  readonly proof?: 'own' | 'listed' | 'unlisted';
};

export type Server = { readonly host: string; readonly port: number };

/** How a question went, whatever came of it. */
export type Trace = {
  readonly name: string;
  readonly type: RecordType;
  /** `host:port` of the server that answered, or of the last one asked. */
  readonly resolver: string;
  /** The response code's name, or `TIMEOUT`, `NETWORK`, `MALFORMED`, `INVALID`. */
  readonly rcode: string;
  /** Wall clock in milliseconds at which the question was asked (of a cached answer: originally). */
  readonly at: number;
  readonly rttMs: number;
  /** What the server added in its own words (RFC 8914), where it did. */
  readonly errors?: readonly ExtendedError[] | undefined;
  /** A resolver on loopback has validated the answer (RFC 4035 section 3.2.3); from elsewhere the bit proves nothing. */
  readonly ad?: true | undefined;
};

export type Records<T extends RecordType> = {
  readonly kind: 'records';
  /** All records of the type at the end of the CNAME chain, in the order received. */
  readonly records: readonly RecordData[T][];
  /** Names passed through by CNAME, the final name last; empty without CNAME. */
  readonly chain: readonly string[];
  /** Seconds: the least of the records' and the chain's. */
  readonly ttl: number;
  readonly trace: Trace;
};

export type SoaOf = 'none' | 'root' | 'zone';

export type Absent = {
  readonly kind: 'absent';
  readonly reason: 'nxdomain' | 'nodata';
  /** As in `Records`. */
  readonly chain: readonly string[];
  /** Seconds, from the SOA (RFC 2308 section 5); 0 where the answer had none, so it is not kept. */
  readonly ttl: number;
  /**
   * Whose SOA came with it (RFC 2308 section 2). `none`: it is an absence still, since some servers leave it out (rbldnsd
   * without `$SOA`), but one to ask a second witness about. `root`: it says that not even the top-level domain exists.
   */
  readonly soa?: SoaOf;
  readonly trace: Trace;
};

export type Failed = {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  /** One line for a person: "no answer within 5 s", "SERVFAIL (no reachable authority)". */
  readonly detail: string;
  /** It was never sent: our own pace, or the command's time, held it back. The missing answer is our own doing. */
  readonly unsent?: true | undefined;
  readonly trace: Trace;
};

export type Answer<T extends RecordType = RecordType> = Records<T> | Absent | Failed;

/** The port. It never rejects: what goes wrong is an answer of kind `failed`. */
export type Resolver = {
  readonly ask: <T extends RecordType>(question: Question<T>) => Promise<Answer<T>>;
  /** Monotonic: past this every question is answered at once, so nobody need queue for longer. */
  readonly deadlineAt?: number;
};

/** At most this many answers are kept as evidence: a hostile zone can hold thousands. */
const MAX_SHOWN = 20;

/** By millisecond: a batch has fifty thousand answers, which came in a few seconds. */
const timesWritten = new Map<number, string>();
const MOST_TIMES = 10_000;

function writtenTime(at: number): string {
  const known = timesWritten.get(at);
  if (known !== undefined) return known;
  if (timesWritten.size >= MOST_TIMES) timesWritten.clear();
  const text = isoTime(at);
  timesWritten.set(at, text);
  return text;
}

/** One for all: most answers of lists are absences. */
const NOTHING_SHOWN: readonly string[] = [];

/** The evidence of a finding, from the answer it rests on. */
export function evidenceOf<T extends RecordType>(answer: Answer<T>): Evidence {
  const { name, type, resolver, rcode, at, rttMs, errors, ad } = answer.trace;
  const shown =
    answer.kind === 'records' ? answer.records.slice(0, MAX_SHOWN).map((data) => showData(type, data)) : NOTHING_SHOWN;
  const more = answer.kind === 'records' ? answer.records.length - shown.length : 0;
  return {
    question: printable(name),
    type,
    resolver,
    rcode,
    answers: more > 0 ? [...shown, `… and ${more} more`] : shown,
    ttl: answer.kind === 'failed' ? null : answer.ttl,
    at: writtenTime(at),
    rttMs: Math.round(rttMs),
    ...defined({ extendedErrors: errors?.slice(0, MAX_SHOWN).map(showExtended), ad }),
  };
}
