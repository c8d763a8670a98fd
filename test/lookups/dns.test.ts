/** `dns` against name servers on loopback that play a parent zone and the servers of a zone. */
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { systemRandom } from '../../adapters/local/random.ts';
import { type Behaviour, type ServerReply, SILENCE, startDnsServer } from '../../cli/sandbox/dns-server.ts';
import type { Clock } from '../../shared/model/clock.ts';
import type { Endpoint } from '../../shared/net/port.ts';
import { look, lookupPorts, netTo, verdicts } from '../support/lookups.ts';
import { zone } from '../support/zone.ts';

const DNS = zone({
  com: { NS: ['a.gtld.example'] },
  'a.gtld.example': { A: ['198.51.100.1'] },
  'example.com': { NS: ['ns1.example.com', 'ns2.example.com'] },
  'ns1.example.com': { A: ['198.51.100.11'] },
  'ns2.example.com': { A: ['198.51.100.12'] },
  'lost.example.com': { NS: ['nowhere.example.com'] },
  'inside.example.com': { NS: ['ns.inside.example.com'] },
  'ns.inside.example.com': { A: ['127.0.0.1'] },
});

const soa = (serial: number) => ({
  mname: 'ns1.example.com',
  rname: 'hostmaster.example.com',
  serial,
  refresh: 7200,
  retry: 900,
  expire: 1_209_600,
  minimum: 3600,
});

type Manner = {
  readonly serial?: number;
  readonly ns?: readonly string[];
  readonly open?: boolean;
  readonly reply?: ServerReply;
};

const NAMES = ['ns1.example.com', 'ns2.example.com'];

/** A server of the zone example.com. */
const own =
  ({ serial = 7, ns = NAMES, open = false, reply }: Manner = {}): Behaviour =>
  ({ name, type }) => {
    if (reply !== undefined) return reply;
    if (name !== 'example.com')
      return open
        ? { answers: [{ name, type, data: '203.0.113.1' }] }
        : { rcode: 'REFUSED', recursionAvailable: false };
    const answers = type === 'SOA' ? [{ name, type, data: soa(serial) }] : ns.map((data) => ({ name, type, data }));
    return { answers, authoritative: true, recursionAvailable: open };
  };

/** The zone above, which only refers. */
const parent =
  (ns: readonly string[] = NAMES): Behaviour =>
  ({ name }) => ({ authority: ns.map((data) => ({ name, type: 'NS', data })), recursionAvailable: false });

type Time = { readonly clock?: Clock; readonly deadlineAt?: number };

/** Waiting goes ten times as fast, so that silence costs a test little; whoever is to be heard has the time it needs. */
const hurried: Clock = { ...systemClock, after: (ms, task) => systemClock.after(ms / 10, task) };

/** Packets to the addresses of this internet go to the servers that play them. */
async function ask(
  text: string,
  above: Behaviour,
  first: Behaviour,
  second: Behaviour,
  { clock = systemClock, deadlineAt }: Time = {},
) {
  const behaviours = { '198.51.100.1': above, '198.51.100.11': first, '198.51.100.12': second };
  const places: Record<string, Endpoint> = {};
  for (const [host, behaviour] of Object.entries(behaviours)) {
    const server = await startDnsServer({ behaviour });
    onTestFinished(() => server.close());
    places[`${host}:53`] = { host: server.host, port: server.port };
  }
  const net = netTo(places);
  const resolver = deadlineAt === undefined ? DNS : { ...DNS, deadlineAt };
  return look(text, lookupPorts(resolver, { net, clock, random: systemRandom }));
}

