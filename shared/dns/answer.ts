/**
 * What comes back from DNS (RFC 1035, RFC 2308). Three outcomes, never two: records, a proven absence, or "we could not
 * ask". A time-out, SERVFAIL or REFUSED says nothing about the name, and no caller can mistake it for an absence.
 */
import { isoTime } from '../model/clock.ts';
import { defined } from '../model/defined.ts';
import type { Evidence } from '../model/finding.ts';
import { printable } from '../model/text.ts';
import { type ExtendedError, type FailureReason, showExtended } from './rcode.ts';

export { serverText } from '../model/server.ts';

/** TXT as bytes (each string of at most 255) and as text (joined, bytes as Latin-1 where they are not UTF-8). */
export type Txt = { readonly strings: readonly Uint8Array[]; readonly text: string };

export type Soa = {
  readonly mname: string;
  readonly rname: string;
  readonly serial: number;
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  readonly minimum: number;
};

/** The shape of one record's data, per type. Names are lower case without the trailing dot. */
export type RecordData = {
  readonly A: string;
  readonly AAAA: string;
  readonly CNAME: string;
  readonly PTR: string;
  readonly NS: string;
  readonly MX: { readonly preference: number; readonly exchange: string };
  readonly TXT: Txt;
  /** The obsolete type 99 (RFC 7208 section 3.1): only ever asked to find leftovers. */
  readonly SPF: Txt;
  readonly SOA: Soa;
  readonly CAA: { readonly flags: number; readonly tag: string; readonly value: string };
  readonly TLSA: {
    readonly usage: number;
    readonly selector: number;
    readonly matching: number;
    readonly data: string;
  };
};

export type RecordType = keyof RecordData;

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
  /** It never left: our own pace, or the command's time, kept it back. Nobody is to blame for the silence but us. */
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

/** One record's data as `dig +short` would print it, safe to show. */
export function showData<T extends RecordType>(type: T, data: RecordData[T]): string {
  if (typeof data === 'string') return printable(data);
  switch (type) {
    case 'MX': {
      const { preference, exchange } = data as RecordData['MX'];
      return `${preference} ${printable(exchange)}`;
    }
    case 'SOA': {
      const { mname, rname, serial, refresh, retry, expire, minimum } = data as RecordData['SOA'];
      return `${printable(mname)} ${printable(rname)} ${serial} ${refresh} ${retry} ${expire} ${minimum}`;
    }
    case 'CAA': {
      const { flags, tag, value } = data as RecordData['CAA'];
      return `${flags} ${printable(tag)} "${printable(value)}"`;
    }
    case 'TLSA': {
      const { usage, selector, matching, data: digest } = data as RecordData['TLSA'];
      return `${usage} ${selector} ${matching} ${printable(digest)}`;
    }
    default:
      return printable((data as Txt).text);
  }
}

/** At most this many answers are kept as evidence: a hostile zone can hold thousands. */
const MAX_SHOWN = 20;

/** The evidence of a finding, from the answer it rests on. */
export function evidenceOf<T extends RecordType>(answer: Answer<T>): Evidence {
  const { name, type, resolver, rcode, at, rttMs, errors, ad } = answer.trace;
  const shown =
    answer.kind === 'records' ? answer.records.slice(0, MAX_SHOWN).map((data) => showData(type as T, data)) : [];
  const more = answer.kind === 'records' ? answer.records.length - shown.length : 0;
  return {
    question: printable(name),
    type,
    resolver,
    rcode,
    answers: more > 0 ? [...shown, `… and ${more} more`] : shown,
    ttl: answer.kind === 'failed' ? null : answer.ttl,
    at: isoTime(at),
    rttMs: Math.round(rttMs),
    ...defined({ extendedErrors: errors?.slice(0, MAX_SHOWN).map(showExtended), ad }),
  };
}
