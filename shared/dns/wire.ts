/**
 * DNS messages on the wire (RFC 1035 section 4, EDNS(0): RFC 6891). A query is written and a message is walked by hand:
 * the walk notes where each record lies, checks every length, and decodes nothing that nobody asked for, so a blocklist's
 * short "no" is cheap and a hostile answer of thousands of records too.
 */
import type { RecordType } from './answer.ts';
import { encodeName, skipName } from './name.ts';
import type { ExtendedError } from './rcode.ts';

export const HEADER = 12;

/**
 * What we take over UDP: fits an IPv6 packet of the least MTU, so it is never fragmented, and a fragment is what a forger
 * can replace (RFC 9715).
 */
const UDP_SIZE = 1232;
const IN = 1;
const NS = 2;
const SOA = 6;
const OPT = 41;
const EXTENDED_ERROR = 15;
const RESPONSE = 0x8000;
const OPCODE = 0x7800;
const AUTHORITATIVE = 0x0400;
const TRUNCATED = 0x0200;
const RECURSION_DESIRED = 0x0100;
const RECURSION_AVAILABLE = 0x0080;

export const TYPE_NUMBER: Readonly<Record<RecordType, number>> = {
  A: 1,
  NS: NS,
  CNAME: 5,
  SOA: SOA,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  TLSA: 52,
  SPF: 99,
  CAA: 257,
};

/** Name, type and class as they stand in the question section; null for a name that must not leave. */
export function encodeQuestion(name: string, type: RecordType): Buffer | null {
  const wire = encodeName(name);
  if (wire === null) return null;
  const question = Buffer.allocUnsafe(wire.length + 4);
  question.set(wire, 0);
  question.writeUInt16BE(TYPE_NUMBER[type], wire.length);
  question.writeUInt16BE(IN, wire.length + 2);
  return question;
}

export type QueryOptions = { readonly id: number; readonly recursion: boolean; readonly edns: boolean };

export function encodeQuery(question: Buffer, { id, recursion, edns }: QueryOptions): Buffer {
  const end = HEADER + question.length;
  const query = Buffer.allocUnsafe(edns ? end + 11 : end);
  query.writeUInt16BE(id, 0);
  query.writeUInt16BE(recursion ? RECURSION_DESIRED : 0, 2);
  query.writeUInt32BE(1 << 16, 4);
  query.writeUInt32BE(edns ? 1 : 0, 8);
  query.set(question, HEADER);
  if (edns) {
    query[end] = 0;
    query.writeUInt16BE(OPT, end + 1);
    query.writeUInt16BE(UDP_SIZE, end + 3);
    // Version 0, no flags, no options.
    query.writeUInt32BE(0, end + 5);
    query.writeUInt16BE(0, end + 9);
  }
  return query;
}

/** The first two header words, readable even where the rest is cut off. */
export type Head = {
  readonly response: boolean;
  readonly truncated: boolean;
  readonly rcode: number;
  readonly questions: number;
  readonly answers: number;
};

/** Null for what cannot be a DNS response at all. */
export function readHead(bytes: Buffer): Head | null {
  if (bytes.length < HEADER) return null;
  const flags = bytes.readUInt16BE(2);
  return {
    response: (flags & (RESPONSE | OPCODE)) === RESPONSE,
    truncated: (flags & TRUNCATED) !== 0,
    rcode: flags & 15,
    questions: bytes.readUInt16BE(4),
    answers: bytes.readUInt16BE(6),
  };
}

/** Where a record's parts lie in the message. */
export type RawRecord = {
  readonly owner: number;
  readonly type: number;
  readonly class: number;
  readonly ttl: number;
  /** Start and end of its data. */
  readonly start: number;
  readonly end: number;
};

export type Message = {
  readonly bytes: Buffer;
  /** With EDNS's upper bits. */
  readonly rcode: number;
  readonly authoritative: boolean;
  readonly recursion: boolean;
  /** Class IN, in the order received. */
  readonly answers: readonly RawRecord[];
  /** How long an absence may be kept, by the SOA in the authority section (RFC 2308 section 5); null without one. */
  readonly negativeTtl: number | null;
  /** Name servers in the authority section: without an SOA, "ask those" rather than "there is none" (RFC 2308 section 2.2). */
  readonly refers: boolean;
  readonly edns: boolean;
  readonly errors: readonly ExtendedError[];
};

