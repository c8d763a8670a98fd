/**
 * What a response says about the name asked (pure). Only the answer section counts, and of it only records of the name
 * itself or of the CNAME chain that starts there (RFC 1034 section 3.6.2): a server may add what it likes, we asked one
 * thing. An absence must be said plainly (RFC 2308 section 2): "no such name", or "the name has no such record"; a
 * referral or an answer that the resolver made up itself is neither.
 */
import type { RecordData, RecordType, SoaOf } from './answer.ts';
import { pointsInto, readWireName } from './name.ts';
import {
  type ExtendedError,
  type FailureReason,
  NOERROR,
  NXDOMAIN,
  rcodeFailure,
  rcodeName,
  replacedAnswer,
  showExtended,
  staleAnswer,
} from './rcode.ts';
import { readData, TYPES, typeNumber } from './rdata.ts';
import { coveredType, HEADER, type Message, type RawRecord, saneTtl } from './wire.ts';

const MAX_CHAIN = 16;

/** One for all: most answers have none. */
export const NO_CHAIN: readonly string[] = [];

export type ReadRecords<T extends RecordType> = {
  readonly kind: 'records';
  readonly records: readonly RecordData[T][];
  readonly chain: readonly string[];
  readonly ttl: number;
};

export type ReadAbsence = {
  readonly kind: 'absent';
  readonly reason: 'nxdomain' | 'nodata';
  readonly chain: readonly string[];
  readonly ttl: number;
  readonly soa: SoaOf;
};

/** The chain left what this server knows: its last name is to be asked. */
export type Onward = { readonly kind: 'onward'; readonly chain: readonly string[]; readonly ttl: number };

/** The server's word that it has no answer. */
export type Denied = { readonly kind: 'denied'; readonly reason: FailureReason; readonly detail: string };

export type ReadResponse<T extends RecordType> =
  | ReadRecords<T>
  | ReadAbsence
  | Onward
  | Denied
  /** Not what a server sends: to be ignored, as a forgery would be. */
  | { readonly kind: 'malformed' };

const MALFORMED = { kind: 'malformed' } as const;

export function readResponse<T extends RecordType>(message: Message, type: T): ReadResponse<T> {
  const { rcode, errors } = message;
  if (rcode !== NOERROR && rcode !== NXDOMAIN) {
    const why = errors.map(showExtended).join('; ');
    const detail = why === '' ? rcodeName(rcode) : `${rcodeName(rcode)} (${why})`;
    return { kind: 'denied', reason: rcodeFailure(rcode), detail };
  }
  const untrue = errors.length === 0 ? null : readErrors(errors);
  if (untrue !== null) return untrue;
  if (message.answers.length > 0) return readAnswers(message, type);
  if (message.otherClass) return denied('malformed', 'records of another class only');
  return readAbsence(message, NO_CHAIN, Number.MAX_SAFE_INTEGER);
}

/** What the resolver itself says takes the worth from its answer; null where nothing does. */
function readErrors(errors: readonly ExtendedError[]): Denied | null {
  const replaced = replacedAnswer(errors);
  if (replaced !== undefined)
    return denied('refused', `the resolver put its own answer in the zone's place (${showExtended(replaced)})`);
  const stale = staleAnswer(errors);
  return stale === undefined ? null : denied('stale', `the resolver gave an old answer (${showExtended(stale)})`);
}

function readAnswers<T extends RecordType>(message: Message, type: T): ReadResponse<T> {
  const { bytes, rcode } = message;
  const asked = readWireName(bytes, HEADER);
  const byOwner = asked === null ? null : sortByOwner(message, type, asked);
  if (asked === null || byOwner === null) return MALFORMED;
  const path = followAliases(bytes, byOwner, asked);
  if ('kind' in path) return path;
  const { chain, ttl } = path;
  const records = byOwner.wanted.get(chain.at(-1) ?? asked);
  if (records !== undefined) {
    // "No such name" and its records at once.
    return rcode === NXDOMAIN ? MALFORMED : readRecords(bytes, type, records, path);
  }
  const strangers = chain.length === 0 && byOwner.wanted.size + byOwner.aliases.size > 0;
  if (strangers) return denied('malformed', 'records of other names only');
  const foreign = message.answers.find((record) => isForeign(bytes, record, type));
  if (foreign !== undefined) {
    return denied('malformed', `records of other types only (${typeName(foreign.type)} instead of ${type})`);
  }
  return readAbsence(message, chain, ttl);
}

/**
 * Where the records asked for are missing, nothing but the alias that led here may be in the answer section, with the
 * DNAME that made it (RFC 6672) and the signatures of both: a server that has none of the type sends none of another
 * either. The signature of the type asked for, without its records, shows that they were taken out on the way.
 */
function isForeign(bytes: Buffer, record: RawRecord, type: RecordType): boolean {
  const of = record.type === RRSIG ? coveredType(bytes, record) : record.type;
  return of !== CNAME && of !== DNAME && record.type !== typeNumber(type);
}

