import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../shared/dns/answer.ts';
import { compile, interpret } from '../../shared/dnsbl/interpret.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { absent, addresses, failed, list } from './worlds.ts';

const QUESTION = { name: '1.2.0.192.bl.example', type: 'A' } as const;
const table = (id: string): List => LISTS.find((one) => one.id === id)!;
const read = (of: List, ...records: string[]) => interpret(compile(of), addresses(QUESTION, ...records));

const MIXED = list({
  codes: [
    { match: '127.0.0.2', means: 'spam source', effect: 'listed' },
    { match: '127.0.0.10-127.0.0.11', means: 'dynamic range', effect: 'policy' },
    { match: '127.0.0.20', means: 'seen', effect: 'info' },
    { match: '127.0.0.30', means: 'trusted', effect: 'good' },
  ],
  refusals: [
    { match: '127.255.255.0/24', means: 'refused' },
    { match: '127.255.255.254', means: 'through a public resolver' },
    { match: 'rcode:SERVFAIL', means: 'not enabled' },
  ],
});

describe('one answer of a list', () => {
  it.each<[string, string[], string]>([
    ['a listing code', ['127.0.0.2'], 'listed'],
    ['a policy code', ['127.0.0.11'], 'policy'],
    ['an informational code', ['127.0.0.20'], 'info'],
    ['good news', ['127.0.0.30'], 'allowed'],
    ['listing and policy', ['127.0.0.10', '127.0.0.2'], 'listed'],
    ['policy and information', ['127.0.0.20', '127.0.0.10'], 'policy'],
    ['information and good news', ['127.0.0.30', '127.0.0.20'], 'info'],
    ['a refusal', ['127.255.255.254'], 'refused'],
    ['a refusal of the range', ['127.255.255.77'], 'refused'],
    ['a listing beside a refusal', ['127.0.0.2', '127.255.255.255'], 'refused'],
    ['a code nobody documents', ['127.0.0.99'], 'unrecognised'],
    ['127.0.0.1, which means nothing by itself', ['127.0.0.1'], 'unrecognised'],
    ['a listing beside an unknown code: still a listing', ['127.0.0.99', '127.0.0.2'], 'listed'],
    ['policy beside an unknown code: still policy', ['127.0.0.99', '127.0.0.10'], 'policy'],
    ['good news beside an unknown code: not trusted', ['127.0.0.30', '127.0.0.99'], 'unrecognised'],
    ['information beside an unknown code: not trusted', ['127.0.0.20', '127.0.0.99'], 'unrecognised'],
    ['a parking page', ['91.195.240.117'], 'dead'],
    ['a listing beside a parking page', ['127.0.0.2', '91.195.240.117'], 'dead'],
    ['a blocking resolver', ['0.0.0.0'], 'dead'],
    ['128.0.0.2, one bit off', ['128.0.0.2'], 'dead'],
    ['no address at all', ['not-an-address'], 'dead'],
  ])('is read by its codes: %s (%s)', (_what, records, kind) => {
    expect(read(MIXED, ...records).kind).toBe(kind);
  });

  it('is clear for NXDOMAIN and for NODATA', () => {
    expect(interpret(compile(MIXED), absent(QUESTION) as Answer<'A'>).kind).toBe('clear');
    expect(interpret(compile(MIXED), absent(QUESTION, 'nodata') as Answer<'A'>).kind).toBe('clear');
  });

  it.each<[Parameters<typeof failed>[1], string, string]>([
    ['timeout', 'unreachable', 'unreachable'],
    ['network', 'unreachable', 'unreachable'],
    ['malformed', 'unreachable', 'unreachable'],
    ['refused', 'refused', 'refused'],
    // SERVFAIL is a refusal only where the operator says so.
    ['servfail', 'refused', 'unreachable'],
  ])('that failed by %s is %s where rcode:SERVFAIL is a refusal, else %s', (reason, documented, plain) => {
    const answer = failed(QUESTION, reason) as Answer<'A'>;
    expect(interpret(compile(MIXED), answer).kind).toBe(documented);
    expect(interpret(compile(list()), answer).kind).toBe(plain);
  });

  it('is explained in the most precise words', () => {
    expect(read(MIXED, '127.255.255.254')).toMatchObject({
      why: { en: 'It answered 127.255.255.254: through a public resolver.' },
    });
    expect(read(MIXED, '91.195.240.117')).toMatchObject({
      why: { en: 'It answered 91.195.240.117, which no list does (outside 127.0.0.0/8).' },
    });
  });

  it('is explained in few words, however many addresses it has', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `127.9.${index >> 8}.${index & 255}`);
    const reading = read(MIXED, ...many);
    expect(reading).toMatchObject({ kind: 'unrecognised' });
    expect('why' in reading && reading.why.en.length).toBeLessThan(200);
  });

  it('does not depend on the order or the number of equal records', () => {
    const pool = ['127.0.0.2', '127.0.0.10', '127.0.0.20', '127.0.0.30', '127.0.0.99', '127.255.255.254', '1.2.3.4'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (records, keys) => {
          const shuffled = records.map((record) => [keys.next().value, record] as const).sort(([a], [b]) => a - b);
          const other = [...shuffled.map(([, record]) => record), records[0]!];
          expect(read(MIXED, ...other)).toEqual(read(MIXED, ...records));
        },
      ),
    );
  });
});

