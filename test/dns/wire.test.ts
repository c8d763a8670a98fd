import * as packet from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readData } from '../../shared/dns/rdata.ts';
import { readResponse } from '../../shared/dns/read.ts';
import { answersQuery, encodeQuery, parseMessage, stampQuery } from '../../shared/dns/wire.ts';
import { runs } from '../support/thorough.ts';
import { a, cname, soa } from './fake-net.ts';

const TYPES = ['A', 'AAAA', 'PTR', 'TXT', 'MX', 'NS', 'SOA', 'CNAME', 'CAA', 'TLSA', 'SPF'] as const;

describe('DNS queries', () => {
  const hostName = fc.stringMatching(/^[a-z0-9-]{1,20}(\.[a-z0-9-]{1,20}){0,5}$/);

  it('are written as dns-packet writes them', () => {
    fc.assert(
      fc.property(
        hostName,
        fc.constantFrom(...TYPES),
        fc.nat(65_535),
        fc.boolean(),
        fc.boolean(),
        (name, type, id, recursion, edns) => {
          const opt = {
            name: '.',
            type: 'OPT',
            udpPayloadSize: 1232,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            options: [],
          };
          const expected = packet.encode({
            type: 'query',
            id,
            flags: recursion ? packet.RECURSION_DESIRED : 0,
            questions: [{ name, type: type as packet.RecordType }],
            additionals: edns ? [opt as unknown as packet.Answer] : [],
          });
          const query = encodeQuery(name, type, recursion);
          const later = query && stampQuery(query, { id: id ^ 1, edns: !edns }, false);
          expect(query && stampQuery(query, { id, edns }, true)).toEqual(expected);
          // A copy neither changes the query nor is changed by it.
          expect(later?.readUInt16BE(0)).toBe(id ^ 1);
          expect(query && stampQuery(query, { id, edns }, false)).toEqual(expected);
        },
      ),
    );
  });

  it('for one name do not change those for another', () => {
    const first = encodeQuery('first.example', 'A', true);
    encodeQuery('a-much-longer-second.example', 'TXT', false);
    expect(packet.decode(first ?? Buffer.alloc(0)).questions).toMatchObject([{ name: 'first.example', type: 'A' }]);
  });
});

describe('parseMessage', () => {
  const header = (counts: readonly number[]) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(0x8180, 2);
    counts.forEach((count, i) => {
      bytes.writeUInt16BE(count, 4 + 2 * i);
    });
    return bytes;
  };

  it('finds what dns-packet finds', () => {
    const name = fc.constantFrom('a.example', 'b.example', 'example', 'www.a.example');
    const record = fc.oneof(
      fc.tuple(name, fc.ipV4()).map(([owner, ip]) => a(owner, ip, 7)),
      fc.tuple(name, name).map(([owner, target]) => cname(owner, target, 8)),
      fc
        .tuple(name, fc.array(fc.uint8Array({ maxLength: 255 }), { minLength: 1, maxLength: 3 }))
        .map(([owner, strings]) => ({
          name: owner,
          type: 'TXT',
          ttl: 9,
          data: strings.map((octets) => Buffer.from(octets)),
        })),
      name.map((owner) => soa(owner)),
      name.map((owner) => ({ name: owner, type: 'NS', ttl: 5, data: 'ns.example' })),
    );
    const section = fc.array(record, { maxLength: 6 });
    fc.assert(
      fc.property(name, section, section, section, fc.nat(15), (asked, answers, authorities, additionals, rcode) => {
        const bytes = packet.encode({
          type: 'response',
          id: 5,
          flags: packet.AUTHORITATIVE_ANSWER | rcode,
          questions: [{ name: asked, type: 'A' }],
          answers,
          authorities,
          additionals,
        } as unknown as packet.Packet);
        const message = parseMessage(bytes);
        expect(message).toMatchObject({ rcode, authoritative: true, recursion: false, edns: false, errors: [] });
        const expected = packet.decode(bytes).answers as unknown as { type: string; ttl: number; data: unknown }[];
        expect(message?.answers.map(({ ttl }) => ttl)).toEqual(expected.map(({ ttl }) => ttl));
        expect(message?.refers).toBe(authorities.some(({ type }) => type === 'NS'));
        expect(message?.negativeTtl !== null).toBe(authorities.some(({ type }) => type === 'SOA'));
        // Every A record, as dns-packet reads it.
        const addresses = message?.answers.filter(({ type }) => type === 1).map((raw) => readData('A', bytes, raw));
        expect(addresses).toEqual(expected.filter(({ type }) => type === 'A').map(({ data }) => data));
      }),
    );
  });

  it('reads the extended response code and the extended errors', () => {
    const options = [
      { code: 12, data: Buffer.alloc(4) },
      { code: 15, data: Buffer.from('\0\x16no route') },
      { code: 15, data: Buffer.from('\x12\x34') },
    ];
    const opt = { name: '.', type: 'OPT', udpPayloadSize: 512, extendedRcode: 1, ednsVersion: 0, flags: 0, options };
    const bytes = packet.encode({ type: 'response', additionals: [opt] } as unknown as packet.Packet);
    expect(parseMessage(bytes)).toMatchObject({
      rcode: 16,
      edns: true,
      errors: [
        { code: 22, text: 'no route' },
        { code: 0x1234, text: '' },
      ],
    });
  });

  it('leaves out records of another class', () => {
    const bytes = packet.encode({
      type: 'response',
      questions: [{ name: 'a.example', type: 'A' }],
      answers: [{ ...a('a.example', '192.0.2.1'), class: 'CH' }, a('a.example', '192.0.2.2')],
      authorities: [{ ...soa('example'), class: 'CH' }],
    } as unknown as packet.Packet);
    const message = parseMessage(bytes);
    expect(message?.answers).toHaveLength(1);
    expect(message?.negativeTtl).toBeNull();
  });

  it.each([
    ['answers that are not there', header([0, 1, 0, 0])],
    ['65,535 answers that are not there', header([0, 65_535, 0, 0])],
    ['65,535 questions that are not there', header([65_535, 1, 0, 0])],
    ['a record cut in its head', Buffer.concat([header([0, 1, 0, 0]), Buffer.from([0, 0, 1, 0, 1, 0, 0])])],
    [
      'a record whose data leads out',
      Buffer.concat([header([0, 0, 1, 0]), Buffer.from([0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 5, 1, 2])]),
    ],
  ])('refuses %s', (_, bytes) => {
    expect(parseMessage(bytes)).toBeNull();
  });

  it('reads a TTL with its top bit set as 0', () => {
    const bytes = packet.encode({
      type: 'response',
      flags: 3,
      questions: [{ name: 'a.example', type: 'A' }],
      authorities: [soa('example', 0x8000_0001, 300)],
    } as unknown as packet.Packet);
    expect(parseMessage(bytes)?.negativeTtl).toBe(0);
  });

  it('reads thousands of records, and 64 KB', () => {
    const answers = Array.from({ length: 3000 }, (_, i) => a('a.example', `10.0.${i >> 8}.${i & 255}`));
    const bytes = packet.encode({
      type: 'response',
      questions: [{ name: 'a.example', type: 'A' }],
      answers,
    } as unknown as packet.Packet);
    const message = parseMessage(bytes);
    expect(message && readResponse(message, 'A')).toMatchObject({ kind: 'records', records: { length: 3000 } });
  });
});

