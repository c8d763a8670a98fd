/**
 * DNS messages on the wire (RFC 1035 section 4, EDNS(0): RFC 6891). A query is written and a message is walked by hand:
 * the walk notes where each record lies, checks every length, and decodes nothing that nobody asked for, so a blocklist's
 * short "no" is cheap and a hostile answer of thousands of records too.
 */
import { MAX_NAME, sameQuestion, skipName, writeName } from './name.ts';
import { type ExtendedError, FORMERR, NOTIMP, REFUSED, SERVFAIL } from './rcode.ts';
import { type DataPlace, type RecordType, TYPES, typeNumber } from './rdata.ts';

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
const AUTHENTIC_DATA = 0x0020;

/**
 * What is before a query's name (the id still 0, one question, one additional record), and what is behind it: type,
 * class, and the OPT record, which has the root as owner, the size we take in the place of a class, and version 0.
 */
const HEAD = {
  recursive: Buffer.from([0, 0, RECURSION_DESIRED >> 8, 0, 0, 1, 0, 0, 0, 0, 0, 1]),
  direct: Buffer.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]),
};
const OPT_RECORD = Buffer.from([0, 0, OPT, UDP_SIZE >> 8, UDP_SIZE & 255, 0, 0, 0, 0, 0, 0]);
const TAIL = Object.fromEntries(
  TYPES.map((type) => {
    const number = typeNumber(type);
    return [type, Buffer.concat([Buffer.from([number >> 8, number & 255, 0, IN]), OPT_RECORD])];
  }),
) as Record<RecordType, Buffer>;

const OPT_SIZE = OPT_RECORD.length;
/** Where the OPT record's flags begin, from the end, and the bit that asks for DNSSEC (RFC 3225). */
const [OPT_FLAGS, DNSSEC_OK] = [4, 0x80];
const scratch = Buffer.alloc(HEADER + MAX_NAME + 4 + OPT_SIZE);

/** A whole query with EDNS, its id still to be set; null for a name that must not leave. */
export function encodeQuery(name: string, type: RecordType, recursion: boolean): Buffer | null {
  const end = writeName(name, scratch, HEADER);
  if (end < 0) return null;
  const tail = TAIL[type];
  (recursion ? HEAD.recursive : HEAD.direct).copy(scratch);
  tail.copy(scratch, end);
  const query = Buffer.allocUnsafe(end + tail.length);
  scratch.copy(query, 0, 0, query.length);
  return query;
}

export type Stamp = {
  readonly id: number;
  readonly edns: boolean;
  /** Ask what the server thinks of the answer: only with this bit may it set AD (RFC 6840 section 5.8). */
  readonly dnssec?: boolean;
};

/**
 * The query as one packet carries it: with its id, and without OPT for servers that do not take it. Only the first packet
 * may be the query itself; a later one is a copy, since the first may still wait for its socket.
 */
export function stampQuery(query: Buffer, { id, edns, dnssec = false }: Stamp, first: boolean): Buffer {
  const packet = first && edns ? query : Buffer.allocUnsafe(edns ? query.length : query.length - OPT_SIZE);
  if (packet !== query) query.copy(packet, 0, 0, packet.length);
  packet[0] = id >> 8;
  packet[1] = id & 255;
  // One additional record, or none.
  packet[11] = edns ? 1 : 0;
  if (edns) packet[packet.length - OPT_FLAGS] = dnssec ? DNSSEC_OK : 0;
  return packet;
}

