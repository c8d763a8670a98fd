import { describe, expect, it } from 'vitest';
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import { withProof } from '../../shared/dns/proven.ts';
import type { ResolverState } from '../../shared/dns/soundness.ts';
import { verbatim } from '../../shared/model/language.ts';
import { fakeClock } from '../support/clock.ts';
import { NOON, RESOLVER } from '../support/zone.ts';

type Said = 'nxdomain' | 'nodata' | 'timeout' | 'refused' | readonly string[];

/** By `TYPE name`; `*` is every other question. */
type Script = Readonly<Record<string, Said>>;

const OTHER = '192.0.2.54:53';
const ROOT: Script = { 'NS .': ['a.root-servers.net'] };

const SOA = { mname: 'ns.example', rname: 'x.example', serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5 };
const dataOf = (said: unknown): unknown => (said === 'soa' ? SOA : said);

/** One script a server; a question without `via` goes to the first. */
function scripted(scripts: Readonly<Record<string, Script>>): Resolver & { readonly asked: string[] } {
  const asked: string[] = [];
  const ask = async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const resolver = question.via ?? Object.keys(scripts)[0] ?? '';
    const text = `${question.type} ${question.name}`;
    asked.push(`${resolver} ${text}`);
    const said = scripts[resolver]?.[text] ?? scripts[resolver]?.['*'] ?? 'nxdomain';
    const trace = { name: question.name, type: question.type, resolver, rcode: '', at: NOON, rttMs: 1 };
    if (typeof said !== 'string')
      return { kind: 'records', records: said.map(dataOf) as never, chain: [], ttl: 60, trace };
    if (said === 'nxdomain' || said === 'nodata') return { kind: 'absent', reason: said, chain: [], ttl: 60, trace };
    return { kind: 'failed', reason: said, detail: said, trace };
  };
  return { ask, asked };
}

function proven(scripts: Readonly<Record<string, Script>>) {
  const clock = fakeClock();
  const dns = scripted(scripts);
  return { clock, dns, resolver: withProof(dns, { servers: Object.keys(scripts), clock, random: () => 0 }) };
}

const PTR = { name: '25.113.0.203.in-addr.arpa', type: 'PTR' } as const;
const GONE = { name: 'gone.example.com', type: 'A' } as const;

