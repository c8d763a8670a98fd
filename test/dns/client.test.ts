import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, evidenceOf } from '../../shared/dns/answer.ts';
import { createPace } from '../../shared/dns/pace.ts';
import { defined } from '../../shared/model/defined.ts';
import { runs } from '../support/thorough.ts';
import { NOON } from '../support/zone.ts';
import { a, bench, cname, flush, type Message, responseTo, SECOND, SERVER, type SentPacket, soa } from './fake-net.ts';

const NXDOMAIN = 3;
const SERVFAIL = 2;
const REFUSED = 5;
const FORMERR = 1;
const NOTIMP = 4;
/** Response, recursion desired and available, and AD. */
const AUTHENTIC = 0x01a0;

const question = { name: 'www.example', type: 'A' } as const;

/** The answer, once there is one: no test hangs on a promise that never settles. */
function watch<T extends Answer>(promise: Promise<T>): { answer: T | null } {
  const seen: { answer: T | null } = { answer: null };
  void promise.then((answer) => {
    seen.answer = answer;
  });
  return seen;
}

describe('the DNS client with one server', () => {
  it('asks with EDNS and recursion, and answers with records and a trace', async () => {
    const { client, net, clock } = bench();
    const promise = client.ask({ name: 'WWW.Example.', type: 'A' });
    clock.advance(12);
    net.sent[0]?.reply({ answers: [a('www.example', '192.0.2.1', 60), a('www.example', '192.0.2.2', 30)] });
    expect(net.sent).toMatchObject([{ name: 'www.example', type: 'A', recursion: true, edns: true, at: 0 }]);
    expect(await promise).toEqual({
      kind: 'records',
      records: ['192.0.2.1', '192.0.2.2'],
      chain: [],
      ttl: 30,
      trace: { name: 'WWW.Example.', type: 'A', resolver: '192.0.2.53:53', rcode: 'NOERROR', at: NOON, rttMs: 12 },
    });
  });

  it.each([
    ['no such name', { rcode: NXDOMAIN, authorities: [soa('example', 600, 300)] }, 'nxdomain', 300, 'NXDOMAIN'],
    ['no such record', { authorities: [soa('example', 60, 300)] }, 'nodata', 60, 'NOERROR'],
    ['an absence that nobody vouches for', { rcode: NXDOMAIN }, 'nxdomain', 0, 'NXDOMAIN'],
  ])('reports %s as an absence, with the TTL that its SOA allows', async (_, message, reason, ttl, rcode) => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply(message);
    expect(await promise).toMatchObject({ kind: 'absent', reason, ttl, trace: { rcode } });
  });

  it.each([
    ['SERVFAIL', SERVFAIL, 'servfail'],
    ['REFUSED', REFUSED, 'refused'],
    ['YXDOMAIN', 6, 'servfail'],
    ['NOTAUTH', 9, 'refused'],
  ])('fails with %s, since it has no other server to ask', async (rcode, code, reason) => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({ rcode: code });
    expect(await promise).toMatchObject({ kind: 'failed', reason, detail: rcode, trace: { rcode } });
    expect(net.sent).toHaveLength(1);
  });

  it('gives the extended error in the detail, made safe to show', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    const data = Buffer.from('\0\x16at delegation \x1b[31mexample\n');
    net.sent[0]?.reply({ rcode: SERVFAIL, edns: { options: [{ code: 15, data }] } });
    expect(await promise).toMatchObject({
      kind: 'failed',
      detail: 'SERVFAIL (22 No Reachable Authority: "at delegation  [31mexample ")',
    });
  });

  it('doubles the wait before each repeated packet, gives each its own id, and stops with the time', async () => {
    const { client, net, clock } = bench();
    const seen = watch(client.ask(question));
    clock.advance(4999);
    await flush();
    expect(net.sent.map(({ at }) => at)).toEqual([0, 250, 750, 1750, 3750]);
    expect(new Set(net.sent.map(({ id }) => id)).size).toBe(5);
    expect(seen.answer).toBeNull();
    clock.advance(1);
    await flush();
    expect(seen.answer).toMatchObject({
      kind: 'failed',
      reason: 'timeout',
      detail: 'no answer within 5 s',
      trace: { resolver: '192.0.2.53:53', rcode: 'TIMEOUT', rttMs: 5000 },
    });
    expect(client.counters).toMatchObject({ packets: 5, retransmissions: 4, tcp: 0 });
  });

  it('adapts its wait to the server, but never waits less than 200 ms', async () => {
    const { client, net, clock } = bench();
    for (let i = 0; i < 20; i++) {
      const promise = client.ask({ name: `n${i}.example`, type: 'A' });
      clock.advance(400);
      for (const sent of net.sent.splice(0)) sent.reply({ rcode: NXDOMAIN });
      await promise;
    }
    void client.ask({ name: 'slow.example', type: 'A' });
    const start = clock.monotonic();
    clock.advance(3000);
    const waits = net.sent.map(({ at }) => at - start);
    // A server that always takes 400 ms is not asked twice before that.
    expect(waits[1]).toBeGreaterThan(400);
    expect(waits[1]).toBeLessThan(600);
    for (let i = 0; i < 40; i++) {
      net.sent.length = 0;
      const promise = client.ask({ name: `f${i}.example`, type: 'A' });
      clock.advance(1);
      net.sent[0]?.reply({ rcode: NXDOMAIN });
      await promise;
    }
    net.sent.length = 0;
    void client.ask({ name: 'lost.example', type: 'A' });
    const later = clock.monotonic();
    clock.advance(300);
    expect(net.sent.map(({ at }) => at - later)).toEqual([0, 200]);
  });

  it('takes the answer to an earlier packet, and ignores what comes after it', async () => {
    const { client, net, clock } = bench();
    const promise = client.ask(question);
    clock.advance(300);
    expect(net.sent).toHaveLength(2);
    net.sent[0]?.reply({ answers: [a('www.example', '192.0.2.1')] });
    net.sent[1]?.reply({ answers: [a('www.example', '192.0.2.9')] });
    net.sent[0]?.reply({ rcode: SERVFAIL });
    expect(await promise).toMatchObject({ kind: 'records', records: ['192.0.2.1'] });
  });
});

