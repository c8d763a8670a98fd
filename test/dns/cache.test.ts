import { describe, expect, it } from 'vitest';
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import { withCache } from '../../shared/dns/cache.ts';
import { fakeClock } from '../support/clock.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const WORLD: Zones = { 'www.example': { A: ['192.0.2.1'] }, '*.example': { A: ['192.0.2.2'] } };

function setUp(options: ZoneOptions & { readonly entries?: number } = {}) {
  const clock = fakeClock();
  const inner = zone(WORLD, options);
  const counts = { hits: 0, joins: 0 };
  const resolver = withCache(inner, clock, {
    entries: options.entries ?? 100,
    onHit: () => counts.hits++,
    onJoin: () => counts.joins++,
  });
  return { clock, inner, resolver, counts };
}

/** A resolver whose answers come when the test says so. */
function manual() {
  const open: { question: Question; answer: (answer: Partial<Answer>) => void }[] = [];
  const ask = <T extends RecordType>(question: Question<T>) =>
    new Promise<Answer<T>>((resolve) => {
      const trace = { name: question.name, type: question.type, resolver: '', rcode: 'NOERROR', at: 0, rttMs: 0 };
      const answer = (given: Partial<Answer>) =>
        resolve({ kind: 'absent', reason: 'nodata', chain: [], ttl: 60, trace, ...given } as Answer<T>);
      open.push({ question, answer });
    });
  return { resolver: { ask } satisfies Resolver, open };
}

const www = { name: 'www.example', type: 'A' } as const;

describe('the cache of answers', () => {
  it.each([
    ['records', www, 300],
    ['an absence', { name: 'www.example', type: 'AAAA' } as const, 300],
  ])('keeps %s for the TTL', async (_, question, ttl) => {
    const { clock, inner, resolver, counts } = setUp({ ttl });
    const first = await resolver.ask(question);
    clock.advance(299_000);
    const kept = await resolver.ask(question);
    expect(kept).toEqual({ ...first, ttl: 1 });
    clock.advance(999);
    await resolver.ask(question);
    expect(inner.asked).toHaveLength(1);
    clock.advance(1);
    expect(await resolver.ask(question)).toMatchObject({ ttl: 300 });
    expect(inner.asked).toHaveLength(2);
    expect(counts.hits).toBe(2);
  });

  it('keeps no answer longer than an hour', async () => {
    const { clock, inner, resolver } = setUp({ ttl: 86_400 });
    await resolver.ask(www);
    clock.advance(3_599_999);
    expect(await resolver.ask(www)).toMatchObject({ ttl: 1 });
    clock.advance(1);
    await resolver.ask(www);
    expect(inner.asked).toHaveLength(2);
  });

  it('does not keep an answer with a TTL of 0', async () => {
    const { inner, resolver } = setUp({ ttl: 0 });
    await resolver.ask(www);
    await resolver.ask(www);
    expect(inner.asked).toHaveLength(2);
  });

  it('never keeps a failure', async () => {
    for (const reason of ['timeout', 'servfail', 'refused', 'network', 'malformed'] as const) {
      const { inner, resolver } = setUp({ failing: { '* *.example': reason } });
      await resolver.ask(www);
      await resolver.ask(www);
      expect(inner.asked).toHaveLength(2);
    }
  });

  it('gives a kept answer with the time of its question, and with the name as it is spelled now', async () => {
    const { clock, resolver } = setUp();
    const first = await resolver.ask(www);
    clock.advance(5000);
    expect(await resolver.ask({ name: 'WWW.Example.', type: 'A' })).toMatchObject({
      trace: { ...first.trace, name: 'WWW.Example.' },
    });
  });
});

describe('two questions that the cache keeps apart', () => {
  it('differ in the type, in the server, or in a label with a dot inside', async () => {
    const { inner, resolver } = setUp();
    const server = { host: '8.8.8.8', port: 53 };
    await resolver.ask(www);
    await resolver.ask({ ...www, type: 'TXT' });
    await resolver.ask({ ...www, server });
    await resolver.ask({ ...www, server: { ...server, port: 54 } });
    await resolver.ask({ name: '8.8.8.8:53 www.example', type: 'A' });
    expect(inner.asked).toHaveLength(5);
    await resolver.ask({ ...www, server });
    expect(inner.asked).toHaveLength(5);
  });
});

