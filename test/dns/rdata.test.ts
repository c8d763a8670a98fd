import * as packet from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordType } from '../../shared/dns/answer.ts';
import { readData } from '../../shared/dns/rdata.ts';
import { parseMessage } from '../../shared/dns/wire.ts';

/** The first answer of a message that holds it. */
function decode(type: RecordType, data: unknown): unknown {
  const bytes = packet.encode({
    type: 'response',
    questions: [{ name: 'www.example', type: 'A' }],
    answers: [{ name: 'www.example', type, ttl: 1, data }],
  } as unknown as packet.Packet);
  const record = parseMessage(bytes)?.answers[0];
  return record && readData(type, bytes, record);
}

/** Data as bytes. */
function decodeRaw(type: RecordType, octets: readonly number[]): unknown {
  const bytes = Buffer.concat([
    Buffer.from('\x07example\0'),
    Buffer.from([octets.length >> 8, octets.length & 255]),
    Buffer.from(octets),
  ]);
  return readData(type, bytes, { start: bytes.length - octets.length, end: bytes.length });
}

describe('a record that is decoded', () => {
  it.each<[RecordType, unknown, unknown]>([
    ['A', '192.0.2.1', '192.0.2.1'],
    ['AAAA', '2001:DB8:0:0:0::1', '2001:db8::1'],
    ['AAAA', '::ffff:192.0.2.1', '::ffff:c000:201'],
    ['CNAME', 'WWW.Example.com', 'www.example.com'],
    ['PTR', 'Mail.example.com', 'mail.example.com'],
    ['NS', 'ns1.example.com', 'ns1.example.com'],
    ['MX', { preference: 10, exchange: 'MX.example.com' }, { preference: 10, exchange: 'mx.example.com' }],
    ['MX', { preference: 0, exchange: '.' }, { preference: 0, exchange: '' }],
    [
      'SOA',
      {
        mname: 'ns.example',
        rname: 'host\\.master.example',
        serial: 4_294_967_295,
        refresh: 1,
        retry: 2,
        expire: 3,
        minimum: 4,
      },
      {
        mname: 'ns.example',
        rname: 'host\\.master.example',
        serial: 4_294_967_295,
        refresh: 1,
        retry: 2,
        expire: 3,
        minimum: 4,
      },
    ],
    [
      'CAA',
      { flags: 128, tag: 'Issue', value: 'ca.example; a=b' },
      { flags: 128, tag: 'issue', value: 'ca.example; a=b' },
    ],
    [
      'TLSA',
      { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from([0xab, 1]) },
      { usage: 3, selector: 1, matching: 1, data: 'ab01' },
    ],
  ])('of type %s is %j', (type, data, expected) => {
    expect(decode(type, data)).toEqual(expected);
  });

  it('of type TXT is kept as bytes and as text', () => {
    expect(decode('TXT', [Buffer.from('v=spf1 '), Buffer.from('grün', 'utf8')])).toEqual({
      strings: [Uint8Array.from(Buffer.from('v=spf1 ')), Uint8Array.from(Buffer.from('grün'))],
      text: 'v=spf1 grün',
    });
    // A character divided between two strings is one character all the same.
    expect(decode('TXT', [Buffer.from([0xc3]), Buffer.from([0xbc])])).toMatchObject({ text: 'ü' });
    expect(decode('TXT', [Buffer.from([0xff, 0x41])])).toEqual({ strings: [Uint8Array.of(0xff, 0x41)], text: 'ÿA' });
    expect(decode('TXT', [Buffer.from('\ufeffv=spf1')])).toMatchObject({ text: '\ufeffv=spf1' });
    expect(decode('TXT', [Buffer.alloc(0)])).toEqual({ strings: [new Uint8Array()], text: '' });
  });

  it('of type SPF (99) is read as TXT', () => {
    expect(decode('SPF', Buffer.from('\x06v=spf1\x05 -all'))).toMatchObject({ text: 'v=spf1 -all' });
  });

  it('does not keep the memory of its message', () => {
    const data = decode('TXT', ['x']) as { strings: Uint8Array[] };
    expect(data.strings[0]?.buffer.byteLength).toBe(1);
  });
});

describe('record data that is malformed is refused', () => {
  it.each<[RecordType, string, readonly number[]]>([
    ['A', 'three octets', [1, 2, 3]],
    ['A', 'five octets', [1, 2, 3, 4, 5]],
    ['A', 'none', []],
    ['AAAA', 'four octets', [1, 2, 3, 4]],
    ['PTR', 'a name and something behind it', [1, 97, 0, 9]],
    ['PTR', 'a name that leads out', [5, 97, 0]],
    ['PTR', 'none', []],
    ['MX', 'only a preference', [0, 10]],
    ['MX', 'half a preference', [0]],
    ['SOA', 'names only', [0, 0]],
    ['SOA', 'one number too few', [0, 0, ...Array<number>(16).fill(1)]],
    ['TXT', 'a string that leads out', [5, 97]],
    ['SPF', 'a string that leads out', [1, 97, 3]],
    ['CAA', 'a tag that leads out', [0, 9, 97]],
    ['CAA', 'flags only', [0]],
    ['CAA', 'none', []],
    ['TLSA', 'two octets', [3, 1]],
  ])('%s with %s', (type, _, octets) => {
    expect(decodeRaw(type, octets)).toBeNull();
  });
});

describe('strings of a TXT record', () => {
  const codec = (packet as unknown as { record: (type: string) => { decode: Decode } }).record('TXT');
  type Decode = { (bytes: Buffer, offset: number): readonly Buffer[]; readonly bytes: number };

  /** As dns-packet reads them, whatever it throws at. */
  function byLibrary(octets: Uint8Array): readonly (readonly number[])[] | null {
    const bytes = Buffer.concat([Buffer.from([octets.length >> 8, octets.length & 255]), octets]);
    try {
      const parts = codec.decode(bytes, 0);
      return codec.decode.bytes === bytes.length ? parts.map((part) => [...part]) : null;
    } catch {
      return null;
    }
  }

  const string = fc.uint8Array({ maxLength: 40 }).map((octets) => [octets.length, ...octets]);
  const data = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(string, { maxLength: 6 }).map((parts) => Uint8Array.from(parts.flat())),
    // Cut off, or with a length that leads out of the record.
    fc
      .tuple(fc.array(string, { maxLength: 4 }), fc.nat(3))
      .map(([parts, cut]) => Uint8Array.from(parts.flat().slice(0, -cut || undefined))),
  );

  it('are those that dns-packet reads, of whatever octets', () => {
    fc.assert(
      fc.property(data, (octets) => {
        const read = decodeRaw('TXT', [...octets]) as { strings: readonly Uint8Array[] } | null;
        expect(read?.strings.map((part) => [...part]) ?? null).toEqual(byLibrary(octets));
      }),
    );
  });
});