const FAULTS: readonly (readonly [string, Behaviour, Behaviour, Behaviour, readonly string[]])[] = [
  ['all agree', parent(), own(), own(), ['pass dns.delegation', 'pass dns.serials']],
  ['an old copy', parent(), own(), own({ serial: 6 }), ['warn dns.serials-differ', 'pass dns.delegation']],
  [
    'a lame server',
    parent(),
    own(),
    own({ reply: { rcode: 'REFUSED' } }),
    ['fail dns.lame', 'pass dns.delegation', 'pass dns.serials'],
  ],
  [
    'one that answers from a cache',
    parent(),
    own(),
    ({ name, type }) => ({ answers: [{ name, type, data: type === 'SOA' ? soa(7) : '203.0.113.1' }] }),
    ['fail dns.lame', 'pass dns.delegation', 'pass dns.serials'],
  ],
  [
    'the zone above names others',
    parent(['ns1.example.com']),
    own(),
    own(),
    ['warn dns.delegation-differs', 'pass dns.serials'],
  ],
  [
    'the servers name different ones',
    parent(),
    own(),
    own({ ns: ['ns1.example.com'] }),
    ['warn dns.servers-differ', 'pass dns.serials'],
  ],
  [
    'open recursion',
    parent(),
    own({ open: true }),
    own(),
    ['warn dns.open-recursion', 'pass dns.delegation', 'pass dns.serials'],
  ],
  [
    'a server that holds the foreign name itself',
    parent(),
    (question, via) =>
      question.name === 'example.com'
        ? own()(question, via)
        : { answers: [{ name: question.name, type: 'A', data: '203.0.113.1' }], authoritative: true },
    own(),
    ['pass dns.delegation', 'pass dns.serials'],
  ],
  [
    'a zone above that refuses',
    () => ({ rcode: 'REFUSED' }),
    own(),
    own(),
    ['unknown dns.parent-unknown', 'pass dns.serials'],
  ],
  [
    'a server from before EDNS',
    parent(),
    own(),
    (question, via) => (question.edns === null ? own()(question, via) : { rcode: 'FORMERR', edns: false }),
    ['pass dns.delegation', 'pass dns.serials'],
  ],
  [
    'answers to another question, and under another id, before its own',
    parent(),
    (question, via) => {
      const lie = { answers: [{ name: 'example.com', type: 'SOA', data: soa(666) }], authoritative: true };
      const forged = { ...lie, id: (question.bytes.readUInt16BE(0) + 1) % 65_536 };
      return [{ ...lie, question: { name: 'example.net', type: 'SOA' } }, forged, own()(question, via)].flat();
    },
    own(),
    ['pass dns.delegation', 'pass dns.serials'],
  ],
  [
    'answers that need TCP',
    parent(),
    (question, via) => (via === 'udp' ? { truncated: true } : own()(question, via)),
    own(),
    ['pass dns.delegation', 'pass dns.serials'],
  ],
];

it.each(FAULTS)('the lookup dns: compares the servers of a zone: %s', async (_, above, first, second, expected) => {
  const result = await ask('dns:example.com', above, first, second);
  expect(verdicts(result)).toEqual(expected);
});

it('the lookup dns: has a row for each server, with its answer', async () => {
  const { records } = await ask('dns:example.com', parent(), own(), own({ serial: 6, open: true }));
  expect(records).toMatchObject([
    {
      server: 'ns1.example.com',
      address: '198.51.100.11',
      parent: true,
      authoritative: true,
      serial: 7,
      recursive: false,
    },
    {
      server: 'ns2.example.com',
      address: '198.51.100.12',
      parent: true,
      authoritative: true,
      serial: 6,
      recursive: true,
    },
  ]);
});

it('the lookup dns: does not query a server with a private address, and names a server without an address', async () => {
  const inside = await ask('dns:inside.example.com', parent(['ns.inside.example.com']), own(), own());
  expect(verdicts(inside)).toContain('unknown dns.not-connected');
  const lost = await ask('dns:lost.example.com', parent(['nowhere.example.com']), own(), own());
  expect(verdicts(lost)).toContain('fail dns.no-address');
});

it('the lookup dns: reports a server that does not answer as unknown, since nothing proves that it is down', async () => {
  const result = await ask('dns:example.com', parent(), own(), () => SILENCE, { clock: hurried });
  expect(verdicts(result)).toEqual(['unknown dns.unreachable', 'pass dns.delegation', 'pass dns.serials']);
});

it('the lookup dns: ends every question with the command', async () => {
  let sent = 0;
  const silent: Behaviour = () => {
    sent += 1;
    return SILENCE;
  };
  const result = await ask('dns:example.com', silent, silent, silent, { deadlineAt: systemClock.monotonic() });
  expect(result.timeouts.map(({ summary }) => summary)).toContain(
    'We could not query ns1.example.com (198.51.100.11:53): the time allowed for the whole command was up.',
  );
  expect(sent).toBe(0);
});