describe('a fresh question', () => {
  it('is always sent, and its answer is kept for other questions', async () => {
    const { inner, resolver } = setUp();
    await resolver.ask(www);
    await resolver.ask({ ...www, fresh: true });
    await resolver.ask({ ...www, fresh: true });
    expect(inner.asked).toHaveLength(3);
    await resolver.ask(www);
    expect(inner.asked).toHaveLength(3);
  });

  it('that comes first serves equal questions that wait', async () => {
    const { inner, resolver } = setUp();
    await resolver.ask({ ...www, fresh: true });
    expect(await resolver.ask(www)).toMatchObject({ kind: 'records' });
    expect(inner.asked).toHaveLength(1);
  });

  it('never shares the answer of another question, nor does another fresh one share its answer', async () => {
    const { resolver: inner, open } = manual();
    const resolver = withCache(inner, fakeClock(), { entries: 10 });
    const answers = [www, { ...www, fresh: true }, { ...www, fresh: true }, www].map((question) =>
      resolver.ask(question),
    );
    expect(open.map(({ question }) => question.fresh ?? false)).toEqual([false, true, true]);
    for (const [i, { answer }] of open.entries()) answer({ ttl: 100 + i });
    expect((await Promise.all(answers)).map((answer) => (answer.kind === 'failed' ? null : answer.ttl))).toEqual([
      100, 101, 102, 100,
    ]);
  });

  it('that fails leaves the kept answer', async () => {
    const { resolver: inner, open } = manual();
    const resolver = withCache(inner, fakeClock(), { entries: 10 });
    const first = resolver.ask(www);
    open[0]?.answer({});
    await first;
    const fresh = resolver.ask({ ...www, fresh: true });
    // While it is open, the others still have the answer that is known.
    await resolver.ask(www);
    open[1]?.answer({ kind: 'failed', reason: 'timeout', detail: '' });
    await fresh;
    expect(await resolver.ask(www)).toMatchObject({ kind: 'absent' });
    expect(open).toHaveLength(2);
  });
});

describe('equal questions at the same time', () => {
  it('become one, whatever the case of their names', async () => {
    const { inner, resolver, counts } = setUp();
    const answers = await Promise.all(
      [www, { ...www, name: 'WWW.EXAMPLE.' }, www].map((question) => resolver.ask(question)),
    );
    expect(inner.asked).toHaveLength(1);
    expect(counts.joins).toBe(2);
    expect(answers).toMatchObject([{ kind: 'records' }, { kind: 'records' }, { kind: 'records' }]);
  });

  it('share a failure too, and the next one is sent anew', async () => {
    const { inner, resolver } = setUp({ failing: { '* *.example': 'servfail' } });
    const answers = await Promise.all([resolver.ask(www), resolver.ask(www)]);
    expect(answers).toMatchObject([{ kind: 'failed' }, { kind: 'failed' }]);
    await resolver.ask(www);
    expect(inner.asked).toHaveLength(2);
  });

  it('stay one even when many other questions are asked meanwhile', async () => {
    const { resolver: inner, open } = manual();
    const resolver = withCache(inner, fakeClock(), { entries: 10 });
    const slow = resolver.ask(www);
    for (let i = 0; i < 100; i++) {
      const answer = resolver.ask({ name: `n${i}.example`, type: 'A' });
      open.at(-1)?.answer({});
      await answer;
    }
    const joined = resolver.ask(www);
    expect(open.filter(({ question }) => question.name === 'www.example')).toHaveLength(1);
    open[0]?.answer({ ttl: 7 });
    expect(await Promise.all([slow, joined])).toMatchObject([{ ttl: 7 }, { ttl: 7 }]);
  });
});

describe('the size of the cache', () => {
  it('is bounded, and what is still asked for stays', async () => {
    const { inner, resolver } = setUp({ entries: 100 });
    await resolver.ask(www);
    for (let i = 0; i < 1000; i++) {
      await resolver.ask({ name: `n${i}.example`, type: 'A' });
      if (i % 40 === 0) await resolver.ask(www);
    }
    expect(inner.asked.filter((asked) => asked === 'A www.example')).toHaveLength(1);
    inner.asked.length = 0;
    for (let i = 0; i < 1000; i++) await resolver.ask({ name: `n${i}.example`, type: 'A' });
    expect(inner.asked.length).toBeGreaterThanOrEqual(900);
  });
});
