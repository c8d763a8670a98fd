import * as packet from 'dns-packet';
import { describe, expect, it } from 'vitest';
import type { RecordType } from '../../shared/dns/answer.ts';
import { readResponse } from '../../shared/dns/read.ts';
import { parseMessage } from '../../shared/dns/wire.ts';
import { a, cname, type Message, soa } from './fake-net.ts';

/** What a response to `www.example A` says. */
function read(message: Message, type: RecordType = 'A', flags = packet.RECURSION_AVAILABLE): unknown {
  const { rcode = 0, edns, additionals = [], ...rest } = message;
  const opt = { name: '.', type: 'OPT', udpPayloadSize: 1232, extendedRcode: 0, ednsVersion: 0, flags: 0, options: [] };
  const bytes = packet.encode({
    type: 'response',
    flags: flags | rcode,
    questions: [{ name: 'www.example', type: 'A' }],
    ...rest,
    additionals: [...additionals, ...(edns === undefined ? [] : [{ ...opt, ...edns }])],
  } as unknown as packet.Packet);
  const parsed = parseMessage(bytes);
  return parsed && readResponse(parsed, type);
}

const extended = (code: number) => ({ options: [{ code: 15, data: Buffer.from([code >> 8, code & 255]) }] });
const ns = (owner: string) => ({ name: owner, type: 'NS', ttl: 60, data: 'ns.example' });

describe('the records that count in an answer', () => {
  it('are those of the name asked, in the answer section', () => {
    const answers = [a('www.example', '192.0.2.1'), a('other.example', '203.0.113.66')];
    expect(read({ answers })).toMatchObject({ kind: 'records', records: ['192.0.2.1'] });
    expect(
      read({ authorities: [a('www.example', '203.0.113.66')], additionals: [a('www.example', '203.0.113.66')] }),
    ).toMatchObject({
      kind: 'absent',
      reason: 'nodata',
    });
  });

  it('are not those of other names, which are not an absence either', () => {
    expect(read({ answers: [a('other.example', '203.0.113.66')] })).toMatchObject({
      kind: 'denied',
      reason: 'malformed',
    });
  });

  const text = (name: string) => ({ name, type: 'TXT', ttl: 60, data: ['hello'] });
  const rrsig = (name: string, typeCovered: string) => ({
    name,
    type: 'RRSIG',
    ttl: 60,
    data: {
      typeCovered,
      algorithm: 13,
      labels: 2,
      originalTTL: 60,
      expiration: 2,
      inception: 1,
      keyTag: 1,
      signersName: 'example',
      signature: Buffer.alloc(64),
    },
  });
  const dname = { name: 'example', type: 'DNAME', ttl: 60, data: 'other.example' };

  it.each<[string, readonly object[], string]>([
    ['TXT for A', [text('www.example')], 'TXT'],
    ['A for AAAA', [a('www.example', '192.0.2.1')], 'A'],
    ['a type nobody knows', [{ name: 'www.example', type: 'UNKNOWN_4711', ttl: 1, data: Buffer.of(1) }], 'TYPE4711'],
    ['another type behind an alias', [cname('www.example', 'b.example'), text('b.example')], 'TXT'],
    ['TXT beside "no such name"', [text('www.example')], 'TXT'],
    ['a signature without what it signs', [rrsig('www.example', 'AAAA')], 'TYPE46'],
    [
      'an alias, and the signature of what was taken out behind it',
      [cname('www.example', 'b.example'), rrsig('b.example', 'AAAA')],
      'TYPE46',
    ],
  ])('are not those of other types, which are malformed and not an absence: %s', (what, answers, type) => {
    const rcode = what.includes('no such name') ? 3 : 0;
    for (const authorities of [[], [soa('example')]]) {
      const said = read({ rcode, answers, authorities }, 'AAAA');
      expect(said).toMatchObject({ kind: 'denied', reason: 'malformed', detail: expect.stringContaining(`(${type} `) });
    }
  });

  it('are not those of another class, which are malformed', () => {
    const answers = [{ ...a('www.example', '192.0.2.1'), class: 'CH' }];
    expect(read({ answers })).toMatchObject({ kind: 'denied', reason: 'malformed' });
  });

  it('are not the alias, its DNAME or its signatures, where another type was asked', () => {
    const chain = [dname, rrsig('example', 'DNAME'), cname('www.example', 'b.example'), rrsig('www.example', 'CNAME')];
    expect(read({ answers: chain, authorities: [soa('example')] })).toMatchObject({ kind: 'absent', reason: 'nodata' });
    expect(read({ answers: chain })).toMatchObject({ kind: 'onward', chain: ['b.example'] });
    expect(read({ rcode: 3, answers: chain })).toMatchObject({ kind: 'absent', reason: 'nxdomain' });
  });

  it('are the same with signatures and other types beside them', () => {
    const answers = [text('www.example'), a('www.example', '192.0.2.1'), rrsig('www.example', 'A')];
    expect(read({ answers })).toEqual({ kind: 'records', records: ['192.0.2.1'], chain: [], ttl: 300 });
  });

  it('are those at the end of the alias’s chain, and no others', () => {
    const answers = [cname('www.example', 'b.example'), a('b.example', '192.0.2.1'), a('c.example', '203.0.113.66')];
    expect(read({ answers })).toMatchObject({ records: ['192.0.2.1'], chain: ['b.example'] });
  });

  it('are those behind the first of two aliases at one name', () => {
    const answers = [cname('www.example', 'b.example'), cname('www.example', 'c.example'), a('b.example', '192.0.2.1')];
    expect(read({ answers })).toMatchObject({ records: ['192.0.2.1'], chain: ['b.example'] });
  });

  it('are those of the name in any case', () => {
    expect(read({ answers: [cname('WWW.example', 'B.Example'), a('b.EXAMPLE', '192.0.2.1')] })).toMatchObject({
      records: ['192.0.2.1'],
      chain: ['b.example'],
    });
  });

  it('have the least TTL of the chain and the records', () => {
    expect(
      read({
        answers: [
          cname('www.example', 'b.example', 9),
          a('b.example', '192.0.2.1', 50),
          a('b.example', '192.0.2.2', 40),
        ],
      }),
    ).toMatchObject({
      ttl: 9,
    });
    expect(read({ answers: [a('www.example', '192.0.2.1', 0x9000_0000)] })).toMatchObject({ ttl: 0 });
  });

  it('are malformed as a whole where one cannot be read', () => {
    const answers = [{ name: 'www.example', type: 'UNKNOWN_1', ttl: 1, data: Buffer.from([1, 2, 3]) }];
    expect(read({ answers })).toEqual({ kind: 'malformed' });
  });
});

