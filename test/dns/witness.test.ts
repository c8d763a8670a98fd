import { expect, it } from 'vitest';
import type { Answer, Question, RecordType, SoaOf } from '../../shared/dns/answer.ts';
import type { ProvenResolver } from '../../shared/dns/proven.ts';
import type { ResolverState } from '../../shared/dns/soundness.ts';
import { createWitness, withDoubtedAbsences } from '../../shared/dns/witness.ts';
import { defined } from '../../shared/model/defined.ts';
import { NOON, RESOLVER } from '../support/zone.ts';

const OTHER = '192.0.2.54:53';
const REVERSE = '25.113.0.203.in-addr.arpa';
const ABSENCE = { name: REVERSE, type: 'PTR', reason: 'nxdomain', resolver: RESOLVER } as const;

/** Who is asked (`resolver`, or a zone's server) and what it says; everything else fails. */
type World = Readonly<Record<string, readonly string[] | 'absent'>>;

const DELEGATED: World = {
  [`${RESOLVER} NS 113.0.203.in-addr.arpa`]: ['ns1.example.net', 'ns2.example.net'],
  [`${RESOLVER} NS ${REVERSE}`]: 'absent',
  [`${RESOLVER} A ns1.example.net`]: ['192.0.2.1'],
  [`${RESOLVER} A ns2.example.net`]: ['192.0.2.2'],
};

function asking(world: World, servers: readonly string[], again: ResolverState = 'sound') {
  const contradictions: string[] = [];
  const asked: string[] = [];
  const proof = (server: string, state: ResolverState) => ({ server, state, why: '', evidence: [] });
  const resolver: ProvenResolver = {
    ask: async <T extends RecordType>({ name, type, via, server }: Question<T>): Promise<Answer<T>> => {
      const by = server === undefined ? (via ?? RESOLVER) : `${server.host}:${server.port}`;
      const trace = { name, type, resolver: by, rcode: '', at: NOON, rttMs: 1 };
      asked.push(`${by} ${type} ${name}`);
      const said = world[`${by} ${type} ${name}`];
      if (said === undefined) return { kind: 'failed', reason: 'timeout', detail: 'no answer', trace };
      if (said === 'absent') return { kind: 'absent', reason: 'nxdomain', chain: [], ttl: 60, trace };
      return { kind: 'records', records: said as never, chain: [], ttl: 60, trace };
    },
    proofs: async () => [],
    proveAgain: async (server) => proof(server, again),
    contradicted: async (server, why) => void contradictions.push(`${server}: ${why.en}`),
  };
  return { witness: createWitness(resolver, servers), contradictions, asked };
}

it.each<[string, World, readonly string[], string, string | undefined]>([
  ['another resolver agrees', { [`${OTHER} PTR ${REVERSE}`]: 'absent' }, [RESOLVER, OTHER], 'agrees', OTHER],
  [
    'another resolver has it',
    { [`${OTHER} PTR ${REVERSE}`]: ['mail.example.com'] },
    [RESOLVER, OTHER],
    'contradicts',
    OTHER,
  ],
  [
    'the zone’s own server agrees, where the other resolver does not answer',
    { ...DELEGATED, [`192.0.2.1:53 PTR ${REVERSE}`]: 'absent' },
    [RESOLVER, OTHER],
    'agrees',
    '192.0.2.1:53',
  ],
  [
    'one of the zone’s servers has it and another has not: it is there',
    { ...DELEGATED, [`192.0.2.1:53 PTR ${REVERSE}`]: 'absent', [`192.0.2.2:53 PTR ${REVERSE}`]: ['mail.example.com'] },
    [RESOLVER],
    'contradicts',
    '192.0.2.2:53',
  ],
  ['the zone’s servers do not answer', DELEGATED, [RESOLVER], 'none', undefined],
  ['nobody knows the zone', {}, [RESOLVER], 'none', undefined],
])('the witness of an absence: %s', async (_, world, servers, kind, by) => {
  const { witness, contradictions } = asking(world, servers);
  expect(await witness.ask(ABSENCE)).toMatchObject(by === undefined ? { kind } : { kind, by });
  expect(contradictions).toEqual(
    kind === 'contradicts' ? [`${RESOLVER}: it says that ${REVERSE} has no PTR record, but ${by} has one`] : [],
  );
});

it('the witness checks a resolver again, but not a zone’s own server', async () => {
  const { witness } = asking({}, [RESOLVER], 'closed');
  expect([await witness.isStillSound(RESOLVER), await witness.isStillSound('192.0.2.1:53')]).toEqual([false, true]);
});

it.each<[SoaOf | undefined, World, string, 'without-soa' | 'all']>([
  ['zone', { [`${OTHER} PTR ${REVERSE}`]: ['mail.example.com'] }, 'absent', 'without-soa'],
  [undefined, { [`${OTHER} PTR ${REVERSE}`]: ['mail.example.com'] }, 'absent', 'without-soa'],
  ['none', { [`${OTHER} PTR ${REVERSE}`]: ['mail.example.com'] }, 'failed', 'without-soa'],
  ['none', { [`${OTHER} PTR ${REVERSE}`]: 'absent' }, 'absent', 'without-soa'],
  ['none', {}, 'absent', 'without-soa'],
  ['zone', { [`${OTHER} PTR ${REVERSE}`]: ['mail.example.com'] }, 'failed', 'all'],
  ['zone', { [`${OTHER} PTR ${REVERSE}`]: 'absent' }, 'absent', 'all'],
])('an absence with soa %s and %j beside it is %s (doubted: %s)', async (soa, world, kind, doubted) => {
  const { witness } = asking(world, [RESOLVER, OTHER]);
  const trace = { ...ABSENCE, rcode: '', at: NOON, rttMs: 1 };
  const base: ProvenResolver = {
    ask: async <T extends RecordType>(): Promise<Answer<T>> => ({
      kind: 'absent',
      reason: 'nodata',
      chain: [],
      ttl: 0,
      trace,
      ...defined({ soa }),
    }),
    proofs: async () => [],
    proveAgain: async (server) => ({ server, state: 'sound', why: '', evidence: [] }),
    contradicted: async () => {},
  };
  const answer = await withDoubtedAbsences(base, witness, doubted).ask({ name: REVERSE, type: 'PTR' });
  expect(answer.kind).toBe(kind);
});

it('the witness asks zones whose servers do not answer twice, and not again', async () => {
  const { witness, asked } = asking(DELEGATED, [RESOLVER]);
  for (let n = 0; n < 4; n++) expect(await witness.ask(ABSENCE)).toEqual({ kind: 'none' });
  expect(asked.filter((text) => text === `192.0.2.1:53 PTR ${REVERSE}`)).toHaveLength(2);
});

it('an absence is impossible where its own resolver rules it out, or was found out since', async () => {
  const ruled = asking({ [`${RESOLVER} TXT mail.example.com`]: ['a text'] }, [RESOLVER]);
  const gone = { name: 'mail.example.com', type: 'A', reason: 'nxdomain', resolver: RESOLVER } as const;
  expect(await ruled.witness.ask(gone)).toMatchObject({ kind: 'impossible' });
  expect(ruled.contradictions).toEqual([]);
  const hides = asking({ [`${RESOLVER} NS .`]: 'absent' }, [RESOLVER]);
  expect(await hides.witness.ask({ ...gone, type: 'NS' })).toMatchObject({ kind: 'impossible' });
  expect(hides.contradictions).toEqual([`${RESOLVER}: it says that the DNS root has no NS records`]);
});