describe('an answer counts once its resolver has proved itself', () => {
  it('absences and records of a sound resolver are kept', async () => {
    const { resolver } = proven({ [RESOLVER]: { ...ROOT, [`PTR ${PTR.name}`]: ['mail.example.com'] } });
    expect(await resolver.ask(PTR)).toMatchObject({ kind: 'records', records: ['mail.example.com'] });
    expect(await resolver.ask(GONE)).toMatchObject({ kind: 'absent' });
    expect(await resolver.proofs()).toMatchObject([{ server: RESOLVER, state: 'sound' }]);
  });

  const HAS = { [`PTR ${PTR.name}`]: ['mail.example.com'] };
  it.each<[string, Script, ResolverState]>([
    ['NXDOMAIN to everything', { ...HAS, '*': 'nxdomain' }, 'closed'],
    ['NODATA to everything', { ...HAS, '*': 'nodata' }, 'closed'],
    ['an address to everything', { ...HAS, '*': ['192.0.2.80'] }, 'rewriting'],
    ['the root, and an address to what cannot exist', { ...ROOT, ...HAS, '*': ['192.0.2.80'] }, 'rewriting'],
    ['the root, and NODATA to what cannot exist', { ...ROOT, ...HAS, '*': 'nodata' }, 'rewriting'],
    ['refusals', { ...HAS, 'A gone.example.com': 'nxdomain', '*': 'refused' }, 'silent'],
  ])('neither an absence nor a record of a resolver that answers like this is kept: %s', async (_, script, state) => {
    const { resolver } = proven({ [RESOLVER]: script });
    for (const question of [PTR, GONE]) {
      const answer = await resolver.ask(question);
      expect(answer).toMatchObject({ kind: 'failed' });
    }
    expect(await resolver.ask(PTR)).toMatchObject({ reason: 'unproven', trace: { resolver: RESOLVER } });
    expect(await resolver.proofs()).toMatchObject([{ state }]);
  });

  it('another resolver is asked instead of one that is not sound', async () => {
    const { resolver } = proven({
      [RESOLVER]: { '*': 'nxdomain' },
      [OTHER]: { ...ROOT, [`PTR ${PTR.name}`]: ['mail.example.com'] },
    });
    expect(await resolver.ask(PTR)).toMatchObject({ kind: 'records', trace: { resolver: OTHER } });
    expect(await resolver.ask(GONE)).toMatchObject({ kind: 'absent', trace: { resolver: OTHER } });
    expect((await resolver.proofs()).map(({ state }) => state)).toEqual(['closed', 'sound']);
  });

  it('the controls are asked once, until the proof is five minutes old', async () => {
    const { resolver, dns, clock } = proven({ [RESOLVER]: ROOT });
    const controls = () => dns.asked.filter((text) => text === `${RESOLVER} NS .`).length;
    await Promise.all([resolver.ask(PTR), resolver.ask(GONE)]);
    await resolver.ask(GONE);
    expect(controls()).toBe(1);
    clock.advance(5 * 60_000);
    await resolver.ask(GONE);
    expect(controls()).toBe(2);
  });

  it('a question with a proof of its own waits for no proof and is not judged by one', async () => {
    const { resolver } = proven({ [RESOLVER]: { '*': 'nxdomain' } });
    expect(await resolver.ask({ ...GONE, proof: 'own' })).toMatchObject({ kind: 'absent' });
  });

  it('a question to a server of a zone is not judged by the proof of the resolver', async () => {
    const { resolver, dns } = proven({ [RESOLVER]: { '*': 'nxdomain' } });
    const server = { host: '192.0.2.1', port: 53 };
    expect(await resolver.ask({ ...GONE, server })).toMatchObject({ kind: 'absent' });
    expect(dns.asked).toHaveLength(1);
  });
});

it('the absence of com is never believed', async () => {
  const { resolver } = proven({ [RESOLVER]: { ...ROOT, 'SOA com': 'nxdomain', 'A com': 'nodata' } });
  expect(await resolver.ask({ name: 'com', type: 'SOA' })).toMatchObject({ kind: 'failed', reason: 'unproven' });
  expect(await resolver.ask({ name: 'com', type: 'A' })).toMatchObject({ kind: 'absent' });
});

it('a reverse name counts only from a resolver that has none for what cannot exist', async () => {
  const { resolver } = proven({
    [RESOLVER]: { ...ROOT, [`PTR ${PTR.name}`]: ['router.lan'], 'A gone.example.com': 'nxdomain' },
  });
  expect(await resolver.ask(PTR)).toMatchObject({ kind: 'records' });
  const liar: Script = {
    ...ROOT,
    [`PTR ${PTR.name}`]: ['router.lan'],
    [`PTR ${'a'.repeat(16)}.in-addr.arpa`]: ['router.lan'],
  };
  const lying = proven({ [RESOLVER]: liar });
  expect(await lying.resolver.ask(PTR)).toMatchObject({ kind: 'failed', reason: 'unproven' });
  expect(await lying.resolver.ask(GONE)).toMatchObject({ kind: 'absent' });
});

