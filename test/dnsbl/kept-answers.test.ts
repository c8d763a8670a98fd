import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../shared/dns/answer.ts';
import { KeptAnswers } from '../../shared/dnsbl/kept-answers.ts';

const trace = fc.record(
  {
    name: fc.constantFrom('2.0.0.127.list.example', 'other.example'),
    type: fc.constant('A' as const),
    resolver: fc.constantFrom('192.0.2.1:53', '192.0.2.2:53'),
    rcode: fc.constantFrom('NXDOMAIN', 'NOERROR'),
    at: fc.integer({ min: 0, max: 2 ** 45 }),
    rttMs: fc.double({ min: 0, max: 5000, noNaN: true }),
    errors: fc.option(fc.array(fc.record({ code: fc.nat(40), text: fc.string() })), { nil: undefined }),
    ad: fc.constantFrom(true as const, undefined),
  },
  { requiredKeys: ['name', 'type', 'resolver', 'rcode', 'at', 'rttMs'] },
);
const chain = fc.constantFrom([], ['alias.example']);
const ttl = fc.nat(2 ** 31);

const answers: fc.Arbitrary<Answer<'A'>> = fc.oneof(
  fc.record({ kind: fc.constant('records' as const), records: fc.constant(['127.0.0.2']), chain, ttl, trace }),
  fc.record(
    {
      kind: fc.constant('absent' as const),
      reason: fc.constantFrom('nxdomain' as const, 'nodata' as const),
      chain,
      ttl,
      soa: fc.constantFrom('none' as const, 'root' as const, 'zone' as const),
      trace,
    },
    { requiredKeys: ['kind', 'reason', 'chain', 'ttl', 'trace'] },
  ),
  fc.record({
    kind: fc.constant('failed' as const),
    reason: fc.constant('timeout' as const),
    detail: fc.string(),
    trace,
  }),
);

describe('the answers of a list that are kept', () => {
  it('are what was put in, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 30 }), (all) => {
        const kept = new KeptAnswers(all.length);
        for (const [at, answer] of all.entries()) kept.set(`${at % 20}.list.example`, answer);
        const last = new Map(all.map((answer, at) => [`${at % 20}.list.example`, answer]));
        expect([...kept.names]).toEqual([...last.keys()]);
        for (const [name, answer] of last) expect(kept.get(name)).toEqual(answer);
      }),
    );
  });

  it('of an absence are the same under the name that was asked', () => {
    const kept = new KeptAnswers(1);
    const name = '2.0.0.127.list.example';
    const answer: Answer<'A'> = {
      kind: 'absent',
      reason: 'nxdomain',
      chain: [],
      ttl: 300,
      soa: 'zone',
      trace: { name, type: 'A', resolver: '192.0.2.1:53', rcode: 'NXDOMAIN', at: 1, rttMs: 2.5 },
    };
    kept.set(name, answer);
    expect(kept.get(name)).toEqual(answer);
    expect(kept.get('3.0.0.127.list.example')).toBeUndefined();
  });
});