describe('the DNSSEC bit', () => {
  const asked = { ...question };
  it.each([
    ['127.0.0.1', true],
    ['127.0.0.53', true],
    ['::1', true],
    ['192.0.2.53', false],
    ['2001:db8::53', false],
  ])('of a resolver at %s is asked for and kept as evidence: %s', async (host, here) => {
    const { client, net } = bench({ servers: [{ host, port: 53 }] });
    const promise = client.ask(asked);
    const [sent] = net.sent;
    expect(sent?.bytes.readUInt16BE(sent.bytes.length - 4)).toBe(here ? 0x8000 : 0);
    sent?.reply({ flags: AUTHENTIC, answers: [a('www.example', '192.0.2.1')] });
    const answer = await promise;
    expect(answer).toMatchObject({ kind: 'records', records: ['192.0.2.1'] });
    expect(answer.trace.ad).toBe(here ? true : undefined);
    expect(evidenceOf(answer).ad).toBe(here ? true : undefined);
  });

  it('is left out of the JSON where the answer does not have it', async () => {
    const { client, net } = bench({ servers: [{ host: '127.0.0.1', port: 53 }] });
    const promise = client.ask(asked);
    net.sent[0]?.reply({ answers: [a('www.example', '192.0.2.1')] });
    expect(Object.keys(evidenceOf(await promise))).toEqual([
      'question',
      'type',
      'resolver',
      'rcode',
      'answers',
      'ttl',
      'at',
      'rttMs',
    ]);
  });

  it('has beside it, as evidence, what the server adds in its own words', async () => {
    const { client, net } = bench();
    const edns = { options: [{ code: 15, data: Buffer.from('\0\x0dwas \x1b[31mfailing') }] };
    for (const message of [{ answers: [a('www.example', '192.0.2.1')] }, { rcode: NXDOMAIN }, { rcode: SERVFAIL }]) {
      const promise = client.ask({ ...question, fresh: true });
      net.sent.at(-1)?.reply({ ...message, edns });
      expect(evidenceOf(await promise).extendedErrors).toEqual(['13 Cached Error: "was  [31mfailing"']);
    }
  });
});

