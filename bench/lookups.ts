/**
 * Record lookups through the product's own client, against a server on loopback whose every answer takes a time of its own:
 * what a command takes, beside the slowest answers that it cannot do without (one after another only where one names the
 * next). What is over 1 is the product's.
 */
import { systemClock } from '../adapters/local/clock.ts';
import { provenDns } from '../adapters/local/dns.ts';
import { systemRandom } from '../adapters/local/random.ts';
import { startDnsServer } from '../cli/sandbox/dns-server.ts';
import { resolverOf, type Zone } from '../cli/sandbox/zones.ts';
import { dnsblCheck } from '../shared/checks/dnsbl.ts';
import type { LookupPorts } from '../shared/lookups/core/command.ts';
import { readLookup, runLookup } from '../shared/lookups/lookup.ts';
import { createConnector } from '../shared/net/connector.ts';
import { publicOnly } from '../shared/net/guard.ts';
import { createNet } from '../shared/net/net.ts';

const ROUNDS = 11;
const GOAL = 1.2;

const HOSTS = Array.from({ length: 5 }, (_, at) => `mx${at}.bench.test`);
const ZONE: Zone = {
  'bench.test': {
    A: ['203.0.113.1'],
    AAAA: ['2001:db8::1'],
    NS: HOSTS.slice(0, 4),
    TXT: ['v=spf1 include:spf.bench.test -all'],
    MX: HOSTS.map((exchange, at) => ({ preference: at, exchange })),
    CAA: [{ flags: 0, tag: 'issue', value: 'ca.test' }],
    SOA: [
      {
        mname: 'mx0.bench.test',
        rname: 'h.bench.test',
        serial: 1,
        refresh: 7200,
        retry: 900,
        expire: 2e6,
        minimum: 60,
      },
    ],
  },
  'spf.bench.test': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] },
  's1._domainkey.bench.test': { TXT: ['v=DKIM1; p='] },
  '_dmarc.bench.test': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@bench.test'] },
  '_smtp._tls.bench.test': { TXT: ['v=TLSRPTv1; rua=mailto:d@bench.test'] },
  ...Object.fromEntries(HOSTS.map((name, at) => [name, { A: [`203.0.113.${at + 10}`] }])),
  ...Object.fromEntries(HOSTS.map((name, at) => [`${at + 10}.113.0.203.in-addr.arpa`, { PTR: [name] }])),
};

/** From 40 to 100 ms, the same for a question every time. */
const delayOf = (type: string, name: string): number =>
  40 + ([...`${type} ${name}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 6007, 7) % 61);

/** Questions that wait for nothing but the ones of the row before. */
type Needed = readonly (readonly string[])[];

const hostsOf = (types: readonly string[], names = HOSTS): readonly string[] =>
  names.flatMap((name) => types.map((type) => `${type} ${name}`));

const COMMANDS: readonly (readonly [string, Needed])[] = [
  ['a:bench.test', [['A bench.test']]],
  ['aaaa:bench.test', [['AAAA bench.test']]],
  ['txt:bench.test', [['TXT bench.test']]],
  ['soa:bench.test', [['SOA bench.test']]],
  ['caa:bench.test', [['CAA bench.test', 'CAA test']]],
  ['cname:bench.test', [['CNAME bench.test', 'A bench.test']]],
  ['dkim:s1:bench.test', [['TXT s1._domainkey.bench.test']]],
  ['tls-rpt:bench.test', [['TXT _smtp._tls.bench.test']]],
  ['dmarc:bench.test', [['TXT _dmarc.bench.test', 'TXT _dmarc.test', 'A bench.test']]],
  ['spf:bench.test', [['TXT bench.test', 'SPF bench.test'], ['TXT spf.bench.test']]],
  ['ns:bench.test', [['NS bench.test'], hostsOf(['A', 'AAAA'], HOSTS.slice(0, 4))]],
  ['ptr:203.0.113.10', [['PTR 10.113.0.203.in-addr.arpa'], ['A mx0.bench.test', 'AAAA mx0.bench.test']]],
  [
    'mx:bench.test',
    [
      ['MX bench.test', 'A bench.test'],
      hostsOf(['A', 'AAAA']),
      HOSTS.map((_, at) => `PTR ${at + 10}.113.0.203.in-addr.arpa`),
    ],
  ],
];

const slowest = (questions: readonly string[]): number =>
  Math.max(
    ...questions.map((question) => {
      const [type = '', name = ''] = question.split(' ');
      return delayOf(type, name);
    }),
  );

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

export async function benchLookups(): Promise<readonly { readonly lookup: string; readonly ratio: number }[]> {
  const answer = resolverOf(() => ZONE, {});
  const server = await startDnsServer({
    behaviour: (question, via) => {
      const reply = answer(question, via);
      return { ...(reply as object), delayMs: delayOf(question.type, question.name.toLowerCase()) };
    },
  });
  const results: { lookup: string; needed: number; ms: number; ratio: number }[] = [];
  for (const [lookup, rows] of COMMANDS) {
    const needed = rows.reduce((sum, row) => sum + slowest(row), 0);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await timeOf(lookup, server));
    const ms = median(times);
    results.push({ lookup, needed, ms, ratio: ms / needed });
  }
  await server.close();
  console.log(`lookups: ${ROUNDS} times each, nothing cached (median); goal ${GOAL}x of the answers waited for`);
  console.table(
    Object.fromEntries(
      results.map(({ lookup, needed, ms, ratio }) => [
        lookup,
        { 'needed ms': needed, 'took ms': Math.round(ms), ratio: `${ratio.toFixed(2)}x` },
      ]),
    ),
  );
  return results;
}

/** With a client of its own, so that nothing is known yet. */
async function timeOf(text: string, server: { readonly host: string; readonly port: number }): Promise<number> {
  const lookup = readLookup(text);
  if (!lookup.ok) throw new Error(lookup.problem.en);
  const dns = provenDns({ servers: [server], clock: systemClock, guard: publicOnly });
  const ports: LookupPorts = {
    resolver: dns,
    clock: systemClock,
    random: systemRandom,
    proofs: dns.proofs,
    asked: () => 0,
    isCritical: () => true,
    net: createNet(systemClock, publicOnly),
    connector: createConnector({ clock: systemClock, guard: publicOnly }),
    blocklists: dnsblCheck({ lists: [], keys: {} }),
    tool: null,
  };
  const started = performance.now();
  await runLookup(lookup.value, ports);
  const ms = performance.now() - started;
  dns.close();
  return ms;
}

if (import.meta.main) await benchLookups();