describe('the lists of the table, read by the answers that they are known to give', () => {
  it.each<[string, string[], string]>([
    ['spamhaus-zen', ['127.0.0.2', '127.0.0.4', '127.0.0.10'], 'listed'],
    ['spamhaus-zen', ['127.0.0.10'], 'policy'],
    ['spamhaus-zen', ['127.0.0.11'], 'policy'],
    ['spamhaus-zen', ['127.255.255.250'], 'refused'],
    ['spamhaus-zen', ['127.255.255.1'], 'refused'],
    ['spamhaus-dbl', ['127.0.1.2'], 'listed'],
    ['spamhaus-dbl', ['127.0.1.255'], 'refused'],
    ['spamhaus-zrd', ['127.0.2.7'], 'info'],
    // 127.0.0.1: three lists, three meanings.
    ['uribl-multi', ['127.0.0.1'], 'refused'],
    ['hostkarma', ['127.0.0.1'], 'allowed'],
    ['validity-rpbl', ['127.0.0.1'], 'listed'],
    ['validity-rpbl', ['127.255.255.255'], 'refused'],
    ['validity-rpbl', ['127.0.0.18'], 'listed'],
    ['validity-senderscore', ['127.0.4.97'], 'info'],
    ['validity-senderscore', ['127.0.4.127'], 'refused'],
    ['surbl-multi', ['127.0.0.254'], 'listed'],
    ['surbl-multi', ['127.0.0.4'], 'info'],
    ['surbl-multi', ['127.0.0.1'], 'refused'],
    ['uribl-multi', ['127.0.0.2'], 'listed'],
    ['dnswl', ['127.0.5.3'], 'allowed'],
    ['dnswl', ['127.0.10.0'], 'info'],
    ['dnswl', ['127.0.10.3'], 'refused'],
    ['dnswl', ['127.0.0.255'], 'refused'],
    ['dnswl', ['127.0.0.2'], 'refused'],
    ['spamrats-all', ['127.0.0.36'], 'policy'],
    ['spamrats-all', ['127.0.0.38'], 'listed'],
    ['spamrats-all', ['127.0.0.43'], 'info'],
    ['spamrats-all', ['127.0.0.5'], 'refused'],
    ['spamrats-all', ['198.51.100.7'], 'dead'],
    ['abusix-combined', ['127.0.0.12'], 'policy'],
    ['abusix-combined', ['127.0.0.200'], 'listed'],
    ['uceprotect-2', ['127.0.0.2'], 'info'],
    ['suomispam-bl', ['127.0.0.99'], 'info'],
    ['iadb', ['127.0.0.1', '127.2.255.1'], 'info'],
    ['swinog-spamrbl', ['127.0.0.2'], 'unrecognised'],
  ])('%s %j is %s', (id, records, kind) => {
    expect(read(table(id), ...records).kind).toBe(kind);
  });

  it('every sub-list in an answer of ZEN is named', () => {
    const reading = read(table('spamhaus-zen'), '127.0.0.4', '127.0.0.2', '127.0.0.10');
    expect('codes' in reading && reading.codes.map(({ sublist }) => sublist)).toEqual(['SBL', 'XBL', 'PBL']);
  });
});