describe('forged and malformed DNS answers', () => {
  const forged = { answers: [a('www.example', '203.0.113.66')] };

  it.each<[string, Message & { readonly otherId?: true }]>([
    ['another id', { otherId: true }],
    ['another name', { questions: [{ name: 'evil.example', type: 'A' }] }],
    ['another type', { questions: [{ name: 'www.example', type: 'AAAA' }] }],
    ['another class', { questions: [{ name: 'www.example', type: 'A', class: 'CH' }] }],
    [
      'two questions',
      {
        questions: [
          { name: 'www.example', type: 'A' },
          { name: 'b', type: 'A' },
        ],
      },
    ],
    ['no question', { questions: [] }],
    ['a query', { type: 'query' }],
    ['no such name and its record at once', { rcode: NXDOMAIN }],
  ])('a packet with %s is ignored, and the real answer still counts', async (_, difference) => {
    const { client, net, clock } = bench();
    const seen = watch(client.ask(question));
    const [sent] = net.sent;
    const { otherId, ...message } = difference;
    sent?.reply({ ...forged, ...message, ...defined({ id: otherId ? ((sent?.id ?? 0) + 1) & 0xffff : undefined }) });
    clock.advance(10);
    await flush();
    expect(seen.answer).toBeNull();
    sent?.reply({ answers: [a('www.example', '192.0.2.1')] });
    await flush();
    expect(seen.answer).toMatchObject({ kind: 'records', records: ['192.0.2.1'] });
  });

  const guess = (sent: SentPacket | undefined, count: number, message: Message = forged): void => {
    for (let at = 1; at <= count; at++) sent?.reply({ ...message, id: ((sent.id ?? 0) + at) & 0xffff });
  };

  it('after a handful of wrong ids only TCP is believed, even if the right id follows', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    const [sent] = net.sent;
    guess(sent, 4);
    expect(net.tcpQueries).toHaveLength(0);
    guess(sent, 5);
    expect(net.tcpQueries).toHaveLength(1);
    sent?.reply(forged);
    net.tcpQueries[0]?.reply({ answers: [a('www.example', '192.0.2.1')] });
    expect(await promise).toMatchObject({ kind: 'records', records: ['192.0.2.1'] });
    expect(client.counters).toMatchObject({ tcp: 1 });
  });

  it('after forged packets and without TCP there is no answer, and the next server is asked', async () => {
    const { client, net } = bench({ servers: [SERVER, SECOND] });
    const promise = client.ask(question);
    guess(net.sent[0], 9);
    net.tcpQueries[0]?.end({ kind: 'failed', reason: 'network', detail: 'ECONNREFUSED' });
    await flush();
    net.sent[0]?.reply(forged);
    expect(net.sent.map(({ to }) => to)).toEqual(['192.0.2.53:53', '192.0.2.54:53']);
    net.sent[1]?.reply({ rcode: REFUSED });
    expect(await promise).toMatchObject({ kind: 'failed', reason: 'refused' });
    expect(net.tcpQueries).toHaveLength(1);
  });

  it('after forged packets and without another server the failure says so', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    guess(net.sent[0], 9);
    net.tcpQueries[0]?.end({ kind: 'failed', reason: 'network', detail: 'ECONNREFUSED' });
    const detail = 'answers were forged, and TCP failed: ECONNREFUSED';
    expect(await promise).toMatchObject({ kind: 'failed', reason: 'network', detail });
  });

  it('wrong ids for another question, garbage, and a second answer to an earlier packet do not count as guesses', async () => {
    const { client, net, clock } = bench();
    const promise = client.ask(question);
    clock.advance(300);
    const [first, second] = net.sent;
    const earlier = client.ask({ name: 'other.example', type: 'A' });
    net.sent[2]?.reply({ answers: [a('other.example', '192.0.2.7')] });
    await earlier;
    for (let at = 0; at < 20; at++) net.sent[2]?.reply({ answers: [a('other.example', '192.0.2.7')] });
    guess(first, 20, { questions: [{ name: 'evil.example', type: 'A' }] });
    for (let at = 0; at < 20; at++) second?.raw(Buffer.from('not a message at all'));
    expect(net.tcpQueries).toEqual([]);
    second?.reply({ answers: [a('www.example', '192.0.2.1')] });
    expect(await promise).toMatchObject({ kind: 'records', records: ['192.0.2.1'] });
  });

  it('a port that a forger has found is given up', async () => {
    const { client, net } = bench();
    const first = client.ask(question);
    guess(net.sent[0], 5);
    net.tcpQueries[0]?.reply({ rcode: NXDOMAIN });
    await first;
    const found = net.sent[0]?.socket;
    for (let at = 0; at < 100; at++) {
      const next = client.ask({ name: `n${at}.example`, type: 'A' });
      expect(net.sent.at(-1)?.socket).not.toBe(found);
      net.sent.at(-1)?.reply({ rcode: NXDOMAIN });
      await next;
    }
  });

  it('an answer with the question in another case is for the same question', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({
      questions: [{ name: 'wWw.ExAmPlE', type: 'A' }],
      answers: [a('WWW.example', '192.0.2.1')],
    });
    expect(await promise).toMatchObject({ kind: 'records', records: ['192.0.2.1'] });
  });

  it.each([
    ['garbage with the right id', (id: number) => Buffer.from([id >> 8, id & 255, 0x80, 0, 0, 1])],
    ['a single octet', () => Buffer.from([7])],
    ['nothing at all', () => Buffer.alloc(0)],
    [
      'a header that promises records',
      (id: number) => Buffer.from([id >> 8, id & 255, 0x80, 0, 0, 1, 0xff, 0xff, 0, 0, 0, 0]),
    ],
  ])('a server that sends only %s is malformed, when the time is up and not before', async (_, bytes) => {
    const { client, net, clock } = bench({ timeoutMs: 1000 });
    const seen = watch(client.ask(question));
    for (const { raw, id } of net.sent) raw(bytes(id));
    clock.advance(999);
    await flush();
    expect(seen.answer).toBeNull();
    clock.advance(1);
    await flush();
    expect(seen.answer).toMatchObject({ kind: 'failed', reason: 'malformed', trace: { rcode: 'MALFORMED' } });
  });

  it.each([
    ['FORMERR', FORMERR],
    ['SERVFAIL', SERVFAIL],
    ['REFUSED', REFUSED],
  ])('an error without its question is believed: %s', async (rcode, code) => {
    const { client, net } = bench();
    const promise = client.ask(question);
    // FORMERR may mean EDNS: it comes twice.
    net.sent[0]?.reply({ questions: [], rcode: code });
    net.sent[1]?.reply({ questions: [], rcode: code });
    expect(await promise).toMatchObject({ kind: 'failed', trace: { rcode } });
  });

  it('an answer that is not an error is not believed without its question', async () => {
    const { client, net, clock } = bench({ timeoutMs: 1000 });
    const seen = watch(client.ask(question));
    net.sent[0]?.reply({ questions: [], rcode: NXDOMAIN });
    net.sent[0]?.reply({ questions: [] });
    clock.advance(1000);
    await flush();
    expect(seen.answer).toMatchObject({ kind: 'failed', reason: 'malformed' });
  });

  it('whatever bytes come, the client answers in time, and never with the answer to another question', async () => {
    const change = fc.record({ at: fc.nat(120), to: fc.nat(255) });
    const arrival = fc.oneof(
      fc.record({ kind: fc.constant('bytes' as const), bytes: fc.uint8Array({ maxLength: 90 }) }),
      fc.record({
        kind: fc.constant('changed' as const),
        changes: fc.array(change, { maxLength: 5 }),
        cut: fc.nat(120),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { maxLength: 12 }), async (arrivals) => {
        const { client, net, clock } = bench({ timeoutMs: 500 });
        const seen = watch(client.ask(question));
        // A real answer, but to a longer name: no change of octets can make it one to this question.
        const message = {
          questions: [{ name: 'a.longer.name.example', type: 'A' }],
          answers: [a('www.example', '203.0.113.66')],
        };
        for (const [i, arrived] of arrivals.entries()) {
          clock.advance(20);
          const sent = net.sent[i % net.sent.length]!;
          const real = responseTo(sent, message as Message);
          if (arrived.kind === 'bytes') sent.raw(Buffer.concat([sent.bytes.subarray(0, 2), arrived.bytes]));
          else {
            for (const { at, to } of arrived.changes) if (at >= 12) real[at] = to;
            sent.raw(real.subarray(0, arrived.cut));
          }
        }
        clock.advance(500);
        await flush();
        expect(seen.answer?.kind).toBe('failed');
        expect(clock.pending()).toBe(0);
      }),
      { numRuns: runs(200) },
    );
  });

  it('the client asks from several ports, and gives each of them up in time', async () => {
    const { client, net } = bench();
    for (let i = 0; i < 10_000; i++) {
      const promise = client.ask({ name: `n${i}.example`, type: 'A' });
      net.sent[i]?.reply({ rcode: NXDOMAIN });
      await promise;
    }
    const uses = Map.groupBy(net.sent, ({ socket }) => socket);
    expect(net.openSockets()).toBe(8);
    expect(Math.max(...[...uses.values()].map(({ length }) => length))).toBeLessThanOrEqual(1000);
    expect(new Set(net.sent.map(({ id }) => id)).size).toBeGreaterThan(8500);
    client.close();
    expect(net.openSockets()).toBe(0);
  });
});

