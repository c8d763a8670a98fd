/** The whole stack over real sockets, against a server that behaves as servers do. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LocalDnsOptions, localDns } from '../../adapters/local/dns.ts';
import type { Answer } from '../../shared/dns/answer.ts';
import type { Dns } from '../../shared/dns/create.ts';
import { ownTime } from '../support/clock.ts';
import { type Behaviour, deadPort, lossy, type ServerReply, SILENCE, testServer } from '../support/dns-server.ts';
import { soa } from './fake-net.ts';

function open(options: LocalDnsOptions): Dns {
  const dns = localDns({ packetsPerSecond: Number.POSITIVE_INFINITY, ...options });
  onTestFinished(dns.close);
  return dns;
}

const listed = (name: string): ServerReply => ({ answers: [{ name, type: 'A', data: '127.0.0.2' }] });
const clear: ServerReply = { rcode: 'NXDOMAIN', authority: [soa('example')] };

describe('a record over a real socket', () => {
  it.each([
    ['A', '192.0.2.1', '192.0.2.1'],
    ['AAAA', '2001:db8::1', '2001:db8::1'],
    ['PTR', 'Mail.Example.com', 'mail.example.com'],
    ['NS', 'ns1.example', 'ns1.example'],
    ['MX', { preference: 10, exchange: 'mx.example' }, { preference: 10, exchange: 'mx.example' }],
    ['CNAME', 'other.example', 'other.example'],
    ['SOA', soa('example').data, soa('example').data],
    ['CAA', { flags: 0, tag: 'issue', value: 'ca.example' }, { flags: 0, tag: 'issue', value: 'ca.example' }],
    [
      'TLSA',
      { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from([1, 2]) },
      { usage: 3, selector: 1, matching: 1, data: '0102' },
    ],
    ['SPF', Buffer.from('\x06v=spf1'), { text: 'v=spf1', strings: [Uint8Array.from(Buffer.from('v=spf1'))] }],
    ['TXT', [Buffer.from([0xfe, 0x41])], { text: 'þA', strings: [Uint8Array.of(0xfe, 0x41)] }],
  ] as const)('of type %s is read as it was sent', async (type, data, expected) => {
    const server = await testServer(({ name }) => ({ answers: [{ name, type, data, ttl: 77 }] }));
    const dns = open({ servers: [server] });
    expect(await dns.ask({ name: 'www.example', type })).toMatchObject({
      kind: 'records',
      records: [expected],
      ttl: 77,
      trace: { resolver: `127.0.0.1:${server.port}`, rcode: 'NOERROR' },
    });
  });
});

describe('faults of servers over real sockets', () => {
  it('a truncated answer comes whole over TCP: 64 KB and thousands of records', async () => {
    const answers = Array.from({ length: 3500 }, (_, i) => ({
      name: 'big.example',
      type: 'A',
      data: `10.0.${i >> 8}.${i & 255}`,
    }));
    // Written without compression, as 27 octets each: beyond 64 KB there is no message.
    const server = await testServer(() => ({ answers: answers.slice(0, 2400) }));
    const dns = open({ servers: [server] });
    expect(await dns.ask({ name: 'big.example', type: 'A' })).toMatchObject({
      kind: 'records',
      records: { length: 2400 },
    });
    expect(server.asked).toEqual(['udp A big.example', 'tcp A big.example']);
    expect(dns.counters()).toMatchObject({ asked: 1, packets: 1, tcp: 1, records: 1 });
  });

  it('a truncated answer is a failure where nothing listens on TCP', async () => {
    const server = await testServer(() => ({ truncated: true }), { tcp: false });
    const dns = open({ servers: [server] });
    expect(await dns.ask({ name: 'big.example', type: 'A' })).toMatchObject({
      kind: 'failed',
      reason: 'network',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('a truncated answer is a failure within the question’s time where TCP stalls', async () => {
    const server = await testServer((_, via) => (via === 'udp' ? { truncated: true } : SILENCE));
    const dns = open({ servers: [server], timeoutMs: 100 });
    expect(await dns.ask({ name: 'big.example', type: 'A' })).toMatchObject({ kind: 'failed', reason: 'timeout' });
  });

  it('a port where nothing listens is a network failure, with and without other questions open', async () => {
    const gone = await deadPort();
    const dns = open({ servers: [gone] });
    const names = Array.from({ length: 50 }, (_, i) => `n${i}.example`);
    const answers = await Promise.all(names.map((name) => dns.ask({ name, type: 'A' })));
    expect(new Set(answers.map((answer) => answer.kind === 'failed' && answer.reason))).toEqual(new Set(['network']));
  });

  it('the next resolver answers where the first is gone, refuses or fails', async () => {
    const gone = await deadPort();
    const refusing = await testServer(() => ({ rcode: 'REFUSED' }));
    const failing = await testServer(() => ({ rcode: 'SERVFAIL' }));
    const good = await testServer(({ name }) => listed(name));
    const dns = open({ servers: [gone, refusing, failing, good] });
    expect(await dns.ask({ name: 'www.example', type: 'A' })).toMatchObject({
      kind: 'records',
      trace: { resolver: `127.0.0.1:${good.port}` },
    });
  });

  it('a server from before EDNS is asked without EDNS from then on', async () => {
    const server = await testServer(({ name, edns }) =>
      edns === null ? listed(name) : { rcode: 'FORMERR', edns: false },
    );
    const dns = open({ servers: [server] });
    await dns.ask({ name: 'a.example', type: 'A' });
    await dns.ask({ name: 'b.example', type: 'A' });
    expect(server.asked).toEqual(['udp A a.example', 'udp A a.example', 'udp A b.example']);
  });

  it('packets from elsewhere, wrong ids and names, garbage and late duplicates change nothing', async () => {
    const forged = { answers: [{ name: 'www.example', type: 'A', data: '203.0.113.66' }] };
    const server = await testServer(({ name }) => [
      { ...forged, fromElsewhere: true },
      { ...forged, id: 1 },
      { ...forged, question: { name: 'other.example', type: 'A' } },
      { raw: Buffer.from('garbage') },
      { ...listed(name), delayMs: 20 },
      // The same delay keeps the order: of two that are overdue Node may ring the longer one first.
      { ...forged, delayMs: 20 },
    ]);
    const dns = open({ servers: [server] });
    for (let i = 0; i < 5; i++) {
      expect(await dns.ask({ name: 'www.example', type: 'A', fresh: true })).toMatchObject({ records: ['127.0.0.2'] });
    }
  });

  it('a server that the data names is reached only if the guard allows it', async () => {
    const server = await testServer(({ name, recursionDesired }) => ({
      answers: [{ name, type: 'TXT', data: [recursionDesired ? 'recursive' : 'direct'] }],
    }));
    const question = { name: 'www.example', type: 'TXT', server } as const;
    expect(await open({ servers: [server] }).ask(question)).toMatchObject({ kind: 'failed', reason: 'network' });
    expect(server.asked).toHaveLength(0);
    expect(await open({ servers: [], guard: () => null }).ask(question)).toMatchObject({
      records: [{ text: 'direct' }],
    });
  });
});

describe('the limits over real sockets', () => {
  it('the window is never exceeded, and no question is lost', async () => {
    let open_ = 0;
    let busiest = 0;
    const server = await testServer(() => {
      busiest = Math.max(busiest, ++open_);
      // As long as the answer's delay, and asked for before it: of two that are overdue Node may ring the longer one first.
      setTimeout(() => open_--, 5);
      return { ...clear, delayMs: 5 };
    });
    const dns = open({ servers: [server], window: 10 });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => dns.ask({ name: `n${i}.example`, type: 'A' })),
    );
    expect(answers.every(({ kind }) => kind === 'absent')).toBe(true);
    expect(busiest).toBeLessThanOrEqual(10);
    expect(busiest).toBeGreaterThan(1);
  });

  it('when the command’s time is up, every question is answered: those sent, those in line and those at their pace', async () => {
    const server = await testServer(() => SILENCE);
    const dns = open({ servers: [server], window: 20, packetsPerSecond: 100, commandMs: 150 });
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, i) => dns.ask({ name: `n${i}.example`, type: 'A' })),
    );
    expect(answers.every((answer) => answer.kind === 'failed' && answer.reason === 'timeout')).toBe(true);
    expect(dns.counters()).toMatchObject({ asked: 500, failed: { timeout: 500 } });
    expect(server.asked.length).toBeLessThanOrEqual(100);
    const [last] = answers.slice(-1);
    expect(last).toMatchObject({ detail: expect.stringContaining('the whole command') });
  });

  it('a question that is known, or equal to an open one, is sent once', async () => {
    const server = await testServer(({ name }) => ({ ...listed(name), delayMs: 5 }));
    const dns = open({ servers: [server] });
    const question = { name: 'www.example', type: 'A' } as const;
    await Promise.all([dns.ask(question), dns.ask(question), dns.ask({ ...question, name: 'WWW.example' })]);
    await dns.ask(question);
    expect(server.asked).toHaveLength(1);
    expect(dns.counters()).toMatchObject({ asked: 4, joined: 2, fromCache: 1, packets: 1, records: 4 });
  });

  it('close ends every open question', async () => {
    const server = await testServer(() => SILENCE);
    const dns = open({ servers: [server], window: 2 });
    const answers = Array.from({ length: 6 }, (_, i) => dns.ask({ name: `n${i}.example`, type: 'A' }));
    await new Promise((done) => setTimeout(done, 20));
    dns.close();
    expect(await Promise.all(answers)).toMatchObject(
      Array.from({ length: 6 }, () => ({ kind: 'failed', reason: 'network' })),
    );
  });
});

describe('loss, silence, SERVFAIL, garbage, forgery and delay at once', () => {
  /** What a list does, by its name; every list knows which addresses it lists. */
  const MANNERS: Readonly<Record<string, (name: string, honest: ServerReply) => ServerReply | readonly ServerReply[]>> =
    {
      honest: (_, honest) => honest,
      slow: (_, honest) => ({ ...honest, delayMs: 40 }),
      silent: () => SILENCE,
      servfail: () => ({ rcode: 'SERVFAIL' }),
      refused: () => ({ rcode: 'REFUSED' }),
      garbage: () => ({ raw: Buffer.from('not a message at all') }),
      forged: (name, honest) => [
        { id: 1, ...listed(name) },
        { question: { name: 'x.example', type: 'A' }, ...listed(name) },
        { ...listed(name), fromElsewhere: true },
        honest,
      ],
      twice: (_, honest) => [honest, honest, { ...honest, delayMs: 30 }],
      truncated: (_, honest) => ({ ...honest, truncated: true }),
    };
  const isListed = (address: number): boolean => address % 7 === 3;
  const LISTS = Object.keys(MANNERS);
  const ADDRESSES = 40;

  const behaviour: Behaviour = ({ name }, via) => {
    const [address = '', list = ''] = name.split('.');
    const honest = isListed(Number(address)) ? listed(name) : clear;
    return via === 'tcp' ? honest : (MANNERS[list]?.(name, honest) ?? { rcode: 'REFUSED' });
  };

  const outcome = (answer: Answer): string => (answer.kind === 'failed' ? answer.reason : answer.kind);

  it('leave every one of N x M questions with the right answer or none, and the sum is right', async () => {
    const server = await testServer(lossy(10, behaviour));
    const dns = open({ servers: [server], timeoutMs: 900, window: 100, clock: ownTime() });
    const questions = LISTS.flatMap((list) => Array.from({ length: ADDRESSES }, (_, address) => ({ list, address })));
    const answers = await Promise.all(
      questions.map(async ({ list, address }) => ({
        list,
        address,
        got: outcome(await dns.ask({ name: `${address}.${list}.example`, type: 'A' })),
      })),
    );
    expect(answers).toHaveLength(LISTS.length * ADDRESSES);
    for (const { list, address, got } of answers) {
      const verdict = isListed(address) ? 'records' : 'absent';
      const right: Readonly<Record<string, readonly string[]>> = {
        silent: ['timeout'],
        servfail: ['servfail'],
        refused: ['refused'],
        garbage: ['timeout', 'malformed'],
      };
      // A question may be lost every time it is sent, but never turn into the wrong answer.
      expect(right[list] ?? [verdict, 'timeout', 'malformed'], `${address}.${list}`).toContain(got);
    }
    const healthy = answers.filter(({ list }) => !['silent', 'servfail', 'refused', 'garbage'].includes(list));
    const answered = healthy.filter(({ got }) => got === 'records' || got === 'absent');
    expect(answered.length / healthy.length).toBeGreaterThan(0.95);
    const { asked, records, absent, failed } = dns.counters();
    expect(records + absent + Object.values(failed).reduce((sum, n) => sum + n, 0)).toBe(asked);
    expect(asked).toBe(questions.length);
  });
});
