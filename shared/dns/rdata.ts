/**
 * One record's data (RFC 1035 section 3.3; AAAA: RFC 3596, TLSA: RFC 6698, CAA: RFC 8659, SPF: RFC 7208 section 3.1), decoded
 * by `dns-packet`. Names are read by `readWireName` instead: `dns-packet` joins labels by dots even where a label holds one.
 * Whatever does not fill its length exactly is malformed (null).
 */
import * as packet from 'dns-packet';
import type { RecordData, RecordType, Soa, Txt } from './answer.ts';
import { readWireName, skipName } from './name.ts';
import type { RawRecord } from './wire.ts';

/** `dns-packet` exports its codecs per type, which its type declarations leave out. */
type Codec = { readonly decode: { (bytes: Buffer, offset: number): unknown; readonly bytes: number } };
const { record: codec } = packet as unknown as { readonly record: (type: string) => Codec };

type Reader<T> = (bytes: Buffer, record: RawRecord) => T | null;

/** By `dns-packet`, which starts at the two octets of length before the data. */
function byCodec<T>(type: string): Reader<T> {
  const { decode } = codec(type);
  return (bytes, { start, end }) => {
    try {
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

const strings = byCodec<readonly Buffer[]>('TXT');
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
  const [serial, refresh, retry, expire, minimum] = [0, 4, 8, 12, 16].map((at) => bytes.readUInt32BE(numbers + at)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { mname, rname, serial, refresh, retry, expire, minimum };
};

const READERS: { readonly [T in RecordType]: Reader<RecordData[T]> } = {
  A: (bytes, { start, end }) =>
    end - start === 4 ? `${bytes[start]}.${bytes[start + 1]}.${bytes[start + 2]}.${bytes[start + 3]}` : null,
  AAAA: byCodec('AAAA'),
  CNAME: name,
  PTR: name,
  NS: name,
  MX: (bytes, record) => {
    if (record.end - record.start < 3) return null;
    const exchange = name(bytes, { ...record, start: record.start + 2 });
    return exchange === null ? null : { preference: bytes.readUInt16BE(record.start), exchange };
  },
  TXT: text,
  SPF: text,
  SOA: soa,
  CAA: (bytes, record) => {
    // `dns-packet` does not look whether the tag ends inside the record.
    if ((bytes[record.start + 1] ?? 255) > record.end - record.start - 2) return null;
    const data = caa(bytes, record);
    return data && { flags: data.flags, tag: data.tag.toLowerCase(), value: data.value };
  },
  TLSA: (bytes, record) => {
    const data = tlsa(bytes, record);
    if (data === null) return null;
    const { usage, selector, matchingType: matching, certificate } = data;
    return { usage, selector, matching, data: certificate.toString('hex') };
  },
};

/** Null where it is malformed. */
export const readData = <T extends RecordType>(type: T, bytes: Buffer, record: RawRecord): RecordData[T] | null =>
  READERS[type](bytes, record);