describe('the DNS client with several servers', () => {
  const servers = [SERVER, SECOND];

  it.each([
    ['SERVFAIL', SERVFAIL],
    ['REFUSED', REFUSED],
  ])('asks the next server at once after %s, and names that server in the trace', async (_, rcode) => {
    const { client, net } = bench({ servers });
    const promise = client.ask(question);
    net.sent[0]?.reply({ rcode });
    net.sent[1]?.reply({ answers: [a('www.example', '192.0.2.1')] });
    expect(net.sent.map(({ to, at }) => [to, at])).toEqual([
      ['192.0.2.53:53', 0],
      ['192.0.2.54:53', 0],
    ]);
    expect(await promise).toMatchObject({ kind: 'records', trace: { resolver: '192.0.2.54:53' } });
  });

  it('leaves a server that does not answer for the next one, and asks it again in the next round', async () => {
    const { client, net, clock } = bench({ servers });
    const promise = client.ask(question);
    clock.advance(1600);
    expect(net.sent.map(({ to, at }) => [to.slice(8, 10), at])).toEqual([
      ['53', 0],
      ['54', 250],
      ['53', 500],
      ['54', 1000],
      ['53', 1500],
    ]);
    net.sent[0]?.reply({ answers: [a('www.example', '192.0.2.1')] });
    expect(await promise).toMatchObject({ kind: 'records', trace: { resolver: '192.0.2.53:53' } });
  });

  it('gives the last answer where all servers refuse', async () => {
    const { client, net } = bench({ servers });
    const promise = client.ask(question);
    net.sent[0]?.reply({ rcode: REFUSED });
    net.sent[1]?.reply({ rcode: SERVFAIL });
    expect(await promise).toMatchObject({ reason: 'servfail', trace: { resolver: '192.0.2.54:53' } });
    expect(net.sent).toHaveLength(2);
  });

  it('gives the one server that does not answer two tries after the other refused, not all the time', async () => {
    const { client, net, clock } = bench({ servers });
    const seen = watch(client.ask(question));
    net.sent[0]?.reply({ rcode: SERVFAIL });
    clock.advance(749);
    await flush();
    expect(seen.answer).toBeNull();
    clock.advance(1);
    await flush();
    expect(seen.answer).toMatchObject({ reason: 'servfail', trace: { resolver: '192.0.2.53:53' } });
    expect(net.sent.map(({ to }) => to.slice(8, 10))).toEqual(['53', '54', '54']);
  });

  it('keeps waiting for the other server when a refusal comes late', async () => {
    const { client, net, clock } = bench({ servers });
    const promise = client.ask(question);
    clock.advance(260);
    net.sent[0]?.reply({ rcode: SERVFAIL });
    expect(net.sent).toHaveLength(2);
    clock.advance(100);
    net.sent[1]?.reply({ rcode: NXDOMAIN });
    expect(await promise).toMatchObject({ kind: 'absent', trace: { resolver: '192.0.2.54:53' } });
  });
});

