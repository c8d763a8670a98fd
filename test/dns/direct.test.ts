import { describe, expect, it } from 'vitest';
import { askDirectly } from '../../shared/dns/direct.ts';
import { a, bench, flush } from './fake-net.ts';

describe('one question to one server', () => {
  const ask = () => {
    const { net, clock, random } = bench();
    const question = { server: { host: '9.9.9.9', port: 53 }, name: 'www.example.com', type: 'A' } as const;
    return { net, said: askDirectly(question, { net, clock, random, resolver: {} }) };
  };
  const guess = (net: ReturnType<typeof ask>['net'], count: number): void => {
    const [sent] = net.sent;
    for (let at = 1; at <= count; at++)
      sent?.reply({ id: ((sent.id ?? 0) + at) & 0xffff, answers: [a('www.example.com', '203.0.113.66')] });
  };

  it('is answered after a single wrong id', async () => {
    const { net, said } = ask();
    guess(net, 4);
    net.sent[0]?.reply({ answers: [a('www.example.com', '192.0.2.1')] });
    expect(await said).toMatchObject({ kind: 'answered', reading: { kind: 'records', records: ['192.0.2.1'] } });
    expect(net.tcpQueries).toEqual([]);
  });

  it('goes to TCP alone after a handful of wrong ids', async () => {
    const { net, said } = ask();
    guess(net, 5);
    net.sent[0]?.reply({ answers: [a('www.example.com', '203.0.113.66')] });
    await flush();
    net.tcpQueries[0]?.reply({ answers: [a('www.example.com', '192.0.2.1')] });
    expect(await said).toMatchObject({ kind: 'answered', reading: { kind: 'records', records: ['192.0.2.1'] } });
    expect(net.openSockets()).toBe(0);
  });
});