const CNAME = typeNumber('CNAME');
const DNAME = 39;
const RRSIG = 46;

const NAME_OF_TYPE = new Map(TYPES.map((type) => [typeNumber(type), type]));

/** As people write it; `TYPE64` for one that nobody here asks for (RFC 3597 section 5). */
const typeName = (type: number): string => NAME_OF_TYPE.get(type) ?? `TYPE${type}`;

type Path = { readonly chain: readonly string[]; readonly ttl: number };

/** From alias to alias, as far as this answer knows, until a name has the records wanted. */
function followAliases(bytes: Buffer, { wanted, aliases }: ByOwner, asked: string): Path | Denied | typeof MALFORMED {
  const chain: string[] = [];
  let ttl = Number.MAX_SAFE_INTEGER;
  for (let name = asked; ; ) {
    const alias = wanted.has(name) ? undefined : aliases.get(name);
    if (alias === undefined) return { chain, ttl };
    const target = readData('CNAME', bytes, alias);
    if (target === null) return MALFORMED;
    if (target === asked || chain.includes(target)) return looping(target);
    if (chain.length >= MAX_CHAIN) return denied('malformed', `a CNAME chain of more than ${MAX_CHAIN} names`);
    chain.push(target);
    ttl = Math.min(ttl, saneTtl(alias.ttl));
    name = target;
  }
}

const denied = (reason: FailureReason, detail: string): Denied => ({ kind: 'denied', reason, detail });
export const looping = (name: string): Denied => denied('malformed', `the CNAME chain loops at ${name}`);

type ByOwner = { readonly wanted: Map<string, RawRecord[]>; readonly aliases: Map<string, RawRecord> };

function sortByOwner(message: Message, type: RecordType, asked: string): ByOwner | null {
  const { bytes, answers } = message;
  const wanted = new Map<string, RawRecord[]>();
  const aliases = new Map<string, RawRecord>();
  const number = typeNumber(type);
  for (const record of answers) {
    const isWanted = record.type === number;
    if (!isWanted && record.type !== CNAME) continue;
    const owner = ownerName(bytes, record.owner, asked);
    if (owner === null) return null;
    if (!isWanted) {
      // Two at one name are forbidden (RFC 2181 section 10.1); the first one counts.
      if (!aliases.has(owner)) aliases.set(owner, record);
      continue;
    }
    const same = wanted.get(owner);
    if (same === undefined) wanted.set(owner, [record]);
    else same.push(record);
  }
  return { wanted, aliases };
}

/** Nearly every record begins with the pointer to the question's name. */
function ownerName(bytes: Buffer, offset: number, asked: string): string | null {
  return bytes[offset] === 0xc0 && bytes[offset + 1] === HEADER ? asked : readWireName(bytes, offset);
}

function readRecords<T extends RecordType>(
  bytes: Buffer,
  type: T,
  raw: readonly RawRecord[],
  path: Path,
): ReadResponse<T> {
  const records: RecordData[T][] = [];
  let { ttl } = path;
  for (const record of raw) {
    const data = readData(type, bytes, record);
    if (data === null) return MALFORMED;
    records.push(data);
    ttl = Math.min(ttl, saneTtl(record.ttl));
  }
  return { kind: 'records', records, chain: path.chain, ttl };
}

function readAbsence(message: Message, chain: readonly string[], chainTtl: number): ReadAbsence | Onward | Denied {
  const { rcode, negativeTtl, refers, authoritative, recursion } = message;
  // Without an SOA the absence may not be kept (RFC 2308 section 5).
  const ttl = Math.min(chainTtl, negativeTtl ?? 0);
  // With a chain, "no such name" is said of its last name (RFC 6604).
  if (rcode === NXDOMAIN) return { kind: 'absent', reason: 'nxdomain', chain, ttl, soa: soaOf(message, chain) };
  if (negativeTtl === null && chain.length > 0) return { kind: 'onward', chain, ttl: chainTtl };
  if (negativeTtl === null && refers && !authoritative && !recursion) {
    return denied('refused', 'a referral: this server does not answer for the name');
  }
  return { kind: 'absent', reason: 'nodata', chain, ttl, soa: soaOf(message, chain) };
}

/** The SOA is of the zone that the name lies in, so at the name or above it (RFC 2308 section 2.1); another one counts as none. */
function soaOf({ bytes, soaOwner, bodyStart }: Message, chain: readonly string[]): SoaOf {
  if (soaOwner < 0) return 'none';
  // Nearly every server points into the question's name here, so at one of its parents.
  if (chain.length === 0 && pointsInto(bytes, soaOwner, HEADER, bodyStart)) return 'zone';
  const zone = readWireName(bytes, soaOwner);
  const name = chain.at(-1) ?? readWireName(bytes, HEADER);
  if (zone === null || name === null) return 'none';
  if (zone === '') return 'root';
  return name === zone || name.endsWith(`.${zone}`) ? 'zone' : 'none';
}