describe('network errors of the DNS client', () => {
  it('a port where nothing listens fails after three tries, long before the time is up', async () => {
    const { client, net, clock } = bench();
    const seen = watch(client.ask(question));
    for (let i = 0; i < 3; i++) {
      net.sent.at(-1)?.fail('ECONNREFUSED');
      clock.advance(60);
    }
    await flush();
    expect(seen.answer).toMatchObject({
      kind: 'failed',
      reason: 'network',
      detail: 'no server can be reached (ECONNREFUSED)',
      trace: { rcode: 'NETWORK' },
    });
    expect(net.sent).toHaveLength(3);
    expect(clock.monotonic()).toBeLessThan(200);
  });

  it('an error on a port does not end the other questions that wait on it', async () => {
    const { client, net, clock } = bench();
    const promises = Array.from({ length: 40 }, (_, i) => client.ask({ name: `n${i}.example`, type: 'A' }));
    net.sent[0]?.fail('ECONNREFUSED');
    clock.advance(30);
    for (const { reply } of net.sent) reply({ rcode: NXDOMAIN });
    for (const promise of promises) expect(await promise).toMatchObject({ kind: 'absent' });
    // Those on other ports were not disturbed.
    expect(client.counters.retransmissions).toBeGreaterThan(0);
    expect(client.counters.retransmissions).toBeLessThan(20);
  });

  it('after an error the next server is asked at once', async () => {
    const { client, net } = bench({ servers: [SERVER, SECOND] });
    const promise = client.ask(question);
    net.sent[0]?.fail('EHOSTUNREACH');
    net.sent[1]?.reply({ answers: [a('www.example', '192.0.2.1')] });
    expect(net.sent.map(({ at }) => at)).toEqual([0, 0]);
    expect(await promise).toMatchObject({ kind: 'records', trace: { resolver: '192.0.2.54:53' } });
  });

  it('where all ports refuse, the reason is "network"', async () => {
    const { client, net, clock } = bench({ servers: [SERVER, SECOND] });
    const seen = watch(client.ask(question));
    for (let i = 0; i < 20 && seen.answer === null; i++) {
      net.sent.at(-1)?.fail('ECONNREFUSED');
      clock.advance(30);
      await flush();
    }
    expect(seen.answer).toMatchObject({ reason: 'network' });
    expect(net.sent.length).toBeLessThanOrEqual(6);
  });
});

describe('EDNS', () => {
  it.each([
    ['FORMERR', { rcode: FORMERR }],
    ['NOTIMP', { rcode: NOTIMP }],
    ['BADVERS', { edns: { extendedRcode: 1 } }],
    ['FORMERR without its question', { rcode: FORMERR, questions: [] }],
  ])('is left out for a server that answers %s, and the client remembers that', async (_, refusal) => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply(refusal);
    net.sent[1]?.reply({ answers: [a('www.example', '192.0.2.1')] });
    expect(await promise).toMatchObject({ kind: 'records' });
    void client.ask({ name: 'next.example', type: 'A' });
    expect(net.sent.map(({ edns }) => edns)).toEqual([true, false, false]);
    client.close();
  });

  it('is left out server by server', async () => {
    const { client, net } = bench({ servers: [SERVER, SECOND] });
    const promise = client.ask(question);
    net.sent[0]?.reply({ rcode: FORMERR });
    net.sent[1]?.reply({ rcode: SERVFAIL });
    net.sent[2]?.reply({ rcode: NXDOMAIN });
    await promise;
    expect(net.sent.map(({ to, edns }) => [to.slice(8, 10), edns])).toEqual([
      ['53', true],
      ['53', false],
      ['54', true],
    ]);
  });

  it('stays on for a server that sends OPT back with its FORMERR', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({ rcode: FORMERR, edns: {} });
    expect(await promise).toMatchObject({ kind: 'failed', reason: 'servfail', trace: { rcode: 'FORMERR' } });
    expect(net.sent).toHaveLength(1);
  });

  it('stays on for a server that refuses with and without it', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({ rcode: NOTIMP });
    net.sent[1]?.reply({ rcode: NOTIMP });
    expect(await promise).toMatchObject({ kind: 'failed', reason: 'refused', trace: { rcode: 'NOTIMP' } });
    void client.ask({ name: 'next.example', type: 'A' });
    expect(net.sent[2]?.edns).toBe(true);
    client.close();
  });
});