/** Null where any length leads out of the message. Octets behind the last record are ignored, as everybody does. */
export function parseMessage(bytes: Buffer): Message | null {
  const questions = skipQuestions(bytes);
  const answers = readSection(bytes, questions, bytes.readUInt16BE(6));
  const authority = answers && readSection(bytes, answers.end, bytes.readUInt16BE(8));
  const additional = authority && readSection(bytes, authority.end, bytes.readUInt16BE(10));
  if (!additional) return null;
  const flags = bytes.readUInt16BE(2);
  const opt = additional.records.find(({ type }) => type === OPT);
  const soa = authority.records.find(({ type }) => type === SOA);
  return {
    bytes,
    rcode: (flags & 15) | (opt === undefined ? 0 : (opt.ttl >>> 24) << 4),
    authoritative: (flags & AUTHORITATIVE) !== 0,
    recursion: (flags & RECURSION_AVAILABLE) !== 0,
    answers: answers.records,
    negativeTtl: soa === undefined ? null : negativeTtl(bytes, soa),
    refers: authority.records.some(({ type }) => type === NS),
    edns: opt !== undefined,
    errors: opt === undefined ? [] : readErrors(bytes, opt),
  };
}

type Section = { readonly records: readonly RawRecord[]; readonly end: number };

function skipQuestions(bytes: Buffer): number {
  let at = HEADER;
  for (let left = bytes.readUInt16BE(4); left > 0 && at > 0; left--) {
    at = skipName(bytes, at);
    if (at > 0) at += 4;
  }
  return at;
}

function readSection(bytes: Buffer, offset: number, count: number): Section | null {
  if (count === 0) return { records: NONE, end: offset };
  const records: RawRecord[] = [];
  let at = offset;
  for (let left = count; left > 0; left--) {
    const record = readRecord(bytes, at);
    if (record === null) return null;
    at = record.end;
    // An OPT's class field holds a size.
    if (record.class === IN || record.type === OPT) records.push(record);
  }
  return { records, end: at };
}

const NONE: readonly RawRecord[] = [];

function readRecord(bytes: Buffer, owner: number): RawRecord | null {
  const fixed = owner < 0 ? -1 : skipName(bytes, owner);
  if (fixed < 0 || fixed + 10 > bytes.length) return null;
  const start = fixed + 10;
  const end = start + bytes.readUInt16BE(fixed + 8);
  if (end > bytes.length) return null;
  const type = bytes.readUInt16BE(fixed);
  return { owner, type, class: bytes.readUInt16BE(fixed + 2), ttl: bytes.readUInt32BE(fixed + 4), start, end };
}

/** A TTL with the top bit set counts as none (RFC 2181 section 8). */
export const saneTtl = (ttl: number): number => (ttl > 0x7fff_ffff ? 0 : ttl);

/** The lesser of the SOA's own TTL and its last field. */
function negativeTtl(bytes: Buffer, { ttl, start, end }: RawRecord): number {
  // Two names and five numbers: less is no SOA, and its absence is not kept.
  if (end - start < 22) return 0;
  return Math.min(saneTtl(ttl), saneTtl(bytes.readUInt32BE(end - 4)));
}

function readErrors(bytes: Buffer, { start, end }: RawRecord): readonly ExtendedError[] {
  const errors: ExtendedError[] = [];
  for (let at = start; at + 4 <= end; ) {
    const code = bytes.readUInt16BE(at);
    const next = at + 4 + bytes.readUInt16BE(at + 2);
    if (next > end) break;
    if (code === EXTENDED_ERROR && next - at >= 6) {
      errors.push({ code: bytes.readUInt16BE(at + 4), text: bytes.toString('utf8', at + 6, next) });
    }
    at = next;
  }
  return errors;
}
