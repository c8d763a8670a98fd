/** `lookup dns:` against real name servers: one nsd for the zone above, two for the zone, one of them with an old copy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { localDns } from '../../adapters/local/dns.ts';
import { systemRandom } from '../../adapters/local/random.ts';
import type { Endpoint } from '../../shared/net/port.ts';
import { look, lookupPorts, netTo, verdicts } from '../support/lookups.ts';
import { zone } from '../support/zone.ts';
import { type Daemon, findProgram, freePorts, makeDirectory, nsdConf, startDaemon, untilReady } from './daemons.ts';

const NSD = findProgram('nsd');
if (NSD === null && process.env['CI'] === 'true')
  throw new Error('this machine has no nsd (Debian: apt-get install nsd)');

const HOSTS = { parent: '198.51.100.1', first: '198.51.100.11', second: '198.51.100.12' } as const;
const NS = ['ns1.sound.example', 'ns2.sound.example'];

const head = (serial: number): string =>
  `$TTL 300\n@ SOA ns1.sound.example. hostmaster.sound.example. ${serial} 7200 900 1209600 300\n`;
const ns = (names: readonly string[], owner = '@'): string => names.map((name) => `${owner} NS ${name}.\n`).join('');

const ZONES: Readonly<Record<keyof typeof HOSTS, Readonly<Record<string, string>>>> = {
  parent: {
    example: `${head(1)}@ NS parent.example.\nparent A ${HOSTS.parent}\n${ns(NS, 'sound')}${ns(NS, 'old')}${ns(NS.slice(0, 1), 'half')}${ns(NS, 'lame')}`,
  },
  first: {
    'sound.example': `${head(7)}${ns(NS)}ns1 A ${HOSTS.first}\nns2 A ${HOSTS.second}\n`,
    'old.example': `${head(7)}${ns(NS)}`,
    'half.example': `${head(7)}${ns(NS)}`,
    'lame.example': `${head(7)}${ns(NS)}`,
  },
  second: {
    'sound.example': `${head(7)}${ns(NS)}ns1 A ${HOSTS.first}\nns2 A ${HOSTS.second}\n`,
    'old.example': `${head(6)}${ns(NS)}`,
    'half.example': `${head(7)}${ns(NS)}`,
  },
};

/** What a resolver would say. */
const DNS = zone({
  example: { NS: ['parent.example'] },
  'parent.example': { A: [HOSTS.parent] },
  'ns1.sound.example': { A: [HOSTS.first] },
  'ns2.sound.example': { A: [HOSTS.second] },
  ...Object.fromEntries(['sound', 'old', 'half', 'lame'].map((name) => [`${name}.example`, { NS }])),
});

describe.skipIf(NSD === null)('nsd (Debian: apt-get install nsd)', () => {
  const places: Record<string, Endpoint> = {};
  const running: { readonly daemon: Daemon; readonly remove: () => void }[] = [];

  beforeAll(async () => {
    const ports = await freePorts(3);
    for (const [index, [name, zones]] of Object.entries(ZONES).entries()) {
      const port = ports[index] ?? 0;
      const files = Object.fromEntries(Object.entries(zones).map(([origin, text]) => [`${origin}.zone`, text]));
      const folder = makeDirectory({ ...files, 'nsd.conf': nsdConf(port, Object.keys(zones)) });
      const daemon = startDaemon('nsd', [NSD ?? '', '-d', '-c', 'nsd.conf'], folder.path);
      running.push({ daemon, remove: folder.remove });
      places[`${HOSTS[name as keyof typeof HOSTS]}:53`] = { host: '127.0.0.1', port };
    }
    const probes = Object.entries(ZONES).map(([name, zones]) => ({
      name: Object.keys(zones)[0] ?? '',
      server: places[`${HOSTS[name as keyof typeof HOSTS]}:53`] as Endpoint,
    }));
    const dns = localDns({ servers: [], timeoutMs: 500, guard: () => null });
    const answers = () => Promise.all(probes.map(({ name, server }) => dns.ask({ name, type: 'SOA', server })));
    await untilReady(
      running.map(({ daemon }) => daemon),
      async () => (await answers()).every(({ kind }) => kind === 'records'),
      15_000,
    );
    dns.close();
  });

  afterAll(async () => {
    for (const { daemon, remove } of running) {
      await daemon.stop();
      remove();
    }
  });

  it.each([
    ['sound.example', ['pass dns.delegation', 'pass dns.serials']],
    ['old.example', ['warn dns.serials-differ', 'pass dns.delegation']],
    ['half.example', ['warn dns.delegation-differs', 'pass dns.serials']],
    ['lame.example', ['fail dns.lame', 'pass dns.delegation', 'pass dns.serials']],
  ])('the lookup dns: finds the state of the delegation of %s', async (name, expected) => {
    const net = netTo(places);
    const result = await look(`dns:${name}`, lookupPorts(DNS, { net, clock: systemClock, random: systemRandom }));
    expect(verdicts(result)).toEqual(expected);
  });
});