describe('an absence in an answer', () => {
  it.each([
    ['NXDOMAIN and an SOA', { rcode: 3, authorities: [soa('example', 900, 60)] }, 'nxdomain', 60],
    ['NXDOMAIN alone may not be kept', { rcode: 3 }, 'nxdomain', 0],
    ['NODATA and an SOA', { authorities: [soa('example', 30, 60)] }, 'nodata', 30],
    [
      'NODATA with the zone’s servers and an SOA',
      { authorities: [ns('example'), soa('example', 30, 60)] },
      'nodata',
      30,
    ],
    ['an empty answer', {}, 'nodata', 0],
    ['an empty answer from a resolver that adds servers', { authorities: [ns('example')] }, 'nodata', 0],
  ])('is read from %s', (_, message, reason, ttl) => {
    expect(read(message)).toMatchObject({ kind: 'absent', reason, ttl, chain: [] });
  });

  it('is not read from a referral: the server does not answer for the name', () => {
    expect(read({ authorities: [ns('example')] }, 'A', 0)).toMatchObject({
      kind: 'denied',
      reason: 'refused',
      detail: expect.stringContaining('referral'),
    });
    expect(read({ authorities: [ns('example')] }, 'A', packet.AUTHORITATIVE_ANSWER)).toMatchObject({ kind: 'absent' });
  });

  it('is that of the name at the end of a chain', () => {
    const answers = [cname('www.example', 'b.example', 20)];
    expect(read({ answers, authorities: [soa('example', 900, 60)] })).toMatchObject({
      kind: 'absent',
      reason: 'nodata',
      chain: ['b.example'],
      ttl: 20,
    });
    expect(read({ rcode: 3, answers })).toMatchObject({ kind: 'absent', reason: 'nxdomain', chain: ['b.example'] });
    expect(read({ answers })).toEqual({ kind: 'onward', chain: ['b.example'], ttl: 20 });
  });
});