/** Inside the message, as its callers have made sure: quicker than the checked `readUInt16BE`. */
const uint16 = (bytes: Buffer, at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

const flagsOf = (bytes: Buffer): number => uint16(bytes, 2);
export const isTruncated = (bytes: Buffer): boolean => (flagsOf(bytes) & TRUNCATED) !== 0;

/**
 * Whether this is a response to that query, its id aside. Some servers leave the question out of an error: that is
 * believed, since it decides nothing about a name.
 */
export function answersQuery(bytes: Buffer, query: Buffer): boolean {
  if (bytes.length < HEADER || (flagsOf(bytes) & (RESPONSE | OPCODE)) !== RESPONSE) return false;
  const questions = uint16(bytes, 4);
  if (questions === 1) return sameQuestion(bytes, query, HEADER, query.length - OPT_SIZE);
  return questions === 0 && uint16(bytes, 6) === 0 && BARE_ERRORS.has(flagsOf(bytes) & 15);
}

const BARE_ERRORS: ReadonlySet<number> = new Set([FORMERR, SERVFAIL, NOTIMP, REFUSED]);

/** Where a record's parts lie in the message. */
export type RawRecord = DataPlace & {
  readonly owner: number;
  readonly type: number;
  readonly ttl: number;
};

/** A response: what the header says, where the answers lie, and of the other sections only what is ever used. */
export type Message = {
  readonly bytes: Buffer;
  /** Behind the questions. */
  bodyStart: number;
  /** With EDNS's upper bits. */
  rcode: number;
  readonly authoritative: boolean;
  readonly recursion: boolean;
  /** AD: the server says that it has validated the answer. */
  readonly authentic: boolean;
  /** Class IN, in the order received. */
  answers: readonly RawRecord[];
  /** Of answers in another class, which nobody asked for. */
  otherClass: boolean;
  /** How long an absence may be kept, by the SOA in the authority section (RFC 2308 section 5); null without one. */
  negativeTtl: number | null;
  /** Where that SOA's owner is there; -1 without one. */
  soaOwner: number;
  /** Name servers in the authority section: without an SOA, "ask those" rather than "there is none" (RFC 2308 section 2.2). */
  refers: boolean;
  edns: boolean;
  errors: readonly ExtendedError[];
};

/** Goes from record to record; what it says of the present one changes with `next`. */
class Walk {
  bytes: Buffer = scratch;
  owner = 0;
  type = 0;
  class = 0;
  ttl = 0;
  start = 0;
  end = 0;

  /** False where a length leads out of the message. */
  next(): boolean {
    const { bytes } = this;
    this.owner = this.end;
    const fixed = this.owner < 0 ? -1 : skipName(bytes, this.owner);
    if (fixed < 0 || fixed + 10 > bytes.length) return false;
    this.type = uint16(bytes, fixed);
    this.class = uint16(bytes, fixed + 2);
    this.ttl = uint16(bytes, fixed + 4) * 65_536 + uint16(bytes, fixed + 6);
    this.start = fixed + 10;
    this.end = this.start + uint16(bytes, fixed + 8);
    return this.end <= bytes.length;
  }
}

/** One for all messages: they are read one after the other, and tens of thousands a second. */
const walk = new Walk();

/** Null where any length leads out of the message. Octets behind the last record are ignored, as everyone does. */
export function parseMessage(bytes: Buffer): Readonly<Message> | null {
  const flags = flagsOf(bytes);
  const message: Message = {
    bytes,
    bodyStart: HEADER,
    rcode: flags & 15,
    authoritative: (flags & AUTHORITATIVE) !== 0,
    recursion: (flags & RECURSION_AVAILABLE) !== 0,
    authentic: (flags & AUTHENTIC_DATA) !== 0,
    answers: NO_RECORDS,
    otherClass: false,
    negativeTtl: null,
    soaOwner: -1,
    refers: false,
    edns: false,
    errors: NO_ERRORS,
  };
  walk.bytes = bytes;
  walk.end = message.bodyStart = skipQuestions(bytes);
  const whole =
    readAnswers(uint16(bytes, 6), message) &&
    readAuthority(uint16(bytes, 8), message) &&
    readAdditional(uint16(bytes, 10), message);
  walk.bytes = scratch;
  return whole ? message : null;
}

const NO_RECORDS: readonly RawRecord[] = [];
const NO_ERRORS: readonly ExtendedError[] = [];

function skipQuestions(bytes: Buffer): number {
  let at = HEADER;
  for (let left = uint16(bytes, 4); left > 0 && at > 0; left--) {
    at = skipName(bytes, at);
    if (at > 0) at += 4;
  }
  return at;
}

function readAnswers(count: number, message: Message): boolean {
  if (count === 0) return true;
  const records: RawRecord[] = [];
  for (let left = count; left > 0; left--) {
    if (!walk.next()) return false;
    const { owner, type, ttl, start, end } = walk;
    if (walk.class === IN) records.push({ owner, type, ttl, start, end });
    else message.otherClass = true;
  }
  message.answers = records;
  return true;
}

function readAuthority(count: number, message: Message): boolean {
  for (let left = count; left > 0; left--) {
    if (!walk.next()) return false;
    if (walk.class !== IN) continue;
    if (walk.type === SOA) {
      message.negativeTtl = negativeTtl(walk);
      message.soaOwner = walk.owner;
    }
    if (walk.type === NS) message.refers = true;
  }
  return true;
}

/** The NS records of the authority section: whom a referral names. None in a message that `parseMessage` refused. */
export function authorityNs(bytes: Buffer): readonly RawRecord[] {
  const records: RawRecord[] = [];
  const answers = uint16(bytes, 6);
  walk.bytes = bytes;
  walk.end = skipQuestions(bytes);
  for (let at = 0; at < answers + uint16(bytes, 8) && walk.next(); at++) {
    const { owner, type, ttl, start, end } = walk;
    if (at >= answers && walk.class === IN && type === NS) records.push({ owner, type, ttl, start, end });
  }
  walk.bytes = scratch;
  return records;
}

function readAdditional(count: number, message: Message): boolean {
  for (let left = count; left > 0; left--) {
    if (!walk.next()) return false;
    if (walk.type !== OPT) continue;
    message.edns = true;
    // An OPT's TTL field begins with the upper eight bits of the response code.
    message.rcode = (message.rcode & 15) | ((walk.ttl >>> 24) << 4);
    message.errors = readErrors(walk);
  }
  return true;
}

/** What a signature covers: the first two octets of its data (RFC 4034 section 3.1). */
export const coveredType = (bytes: Buffer, { start, end }: RawRecord): number =>
  end - start < 2 ? 0 : uint16(bytes, start);

/** A TTL with the top bit set counts as none (RFC 2181 section 8). */
export const saneTtl = (ttl: number): number => (ttl > 0x7fff_ffff ? 0 : ttl);

/** The lesser of the SOA's own TTL and its last field. */
function negativeTtl({ bytes, ttl, start, end }: Walk): number {
  // Two names and five numbers: less is no SOA, and its absence is not kept.
  if (end - start < 22) return 0;
  return Math.min(saneTtl(ttl), saneTtl(bytes.readUInt32BE(end - 4)));
}

function readErrors({ bytes, start, end }: Walk): readonly ExtendedError[] {
  if (start === end) return NO_ERRORS;
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