describe('a truncated DNS answer', () => {
  it('is fetched whole over TCP from the same server', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    // What a truncated answer holds does not count.
    net.sent[0]?.reply({ truncated: true, answers: [a('www.example', '192.0.2.1')] });
    net.tcpQueries[0]?.reply({ answers: [a('www.example', '192.0.2.1'), a('www.example', '192.0.2.2')] });
    expect(await promise).toMatchObject({ records: ['192.0.2.1', '192.0.2.2'], trace: { resolver: '192.0.2.53:53' } });
    expect(client.counters).toMatchObject({ packets: 1, retransmissions: 0, tcp: 1 });
  });

  it('starts one TCP connection, even if the answers to repeated packets are truncated too', async () => {
    const { client, net, clock } = bench();
    const promise = client.ask(question);
    clock.advance(300);
    for (const { reply } of [...net.sent]) reply({ truncated: true });
    expect(net.tcpQueries).toHaveLength(1);
    net.tcpQueries[0]?.reply({ rcode: NXDOMAIN });
    expect(await promise).toMatchObject({ kind: 'absent' });
  });

  it.each([
    ['network', { kind: 'failed', reason: 'network', detail: 'ECONNREFUSED' } as const, 'network', 'NETWORK'],
    ['timeout', { kind: 'failed', reason: 'timeout', detail: 'no answer' } as const, 'timeout', 'TIMEOUT'],
    ['garbage', { kind: 'message', bytes: Buffer.alloc(20) } as const, 'malformed', 'MALFORMED'],
    ['an empty frame', { kind: 'message', bytes: Buffer.alloc(0) } as const, 'malformed', 'MALFORMED'],
  ])('fails with the reason where TCP gives %s', async (_, result, reason, rcode) => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({ truncated: true });
    net.tcpQueries[0]?.end(result);
    expect(await promise).toMatchObject({
      kind: 'failed',
      reason,
      detail: expect.stringContaining('truncated'),
      trace: { rcode },
    });
  });

  it.each<[string, Message & { readonly otherId?: true }]>([
    ['another question', { questions: [{ name: 'evil.example', type: 'A' }] }],
    ['another id', { otherId: true }],
    ['a truncated answer', { truncated: true }],
    ['a query', { type: 'query' }],
  ])('is not completed by %s over TCP', async (_, difference) => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({ truncated: true });
    const { otherId, ...message } = difference;
    const [tcp] = net.tcpQueries;
    const id = ((tcp?.id ?? 0) + 1) & 0xffff;
    tcp?.reply({
      answers: [a('www.example', '203.0.113.66')],
      ...message,
      ...defined({ id: otherId ? id : undefined }),
    });
    expect(await promise).toMatchObject({ kind: 'failed', reason: 'malformed', trace: { rcode: 'MALFORMED' } });
  });

  it('is asked of the next server where TCP fails', async () => {
    const { client, net } = bench({ servers: [SERVER, SECOND] });
    const promise = client.ask(question);
    net.sent[0]?.reply({ truncated: true });
    expect(net.tcpQueries[0]?.ms).toBe(2000);
    net.tcpQueries[0]?.end({ kind: 'failed', reason: 'timeout', detail: 'no answer' });
    await flush();
    net.sent[1]?.reply({ rcode: NXDOMAIN });
    expect(await promise).toMatchObject({ kind: 'absent', trace: { resolver: '192.0.2.54:53' } });
  });

  it('gets over TCP only what is left of the question’s time', async () => {
    const { client, net, clock } = bench({ timeoutMs: 1000 });
    void client.ask(question);
    clock.advance(240);
    net.sent[0]?.reply({ truncated: true });
    expect(net.tcpQueries[0]?.ms).toBe(760);
    client.close();
    expect(net.tcpQueries[0]?.cancelled).toBe(true);
  });
});

