/**
 * THE TABLE of record types: the shape of each one's data, its number, how it is read and how it is shown. Data (RFC 1035 section
 * 3.3; AAAA: RFC 3596, TLSA: RFC 6698, CAA: RFC 8659, SPF: RFC 7208 section 3.1) is decoded by `dns-packet`, but names by
 * `readWireName`: `dns-packet` joins labels by dots even where a label holds one. The types that every check reads (A, PTR, TXT) are
 * read here, so that a first check does without loading it. Whatever does not fill its length exactly is
 * malformed (null).
 */
import * as packet from 'dns-packet';
import { printable } from '../model/text.ts';
import { readWireName, skipName } from './name.ts';

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

/** Where a record's data starts and ends in the message. */
export type DataPlace = { readonly start: number; readonly end: number };

/** `dns-packet` exports its codecs per type, which its type declarations leave out. */
type Codec = { readonly decode: { (bytes: Buffer, offset: number): unknown; readonly bytes: number } };
const codecs = packet as unknown as { readonly record: (type: string) => Codec };

type Reader<T> = (bytes: Buffer, record: DataPlace) => T | null;

type TypeEntry<T> = {
  /** In a message (IANA, "Resource Record (RR) TYPEs"). */
  readonly number: number;
  /** Null where it is malformed. */
  readonly read: Reader<T>;
  /** As `dig +short` would print it, safe to show. */
  readonly show: (data: T) => string;
};

/** By `dns-packet`, which starts at the two octets of length before the data. */
function byCodec<T>(type: string): Reader<T> {
  return (bytes, { start, end }) => {
    try {
      const { decode } = codecs.record(type);
      const data = decode(bytes, start - 2) as T;
      return decode.bytes === end - start + 2 ? data : null;
    } catch {
      // It reports malformed data by throwing.
      return null;
    }
  };
}

const name: Reader<string> = (bytes, { start, end }) =>
  skipName(bytes, start) === end ? readWireName(bytes, start) : null;

/** Each with an octet of length before it (RFC 1035 section 3.3.14). */
const strings: Reader<readonly Buffer[]> = (bytes, { start, end }) => {
  const parts: Buffer[] = [];
  for (let at = start; at < end; ) {
    const next = at + 1 + (bytes[at] ?? 0);
    if (next > end) return null;
    parts.push(bytes.subarray(at + 1, next));
    at = next;
  }
  return parts;
};

const caa = byCodec<{ readonly flags: number; readonly tag: string; readonly value: string }>('CAA');
const tlsa = byCodec<{
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  readonly certificate: Buffer;
}>('TLSA');

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text for people and parsers; the bytes stay beside it, since a zone may hold anything. */
function textOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

const text: Reader<Txt> = (bytes, record) => {
  const parts = strings(bytes, record);
  // Copies: a slice would keep the whole message alive for as long as the record is.
  return parts && { strings: parts.map((part) => Uint8Array.from(part)), text: textOf(Buffer.concat(parts)) };
};

const soa: Reader<Soa> = (bytes, { start, end }) => {
  const second = skipName(bytes, start);
  const numbers = second < 0 ? -1 : skipName(bytes, second);
  if (numbers < 0 || numbers + 20 !== end) return null;
  const mname = readWireName(bytes, start);
  const rname = readWireName(bytes, second);
  if (mname === null || rname === null) return null;
  const number = (at: number): number => bytes.readUInt32BE(numbers + at);
  return {
    mname,
    rname,
    serial: number(0),
    refresh: number(4),
    retry: number(8),
    expire: number(12),
    minimum: number(16),
  };
};

const shownText = ({ text: joined }: Txt): string => printable(joined);

const mx: TypeEntry<RecordData['MX']> = {
  number: 15,
  read: (bytes, { start, end }) => {
    if (end - start < 3) return null;
    const exchange = name(bytes, { start: start + 2, end });
    return exchange === null ? null : { preference: bytes.readUInt16BE(start), exchange };
  },
  show: ({ preference, exchange }) => `${preference} ${printable(exchange)}`,
};

const caaEntry: TypeEntry<RecordData['CAA']> = {
  number: 257,
  read: (bytes, record) => {
    // `dns-packet` does not look whether the tag ends inside the record.
    if ((bytes[record.start + 1] ?? 255) > record.end - record.start - 2) return null;
    const data = caa(bytes, record);
    return data && { flags: data.flags, tag: data.tag.toLowerCase(), value: data.value };
  },
  show: ({ flags, tag, value }) => `${flags} ${printable(tag)} "${printable(value)}"`,
};

const tlsaEntry: TypeEntry<RecordData['TLSA']> = {
  number: 52,
  read: (bytes, record) => {
    const data = tlsa(bytes, record);
    if (data === null) return null;
    const { usage, selector, matchingType: matching, certificate } = data;
    return { usage, selector, matching, data: certificate.toString('hex') };
  },
  show: ({ usage, selector, matching, data }) => `${usage} ${selector} ${matching} ${printable(data)}`,
};

/** A new type is in `RecordData` and here; nothing compiles until it is both read and shown. */
const RECORD_TYPES: { readonly [T in RecordType]: TypeEntry<RecordData[T]> } = {
  A: {
    number: 1,
    read: (bytes, { start, end }) =>
      end - start === 4 ? `${bytes[start]}.${bytes[start + 1]}.${bytes[start + 2]}.${bytes[start + 3]}` : null,
    show: printable,
  },
  NS: { number: 2, read: name, show: printable },
  CNAME: { number: 5, read: name, show: printable },
  SOA: {
    number: 6,
    read: soa,
    show: ({ mname, rname, serial, refresh, retry, expire, minimum }) =>
      `${printable(mname)} ${printable(rname)} ${serial} ${refresh} ${retry} ${expire} ${minimum}`,
  },
  PTR: { number: 12, read: name, show: printable },
  MX: mx,
  TXT: { number: 16, read: text, show: shownText },
  AAAA: { number: 28, read: byCodec('AAAA'), show: printable },
  TLSA: tlsaEntry,
  SPF: { number: 99, read: text, show: shownText },
  CAA: caaEntry,
};

/** Null where it is malformed. */
export const readData = <T extends RecordType>(type: T, bytes: Buffer, record: DataPlace): RecordData[T] | null =>
  RECORD_TYPES[type].read(bytes, record);

/** One record's data as `dig +short` would print it, safe to show. */
export const showData = <T extends RecordType>(type: T, data: RecordData[T]): string => RECORD_TYPES[type].show(data);

export const typeNumber = (type: RecordType): number => RECORD_TYPES[type].number;

/** Every type. */
export const TYPES = Object.keys(RECORD_TYPES) as readonly RecordType[];
