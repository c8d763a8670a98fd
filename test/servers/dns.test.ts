import { afterAll, expect, it } from 'vitest';
import { localDns } from '../../adapters/local/dns.ts';
import { withServers } from './with-servers.ts';
import { bigText } from './world.ts';

withServers('our DNS client against unbound and nsd', ({ resolver, authority }) => {
  const dns = localDns({ servers: [resolver], timeoutMs: 1500, guard: () => null });
  afterAll(() => dns.close());

  it('the client reads addresses, aliases, mail exchangers and strings', async () => {
    expect(await dns.ask({ name: 'mail.example.com', type: 'A' })).toMatchObject({
      records: ['203.0.113.25'],
      chain: [],
    });
    expect(await dns.ask({ name: 'mail.example.com', type: 'AAAA' })).toMatchObject({ records: ['2001:db8::25'] });
    const alias = await dns.ask({ name: 'Alias.Example.COM', type: 'A' });
    expect(alias).toMatchObject({ kind: 'records', records: ['203.0.113.25'], chain: ['mail.example.com'] });
    expect(await dns.ask({ name: 'example.com', type: 'MX' })).toMatchObject({
      records: [{ preference: 10, exchange: 'mail.example.com' }],
    });
    const twice = await dns.ask({ name: 'twice.example.com', type: 'TXT' });
    expect(twice.kind === 'records' && twice.records.map(({ text }) => text).sort()).toEqual([
      'v=spf1 +all',
      'v=spf1 -all',
    ]);
  });

  it.each([
    ['nowhere.example.com', 'A', 'nxdomain'],
    ['elsewhere.example.com', 'AAAA', 'nodata'],
  ] as const)(
    'the client tells which absence %s %s is, and keeps it no longer than the SOA allows',
    async (name, type, reason) => {
      const answer = await dns.ask({ name, type });
      expect(answer).toMatchObject({ kind: 'absent', reason });
      const ttl = answer.kind === 'absent' ? answer.ttl : 0;
      expect(ttl).toBeGreaterThan(0);
      expect(ttl).toBeLessThanOrEqual(60);
    },
  );

  it('the client asks again over TCP where the answer does not fit', async () => {
    const before = dns.counters().tcp;
    const big = await dns.ask({ name: 'big.example.com', type: 'TXT' });
    expect(big.kind === 'records' && big.records[0]?.strings.map((part) => Buffer.from(part).toString())).toEqual(
      bigText,
    );
    expect(dns.counters().tcp).toBe(before + 1);
  });

  it('the client fails where the zone has no reachable server, and passes on what unbound says', async () => {
    const answer = await dns.ask({ name: 'mx.unreachable.example.org', type: 'A' });
    expect(answer.kind === 'failed' && ['timeout', 'servfail']).toContain(answer.kind === 'failed' && answer.reason);
    expect(await dns.ask({ name: 'www.example.edu', type: 'A' })).toMatchObject({ kind: 'failed', reason: 'refused' });
  });

  it('the client asks an authoritative server itself, without recursion', async () => {
    const answer = await dns.ask({ name: 'mail.example.com', type: 'A', server: authority });
    expect(answer).toMatchObject({ kind: 'records', records: ['203.0.113.25'] });
    expect(answer.trace.resolver).toBe(`127.0.0.1:${authority.port}`);
    expect(await dns.ask({ name: 'www.example.edu', type: 'A', server: authority })).toMatchObject({
      kind: 'failed',
      reason: 'refused',
    });
  });

  it('the client gets five hundred different questions answered that are asked at once', async () => {
    const names = Array.from({ length: 500 }, (_, at) => `n${at}.nowhere.example.com`);
    const answers = await Promise.all(names.map((name) => dns.ask({ name, type: 'A' })));
    expect(answers.filter(({ kind }) => kind !== 'absent')).toEqual([]);
    expect(answers.map(({ trace }) => trace.name)).toEqual(names);
  });
});