describe('the test entries of blocklists prove a resolver', () => {
  const LISTED = { name: '2.0.0.127.list.example', type: 'A', proof: 'listed' } as const;
  const UNLISTED = { name: 'k3v9.list.example', type: 'A', proof: 'unlisted' } as const;
  const TEST_ENTRY = { [`A ${LISTED.name}`]: ['127.0.0.2'], [`A ${UNLISTED.name}`]: 'nxdomain' } as const;
  const stateWith = async (script: Script): Promise<string | undefined> => {
    const { resolver } = proven({ [RESOLVER]: script });
    await Promise.all([resolver.ask(LISTED), resolver.ask(UNLISTED), resolver.ask(GONE)]);
    return (await resolver.proofs())[0]?.state;
  };

  it.each<[string, Script, ResolverState]>([
    ['that refuses to talk about the root', { ...TEST_ENTRY, '*': 'refused' }, 'sound'],
    ['but not one that says there is no root', { ...TEST_ENTRY, '*': 'nxdomain' }, 'closed'],
    ['but not one that lacks the test entry', { [`A ${UNLISTED.name}`]: 'nxdomain', '*': 'refused' }, 'silent'],
    ['but not one that lists everything', { [`A ${LISTED.name}`]: ['127.0.0.2'], '*': 'refused' }, 'silent'],
    [
      'but not one with another address as test entry',
      { ...TEST_ENTRY, [`A ${LISTED.name}`]: ['192.0.2.9'], '*': 'refused' },
      'silent',
    ],
  ])('%s', async (_, script, state) => {
    expect(await stateWith(script)).toBe(state);
  });
});

it('a question about a list goes to the resolver that is sound, and does not wait for slower proofs', async () => {
  const name = '2.0.0.127.list.example';
  const { resolver } = proven({
    [RESOLVER]: { '*': ['192.0.2.80'] },
    [OTHER]: { ...ROOT, [`A ${name}`]: ['127.0.0.2'] },
  });
  expect(await resolver.ask({ name, type: 'A', proof: 'listed' })).toMatchObject({ records: ['127.0.0.2'] });
  const lost = proven({ [RESOLVER]: { '*': ['192.0.2.80'] }, [OTHER]: { '*': 'refused' } });
  expect(await lost.resolver.ask({ name, type: 'A', proof: 'listed' })).toMatchObject({
    trace: { resolver: RESOLVER },
  });
});

it.each<[Script, string]>([
  [{ 'SOA com': ['soa'], 'SOA in-addr.arpa': ['soa'] }, 'absent'],
  [{ 'SOA com': ['soa'] }, 'failed'],
  [{ 'SOA com': ['soa'], 'SOA in-addr.arpa': 'timeout' }, 'absent'],
  [{}, 'absent'],
])('with %j an absent reverse name is %s', async (script, kind) => {
  const { resolver } = proven({ [RESOLVER]: { ...ROOT, ...script } });
  expect((await resolver.ask(PTR)).kind).toBe(kind);
  expect((await resolver.ask(GONE)).kind).toBe('absent');
});

it.each<[Script, ResolverState]>([
  [{ '*': 'nxdomain' }, 'closed'],
  [{ '*': ['192.0.2.80'] }, 'rewriting'],
  // The command's time may be up.
  [{ '*': 'timeout' }, 'sound'],
])('a sound resolver that is asked again and answers %j is %s', async (later, state) => {
  const scripts: Record<string, Script> = { [RESOLVER]: ROOT };
  const { resolver } = proven(scripts);
  expect((await resolver.ask(GONE)).kind).toBe('absent');
  scripts[RESOLVER] = later;
  expect((await resolver.proofs('again'))[0]?.state).toBe(state);
  expect((await resolver.proofs())[0]?.state).toBe(state);
});

it('a resolver that was contradicted keeps its records, and its absences no longer count in this run', async () => {
  const { resolver } = proven({ [RESOLVER]: { ...ROOT, [`PTR ${PTR.name}`]: ['mail.example.com'] } });
  expect(await resolver.ask(GONE)).toMatchObject({ kind: 'absent' });
  await resolver.contradicted(RESOLVER, verbatim('it hides an address'));
  expect(await resolver.ask(GONE)).toMatchObject({ kind: 'failed', reason: 'unproven' });
  expect(await resolver.ask(PTR)).toMatchObject({ kind: 'records' });
  expect(await resolver.proveAgain(RESOLVER)).toMatchObject({ state: 'stripping', why: 'it hides an address' });
  expect(await resolver.proofs()).toMatchObject([{ state: 'stripping', why: 'it hides an address' }]);
});