describe('a CNAME', () => {
  it('is followed inside the answer', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({
      answers: [
        a('c.example', '192.0.2.1', 500),
        cname('b.example', 'c.example', 40),
        cname('www.example', 'B.example', 400),
      ],
    });
    expect(await promise).toMatchObject({ records: ['192.0.2.1'], chain: ['b.example', 'c.example'], ttl: 40 });
    expect(net.sent).toHaveLength(1);
  });

  it('that leaves the answer is followed by a question for its last name', async () => {
    const { client, net, clock } = bench();
    const promise = client.ask(question);
    clock.advance(20);
    net.sent[0]?.reply({ answers: [cname('www.example', 'b.example', 100)] });
    expect(net.sent[1]).toMatchObject({ name: 'b.example', type: 'A' });
    clock.advance(30);
    net.sent[1]?.reply({ answers: [cname('b.example', 'c.example', 50), a('c.example', '192.0.2.1', 70)] });
    expect(await promise).toMatchObject({
      records: ['192.0.2.1'],
      chain: ['b.example', 'c.example'],
      ttl: 50,
      trace: { name: 'www.example', rttMs: 50, at: NOON },
    });
  });

  it('to a name that does not exist is an absence with its chain', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({
      rcode: NXDOMAIN,
      answers: [cname('www.example', 'gone.example', 20)],
      authorities: [soa('example')],
    });
    expect(await promise).toMatchObject({ kind: 'absent', reason: 'nxdomain', chain: ['gone.example'], ttl: 20 });
  });

  it('is itself the answer to a question for CNAME', async () => {
    const { client, net } = bench();
    const promise = client.ask({ name: 'www.example', type: 'CNAME' });
    net.sent[0]?.reply({ answers: [cname('www.example', 'b.example')] });
    expect(await promise).toMatchObject({ kind: 'records', records: ['b.example'], chain: [] });
  });

  it('that loops inside an answer fails at once', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({ answers: [cname('www.example', 'b.example'), cname('b.example', 'www.example')] });
    expect(await promise).toMatchObject({
      kind: 'failed',
      reason: 'malformed',
      detail: expect.stringContaining('loops'),
    });
  });

  it('that loops over several answers fails', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    net.sent[0]?.reply({ answers: [cname('www.example', 'b.example')] });
    net.sent[1]?.reply({ answers: [cname('b.example', 'www.example')] });
    expect(await promise).toMatchObject({
      kind: 'failed',
      reason: 'malformed',
      detail: expect.stringContaining('loops'),
    });
    expect(net.sent).toHaveLength(2);
  });

  it('that loops later in its chain fails as soon as it loops', async () => {
    const { client, net } = bench();
    const promise = client.ask(question);
    for (const [i, target] of ['b.example', 'c.example', 'b.example'].entries()) {
      net.sent[i]?.reply({ answers: [cname(net.sent[i]?.name ?? '', target)] });
    }
    expect(await promise).toMatchObject({
      kind: 'failed',
      reason: 'malformed',
      detail: expect.stringContaining('loops'),
    });
    expect(net.sent).toHaveLength(3);
  });

  it('without end is given up after eight steps', async () => {
    const { client, net } = bench();
    const promise = client.ask({ name: 'n0.example', type: 'A' });
    for (let i = 0; i < 20; i++) net.sent[i]?.reply({ answers: [cname(`n${i}.example`, `n${i + 1}.example`)] });
    expect(await promise).toMatchObject({ kind: 'failed', reason: 'malformed', detail: expect.stringContaining('8') });
    expect(net.sent).toHaveLength(9);
  });

  it('has one time limit for all its steps', async () => {
    const { client, net, clock } = bench({ timeoutMs: 1000 });
    const seen = watch(client.ask(question));
    clock.advance(200);
    net.sent[0]?.reply({ answers: [cname('www.example', 'b.example')] });
    clock.advance(799);
    await flush();
    expect(seen.answer).toBeNull();
    clock.advance(1);
    await flush();
    expect(seen.answer).toMatchObject({ kind: 'failed', reason: 'timeout', detail: 'no answer within 1 s' });
  });
});

describe('names that the DNS client never sends', () => {
  it.each([
    ['a label of 64', `${'x'.repeat(64)}.example`],
    ['a name of 254', `${'x.'.repeat(127)}`.slice(0, 254).replace(/\.$/, '').padEnd(254, 'y')],
    ['an empty label', 'a..example'],
    ['a leading dot', '.example'],
    ['a broken escape', 'a\\999.example'],
    ['a megabyte', 'x.'.repeat(500_000)],
  ])('%s makes no packet', async (_, name) => {
    const { client, net } = bench();
    expect(await client.ask({ name, type: 'A' })).toMatchObject({
      kind: 'failed',
      reason: 'malformed',
      trace: { rcode: 'INVALID', resolver: '192.0.2.53:53', rttMs: 0 },
    });
    expect(net.opened).toHaveLength(0);
  });

  it('a label of 63 octets and a name of 253 are sent', () => {
    const { client, net } = bench();
    void client.ask({ name: `${'x'.repeat(63)}.example`, type: 'A' });
    void client.ask({ name: `${'x.'.repeat(126)}y`, type: 'A' });
    void client.ask({ name: '.', type: 'NS' });
    expect(net.sent.map(({ name }) => name.length)).toEqual([71, 253, 1]);
    client.close();
  });
});

