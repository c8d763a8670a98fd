/**
 * The blocklist check over the lists of the DNS bench, or the bare engine with the same questions: `check-load.ts <check|bare>
 * <port> <addresses>`, in a process of its own, so that its memory is its own. Prints one line of JSON.
 */
import { systemClock } from '../../adapters/local/clock.ts';
import { localDns } from '../../adapters/local/dns.ts';
import { systemRandom } from '../../adapters/local/random.ts';
import { dnsblCheck } from '../../shared/checks/dnsbl.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import { address } from '../../shared/model/address.ts';
import { question, ZONES } from './dns-world.ts';

export type CheckLoad = { readonly cpuMs: number; readonly rssMb: number; readonly listed: number };

const LISTS = ZONES.map(
  (zone): List => ({
    id: zone,
    name: `List ${zone}`,
    operator: 'The bench',
    operatorId: zone,
    zone,
    scope: ['ip4'],
    kind: 'block',
    severity: 'minor',
    access: 'open',
    status: 'active',
    codes: [{ match: '127.0.0.2', means: 'sent spam to a trap', effect: 'listed' }],
    refusals: [{ match: '127.255.255.254', means: 'asked through a public resolver' }],
    testListed: '127.0.0.2',
    testUnlisted: '127.0.0.1',
    checkedOn: '2026-11-24',
  }),
);

const [kind, ...numbers] = process.argv.slice(2);
const [port = 0, addresses = 0] = numbers.map(Number);
const servers = [{ host: '127.0.0.1', port }];
const resolver = localDns({ servers, packetsPerSecond: Number.POSITIVE_INFINITY, timeoutMs: 5000 });

async function check(): Promise<number> {
  const targets = Array.from({ length: addresses }, (_, at) => ({
    kind: 'address' as const,
    address: address(`198.18.${at >> 8}.${at & 255}`),
    domains: [],
  }));
  const ports = { resolver, clock: systemClock, random: systemRandom };
  const reports = await dnsblCheck({ lists: LISTS, keys: {} }).run(targets, ports);
  // As a worker looks at them: one target's after the other's.
  return reports.reduce((sum, { findings }) => sum + findings.filter(({ status }) => status !== 'pass').length, 0);
}

/** Every name once, and the words of every list about what is on it, 200 at a time. */
async function bare(): Promise<number> {
  const total = addresses * ZONES.length;
  let [next, listed] = [0, 0];
  const asker = async (): Promise<void> => {
    while (next < total) {
      const { name } = question(next++, addresses);
      const { kind: answer } = await resolver.ask({ name, type: 'A', fresh: true });
      if (answer !== 'records') continue;
      listed += 1;
      await resolver.ask({ name, type: 'TXT' });
    }
  };
  await Promise.all(Array.from({ length: 200 }, asker));
  return listed;
}

const before = process.cpuUsage();
const listed = await (kind === 'check' ? check : bare)();
const { user, system } = process.cpuUsage(before);
resolver.close();
const result: CheckLoad = {
  cpuMs: (user + system) / 1000,
  rssMb: process.resourceUsage().maxRSS / 1024,
  listed,
};
console.log(JSON.stringify(result));