describe('the SOA of an absence', () => {
  const chained = { answers: [cname('www.example', 'b.other')] };
  it.each<[string, Message, string]>([
    ['none', {}, 'none'],
    ['of the zone above', { authorities: [soa('example')] }, 'zone'],
    ['of the name itself', { authorities: [soa('WWW.Example')] }, 'zone'],
    ['of the root', { rcode: 3, authorities: [soa('.')] }, 'root'],
    ['of another zone', { rcode: 3, authorities: [soa('other')] }, 'none'],
    ['of a name that only ends alike', { rcode: 3, authorities: [soa('w.example')] }, 'none'],
    ['of a name below', { authorities: [soa('a.www.example')] }, 'none'],
    ['only outside the authority section', { additionals: [soa('example')] }, 'none'],
    ['of the zone where a chain ends', { rcode: 3, ...chained, authorities: [soa('other')] }, 'zone'],
    ['of the zone where a chain begins', { rcode: 3, ...chained, authorities: [soa('example')] }, 'none'],
  ])('counts or not by its owner: %s', (_, message, soaOwner) => {
    expect(read(message)).toMatchObject({ kind: 'absent', soa: soaOwner });
  });
});

describe('an answer that the resolver made up', () => {
  it.each([
    [4, 'Forged Answer'],
    [15, 'Blocked'],
    [16, 'Censored'],
    [17, 'Filtered'],
  ])('with the extended error %i (%s) is a refusal, whatever records are beside it', (code, name) => {
    const expected = { kind: 'denied', reason: 'refused', detail: expect.stringContaining(name) };
    expect(read({ edns: extended(code), answers: [a('www.example', '192.0.2.1')] })).toMatchObject(expected);
    expect(read({ edns: extended(code), rcode: 3 })).toMatchObject(expected);
  });

  it('is not meant by any other extended error beside an answer', () => {
    const answers = [a('www.example', '192.0.2.1')];
    for (let code = 0; code < 40; code++) {
      const kind = [3, 4, 15, 16, 17, 19].includes(code) ? 'denied' : 'records';
      expect(read({ edns: extended(code), answers })).toMatchObject({ kind });
    }
  });
});

describe('an answer that the resolver kept too long', () => {
  const stale = (name: string) => ({ kind: 'denied', reason: 'stale', detail: expect.stringContaining(name) });

  it.each<[string, Message]>([
    ['records', { answers: [a('www.example', '192.0.2.1')] }],
    ['no such name', { rcode: 3, authorities: [soa('example')] }],
    ['no such record', { authorities: [soa('example')] }],
  ])('is not an answer where it is marked as stale: %s', (_, message) => {
    expect(read({ ...message, edns: extended(3) })).toMatchObject(stale('3 Stale Answer'));
    expect(read({ ...message, edns: extended(19) })).toMatchObject(stale('19 Stale NXDOMAIN Answer'));
  });

  it('stays the error that it was', () => {
    expect(read({ rcode: 2, edns: extended(3) })).toMatchObject({ kind: 'denied', reason: 'servfail' });
  });
});

describe('a chain of aliases', () => {
  it.each([
    ['to itself', [cname('www.example', 'www.example')]],
    ['of two', [cname('www.example', 'b.example'), cname('b.example', 'www.example')]],
    [
      'further on',
      [cname('www.example', 'b.example'), cname('b.example', 'c.example'), cname('c.example', 'b.example')],
    ],
  ])('that loops is malformed: a loop %s', (_, answers) => {
    expect(read({ answers })).toMatchObject({
      kind: 'denied',
      reason: 'malformed',
      detail: expect.stringContaining('loops'),
    });
  });

  it('of more than sixteen names is malformed', () => {
    const answers = Array.from({ length: 17 }, (_, i) =>
      cname(i === 0 ? 'www.example' : `n${i}.example`, `n${i + 1}.example`),
    );
    expect(read({ answers: answers.slice(0, 16) })).toMatchObject({ kind: 'onward', chain: { length: 16 } });
    expect(read({ answers })).toMatchObject({ kind: 'denied', reason: 'malformed' });
  });
});
