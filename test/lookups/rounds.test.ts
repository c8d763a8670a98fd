/**
 * How many DNS answers a lookup waits for one after another: what does not depend on an answer is asked along with it. The
 * clock is a fake one that each answer takes 100 ms of, so a round trip is counted and nothing is timed.
 */
import { expect, it } from 'vitest';
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import { fakeClock } from '../support/clock.ts';
import { look, lookupPorts } from '../support/lookups.ts';
import { type Zones, zone } from '../support/zone.ts';

const DNS: Zones = {
  'example.com': {
    A: ['203.0.113.1'],
    AAAA: ['2001:db8::1'],
    NS: ['ns1.example.com', 'ns2.example.com'],
    MX: [
      [10, 'mx1.example.com'],
      [20, 'mx2.example.com'],
    ],
    TXT: ['v=spf1 mx a:mail.example.com include:spf.example.net -all'],
    CAA: [{ flags: 0, tag: 'issue', value: 'ca.example' }],
  },
  'spf.example.net': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] },
  'www.example.com': { CNAME: 'example.com' },
  ...Object.fromEntries(
    ['mx1', 'mx2', 'ns1', 'ns2', 'mail'].map((host, at) => [`${host}.example.com`, { A: [`203.0.113.${at + 2}`] }]),
  ),
  '2.113.0.203.in-addr.arpa': { PTR: ['mx1.example.com'] },
  's1._domainkey.example.com': { TXT: ['v=DKIM1; p='] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@reports.example.net,mailto:d@example.org'] },
  '_smtp._tls.example.com': { TXT: ['v=TLSRPTv1; rua=mailto:d@example.com'] },
};
const ROUND_MS = 100;

async function roundsOf(text: string): Promise<number> {
  const clock = fakeClock();
  const inner = zone(DNS);
  // The real one asks no question twice.
  const known = new Map<string, Promise<Answer>>();
  const answerTo = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> =>
    new Promise((done) => {
      clock.after(ROUND_MS, () => done(inner.ask(question)));
    });
  const resolver: Resolver = {
    ask: <T extends RecordType>(question: Question<T>) => {
      const key = `${question.type} ${question.name}`;
      const answer = known.get(key) ?? answerTo(question);
      known.set(key, answer);
      return answer as Promise<Answer<T>>;
    },
  };
  let ended = false;
  const running = look(text, lookupPorts(resolver, { clock })).finally(() => {
    ended = true;
  });
  for (;;) {
    await new Promise((done) => setImmediate(done));
    if (ended) break;
    clock.advance(ROUND_MS);
  }
  await running;
  return clock.monotonic() / ROUND_MS;
}

it.each<[string, number, string]>([
  ['a:www.example.com', 1, 'its answer'],
  ['aaaa:example.com', 1, 'its answer'],
  ['txt:example.com', 1, 'its answer'],
  ['soa:example.com', 1, 'its answer'],
  ['caa:a.b.c.example.com', 1, 'every name above along with it'],
  ['cname:www.example.com', 1, 'the target along with the alias'],
  ['dkim:s1:example.com', 1, 'its answer'],
  ['tls-rpt:example.com', 1, 'its answer'],
  ['mta-sts:nothing.example.com', 2, 'the policy’s host along with the record, then the names beside'],
  ['dkim:s2:example.com', 2, 'its answer, then the names beside'],
  ['ns:example.com', 2, 'names, then addresses'],
  ['ptr:203.0.113.2', 2, 'names, then addresses'],
  ['mx:example.com', 3, 'hosts, addresses, their reverse names'],
  ['mx:nothing.example.com', 2, 'its own address along with the MX, then the zone appended twice'],
  ['dmarc:a.b.c.d.e.f.g.example.com', 2, 'the whole walk, then the consent of two receivers'],
  ['dmarc:example.com', 2, 'the whole walk, then the consent of two receivers'],
  ['smtp:mail.example.com', 2, 'addresses, then their reverse names; no connection here'],
  ['tcp:mail.example.com:25', 1, 'both families; no connection here'],
  ['spf:example.com', 2, 'the record, then what it includes'],
  ['spf:example.com:198.51.100.1', 6, 'as many, then the terms in their order, as RFC 7208 section 4.6.2 wants'],
  ['dns:example.com', 2, 'names, then addresses; the servers are asked themselves'],
])('%s waits for %d answers one after another (%s)', async (text, expected) => {
  expect(await roundsOf(text)).toBe(expected);
});
