import { describe, expect, it } from 'vitest';
import { type WitnessedAbsence, whyImpossible } from '../../shared/dns/absence.ts';
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import { ROOT_WITHOUT_SERVERS } from '../../shared/dns/words.ts';
import { NOON, RESOLVER } from '../support/zone.ts';

type Said = 'nxdomain' | 'nodata' | 'timeout' | readonly string[];

/** By `TYPE name`; `TYPE *` is every other question of the type, and all that is left has no answer. */
function saying(script: Readonly<Record<string, Said>>): Resolver {
  return {
    ask: async <T extends RecordType>({ name, type, via }: Question<T>): Promise<Answer<T>> => {
      const trace = { name, type, resolver: via ?? '', rcode: '', at: NOON, rttMs: 1 };
      const said = script[`${type} ${name}`] ?? script[`${type} *`] ?? 'timeout';
      if (said === 'timeout') return { kind: 'failed', reason: said, detail: 'no answer', trace };
      if (typeof said === 'string') return { kind: 'absent', reason: said, chain: [], ttl: 60, trace };
      return { kind: 'records', records: said as never, chain: [], ttl: 60, trace };
    },
  };
}

const absence = (reason: WitnessedAbsence['reason'], type: RecordType = 'TXT'): WitnessedAbsence => ({
  name: 'mail.example.com',
  type,
  reason,
  resolver: RESOLVER,
});

const SERVERS = ['a', 'b', 'c', 'd'].map((letter) => `${letter}.servers.example`);

describe('an absence that a resolver invents by hiding a type', () => {
  it('of NS records is impossible where the root has no NS records either', async () => {
    expect(await whyImpossible(absence('nodata', 'NS'), saying({ 'NS .': 'nodata' }))).toEqual({
      why: ROOT_WITHOUT_SERVERS,
      isResolver: true,
    });
    expect(await whyImpossible(absence('nodata', 'NS'), saying({ 'NS .': ['a.root-servers.net'] }))).toBe(null);
    expect(await whyImpossible(absence('nodata', 'NS'), saying({}))).toBe(null);
  });

  it.each<[string, readonly string[], Said, Said, boolean]>([
    ['no address of any kind', SERVERS, 'nodata', 'nodata', true],
    ['no such names', SERVERS, 'nxdomain', 'nxdomain', true],
    ['IPv6 addresses alone', SERVERS, 'nodata', ['2001:db8::1'], false],
    ['addresses', SERVERS, ['192.0.2.1'], 'nodata', false],
    ['addresses that nobody told', SERVERS, 'timeout', 'nodata', false],
    ['none, of a network’s own com with two servers', SERVERS.slice(0, 2), 'nodata', 'nodata', false],
  ])(
    'of A records is impossible only where com’s servers have no address at all: they have %s',
    async (_, servers, a, aaaa, isImpossible) => {
      const script = { 'NS com': servers, 'A *': a, 'AAAA *': aaaa, 'TXT mail.example.com': 'nodata' } as const;
      const impossible = await whyImpossible(absence('nodata', 'A'), saying(script));
      expect(impossible?.isResolver ?? false).toBe(isImpossible);
    },
  );

  it('of a PTR record is tested against the servers of in-addr.arpa', async () => {
    const script = { 'NS in-addr.arpa': SERVERS, 'A *': 'nodata', 'AAAA *': 'nodata' } as const;
    const gone: WitnessedAbsence = { ...absence('nodata', 'PTR'), name: '25.113.0.203.in-addr.arpa' };
    expect((await whyImpossible(gone, saying(script)))?.why.en).toContain(
      'in-addr.arpa is served by a.servers.example',
    );
  });
});

describe('a name exists for every type or for none (RFC 8020)', () => {
  it.each<[WitnessedAbsence['reason'], RecordType, string, Said, boolean]>([
    ['nxdomain', 'TXT', 'A', ['192.0.2.1'], true],
    ['nxdomain', 'TXT', 'A', 'nodata', true],
    ['nxdomain', 'TXT', 'A', 'nxdomain', false],
    ['nxdomain', 'TXT', 'A', 'timeout', false],
    ['nodata', 'TXT', 'A', 'nxdomain', true],
    ['nodata', 'TXT', 'A', ['192.0.2.1'], false],
    ['nodata', 'TXT', 'A', 'nodata', false],
    ['nxdomain', 'A', 'TXT', ['a text'], true],
    ['nodata', 'A', 'TXT', 'nodata', false],
  ])('%s of %s beside %s %j is impossible: %s', async (reason, type, other, said, isImpossible) => {
    const impossible = await whyImpossible(
      absence(reason, type),
      saying({ 'NS com': 'nodata', [`${other} mail.example.com`]: said }),
    );
    expect(impossible !== null).toBe(isImpossible);
    if (impossible !== null) expect(impossible).toMatchObject({ isResolver: false });
  });
});