describe('hostile bytes in a DNS message', () => {
  const real = packet.encode({
    type: 'response',
    id: 77,
    flags: packet.RECURSION_AVAILABLE,
    questions: [{ name: 'www.example', type: 'A' }],
    answers: [cname('www.example', 'b.example'), a('b.example', '192.0.2.1'), a('b.example', '192.0.2.2')],
    authorities: [soa('example')],
  } as unknown as packet.Packet);

  it('never crash the parser', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 300 }), fc.constantFrom(...TYPES), (octets, type) => {
        const message = parseMessage(Buffer.from(octets));
        if (message !== null) readResponse(message, type);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('in a real message, changed anywhere or cut, never crash the parser and never answer another question', () => {
    const query = encodeQuery('www.example', 'A', true) ?? Buffer.alloc(0);
    const change = fc.record({ at: fc.nat(real.length - 1), to: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.nat(real.length), (changes, length) => {
        const bytes = Buffer.from(real);
        for (const { at, to } of changes) bytes[at] = to;
        const cut = bytes.subarray(0, length);
        if (!answersQuery(cut, query)) return;
        if (cut.readUInt16BE(4) > 0) {
          // The question alone, as dns-packet reads it: header, no other sections.
          const alone = Buffer.concat([cut.subarray(0, 6), Buffer.alloc(6), cut.subarray(12)]);
          const asked = packet.decode(alone).questions;
          expect(asked).toMatchObject([{ name: expect.stringMatching(/^www\.example$/i), type: 'A', class: 'IN' }]);
        }
        const message = parseMessage(cut);
        if (message !== null)
          expect(['records', 'absent', 'onward', 'denied', 'malformed']).toContain(readResponse(message, 'A').kind);
      }),
      { numRuns: runs(3000) },
    );
  });

  it.each(TYPES)('in %s data of any length are decoded or refused', (type) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (octets) => {
        // A pointer in the data may lead anywhere before it, so the message has a name to find.
        const bytes = Buffer.concat([
          Buffer.alloc(12),
          Buffer.from('\x07example\0\0'),
          Buffer.from([0, octets.length]),
          octets,
        ]);
        const start = bytes.length - octets.length;
        readData(type, bytes, { start, end: bytes.length });
      }),
      { numRuns: runs(500) },
    );
  });
});