describe('a question to one given server', () => {
  const server = { host: '8.8.8.8', port: 53 };

  it('goes to that server only, without recursion, if the guard allows its address', async () => {
    const { client, net } = bench({ servers: [SERVER, SECOND] });
    const promise = client.ask({ ...question, server });
    expect(net.sent).toMatchObject([{ to: '8.8.8.8:53', recursion: false }]);
    net.sent[0]?.reply({ rcode: REFUSED });
    expect(await promise).toMatchObject({ reason: 'refused', trace: { resolver: '8.8.8.8:53' } });
    expect(net.opened).toEqual([{ to: '8.8.8.8:53', trust: 'data' }]);
  });

  it.each(['127.0.0.1', '::1', '10.1.2.3', '169.254.169.254', '192.0.2.1', '::ffff:127.0.0.1', 'ns.example', ''])(
    'refuses the server %j',
    async (host) => {
      const { client, net } = bench();
      expect(await client.ask({ ...question, server: { host, port: 53 } })).toMatchObject({
        kind: 'failed',
        reason: 'network',
        detail: expect.stringContaining('not connecting'),
      });
      expect(net.opened).toHaveLength(0);
    },
  );

  it('keeps the sockets of the last 64 servers, and closes those of earlier ones', async () => {
    const { client, net } = bench();
    for (let i = 0; i < 300; i++) {
      const promise = client.ask({ ...question, server: { host: `8.8.${i >> 8}.${i & 255}`, port: 53 } });
      net.sent[i]?.reply({ rcode: REFUSED });
      await promise;
    }
    expect(net.openSockets()).toBe(64);
    client.close();
    expect(net.openSockets()).toBe(0);
  });
});

describe('the deadline, the pace and the end of the DNS client', () => {
  it('nothing continues past the command’s deadline, and the detail says so', async () => {
    const { client, net, clock } = bench({ deadlineAt: 1000 });
    const seen = watch(client.ask(question));
    clock.advance(1000);
    await flush();
    expect(seen.answer).toMatchObject({
      kind: 'failed',
      reason: 'timeout',
      detail: 'the time allowed for the whole command was up',
      trace: { rttMs: 1000 },
    });
    const packets = net.sent.length;
    expect(await client.ask(question)).toMatchObject({
      kind: 'failed',
      reason: 'timeout',
      detail: 'not asked: the time allowed for the whole command was up',
    });
    expect(net.sent).toHaveLength(packets);
    expect(client.deadlineAt).toBe(1000);
  });

  it('the pace counts all packets, repeated ones too, and a question’s time begins with its first packet', async () => {
    const { client, net, clock } = bench({ pace: createPace(2, 1000), timeoutMs: 600 });
    const promises = Array.from({ length: 6 }, (_, i) => client.ask({ name: `n${i}.example`, type: 'A' }));
    clock.advance(20_000);
    const answers = await Promise.all(promises);
    expect(answers).toMatchObject(Array.from({ length: 6 }, () => ({ kind: 'failed', reason: 'timeout' })));
    const times = net.sent.map(({ at }) => at);
    for (const [i, time] of times.entries()) expect(time - (times[i - 2] ?? -1000)).toBeGreaterThanOrEqual(1000);
    expect(new Set(net.sent.map(({ name }) => name)).size).toBe(6);
  });

  it('a question does not wait for a turn that comes after the deadline', async () => {
    const { client, net } = bench({ pace: createPace(1, 10_000), deadlineAt: 5000 });
    const first = client.ask(question);
    expect(await client.ask({ name: 'second.example', type: 'A' })).toMatchObject({
      kind: 'failed',
      reason: 'timeout',
      detail: expect.stringContaining('not asked'),
    });
    net.sent[0]?.reply({ rcode: NXDOMAIN });
    expect(await first).toMatchObject({ kind: 'absent' });
  });

  it('an answer still counts where no turn is left to repeat the packet', async () => {
    const { client, net, clock } = bench({ pace: createPace(1, 10_000) });
    const promise = client.ask(question);
    clock.advance(4000);
    expect(net.sent).toHaveLength(1);
    net.sent[0]?.reply({ rcode: NXDOMAIN });
    expect(await promise).toMatchObject({ kind: 'absent' });
  });

  it('close answers the open questions, and leaves neither socket nor timer', async () => {
    const { client, net, clock } = bench();
    const open = client.ask(question);
    client.close();
    expect(await open).toMatchObject({ kind: 'failed', reason: 'network', detail: 'the resolver was closed' });
    expect(await client.ask(question)).toMatchObject({ kind: 'failed', reason: 'network' });
    expect(net.openSockets()).toBe(0);
    expect(clock.pending()).toBe(0);
  });

  it('close leaves no socket of a repeated question', async () => {
    const { client, net, clock } = bench();
    const promise = client.ask(question);
    clock.advance(2000);
    net.sent[1]?.reply({ rcode: NXDOMAIN });
    await promise;
    expect(net.openSockets()).toBeGreaterThan(1);
    client.close();
    expect(net.openSockets()).toBe(0);
  });

  it('no timer is left when every question is answered', async () => {
    const { client, net, clock } = bench();
    const promise = client.ask(question);
    expect(clock.pending()).toBe(1);
    net.sent[0]?.reply({ rcode: NXDOMAIN });
    await promise;
    expect(clock.pending()).toBe(0);
  });

  it('a client without servers answers with a failure', async () => {
    const { client } = bench({ servers: [] });
    expect(await client.ask(question)).toMatchObject({ kind: 'failed', reason: 'network', trace: { resolver: '' } });
  });
});
