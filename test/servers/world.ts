/**
 * The little internet of this suite: nsd holds the zones, rbldnsd the block lists, and unbound stands in front of both as
 * the resolver that the product asks. `.` is refused by unbound, so nothing ever leaves the machine.
 */
import { Resolver } from 'node:dns/promises';
import { join } from 'node:path';
import { type Daemon, findProgram, freePorts, makeDirectory, nsdConf, startDaemon, untilReady } from './daemons.ts';

export const SENDER = '203.0.113.25';
export const SENDER6 = '2001:db8::25';
export const LISTED = '203.0.113.66';
export const LISTED6 = '2001:db8::66';

const PROGRAMS = ['rbldnsd', 'nsd', 'unbound'] as const;
type Programs = Readonly<Record<(typeof PROGRAMS)[number], string>>;

/** The programs, or the names of those that this machine lacks. */
export function findPrograms(): { readonly programs: Programs } | { readonly missing: readonly string[] } {
  const found = PROGRAMS.map((name) => [name, findProgram(name)] as const);
  const missing = found.filter(([, path]) => path === null).map(([name]) => name);
  return missing.length > 0 ? { missing } : { programs: Object.fromEntries(found) as Programs };
}

const HEAD = `$TTL 300
@ SOA ns.example.com. hostmaster.example.com. 1 3600 600 86400 60
@ NS ns.example.com.
`;

/** 3,000 octets in one TXT record: no UDP answer holds it, so it is truncated and asked again over TCP. */
export const bigText = Array.from({ length: 12 }, (_, at) => String(at).padEnd(250, 'x'));

/** An SPF record of the same size. */
const long = Array.from({ length: 12 }, (_, at) =>
  Array.from({ length: 10 }, (_, to) => `ip4:198.51.${at}.${to}`).join(' '),
);

const EXAMPLE_COM = `${HEAD}
ns A 127.0.0.1
@ MX 10 mail
@ TXT "v=spf1 ip4:${SENDER} ip6:${SENDER6} include:_spf.example.net -all"
mail A ${SENDER}
mail AAAA ${SENDER6}
alias CNAME mail
elsewhere A 203.0.113.99
delegated A 203.0.113.28
big TXT ${bigText.map((part) => `"${part}"`).join(' ')}
long TXT "v=spf1" ${long.map((part) => `" ${part}"`).join(' ')} " ip4:${SENDER} -all"
soft TXT "v=spf1 ip4:192.0.2.1 ~all"
twice TXT "v=spf1 -all"
twice TXT "v=spf1 +all"
broken TXT "v=spf1 include:unreachable.example.org -all"
`;

const EXAMPLE_NET = `${HEAD}
_spf TXT "v=spf1 ip4:198.51.100.0/24 ?all"
listed A ${LISTED}
h203-0-113-29 A 203.0.113.29
`;

const REVERSE4 = `${HEAD}
25 PTR mail.example.com.
26 TXT "a name without PTR record"
27 PTR elsewhere.example.com.
28 CNAME 28.0-63
28.0-63 PTR delegated.example.com.
29 PTR h203-0-113-29.example.net.
30 PTR mail.example.com.
30 PTR alias.example.com.
31 PTR mx.unreachable.example.org.
32 PTR a\\032b\\007.example.com.
${Array.from({ length: 200 }, (_, at) => `33 PTR mx${at}.example.com.`).join('\n')}
`;

const REVERSE6 = `${HEAD}
5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0 PTR mail.example.com.
`;

/** A list as rbldnsd takes it: its datasets, each a type and the lines of its file. */
type Datasets = readonly (readonly [type: string, lines: readonly string[]])[];

const LISTING = ':127.0.0.2:listed, see http://rbl.example/?$';
const SOUND: Datasets = [['ip4set', [LISTING, '127.0.0.2', LISTED]]];
/** rbldnsd's own way to treat clients it does not want; all of ours come from loopback. */
const unwanted = (action: string): Datasets => [...SOUND, ['acl', [`127.0.0.0/8 ${action}`]]];

/** `sound`, `policy`, `v6` and `domains` are as RFC 5782 section 5 wants a list to be; the others are sick in their own ways. */
const LISTS = {
  sound: SOUND,
  policy: [['ip4set', [':127.0.0.10:dynamic space', '127.0.0.2', '203.0.113.64/26']]],
  v6: [['ip6trie', [LISTING, '::ffff:7f00:2/128', `${LISTED6}/128`]]],
  domains: [['dnset', [LISTING, 'test', 'listed.example.net']]],
  refusing: unwanted(':127.255.255.254:you ask through a public resolver'),
  refused: unwanted(':refuse'),
  emptied: unwanted(':empty'),
  ignoring: unwanted(':ignore'),
  /** Every address, but no other name. */
  everything: [['ip4set', [LISTING, '0-255']]],
} as const satisfies Readonly<Record<string, Datasets>>;

/** Lists that have no list server any more: an ordinary name server answers every name below them. */
const ABANDONED = { wildcard: '127.0.0.2', parked: '198.51.100.7' } as const;

/** `dead` is delegated to a port where nobody listens. */
export const listZone = (name: keyof typeof LISTS | keyof typeof ABANDONED | 'dead'): string => `${name}.rbl.example`;

const LIST_HEAD = `$SOA 300 ns.rbl.example hostmaster.rbl.example 1 600 300 86400 60
$NS 300 ns.rbl.example
`;

/** Each dataset's file and the argument that names it. An `acl` may not have the head. */
const LIST_FILES = Object.entries(LISTS).flatMap(([name, datasets]) =>
  datasets.map(([type, lines]) => {
    const file = `${name}.${type}`;
    const text = `${type === 'acl' ? '' : LIST_HEAD}${lines.join('\n')}\n`;
    return { file, text, argument: `${name}.rbl.example:${type}:${file}` };
  }),
);

const NSD_ZONES: Readonly<Record<string, string>> = {
  'example.com': EXAMPLE_COM,
  'example.net': EXAMPLE_NET,
  '113.0.203.in-addr.arpa': REVERSE4,
  '8.b.d.0.1.0.0.2.ip6.arpa': REVERSE6,
  ...Object.fromEntries(Object.entries(ABANDONED).map(([name, a]) => [`${name}.rbl.example`, `${HEAD}* A ${a}\n`])),
};

function unboundConf(ports: Ports): string {
  const { unbound, nsd, rbldnsd, dead } = ports;
  const stubs = [
    ...Object.keys(NSD_ZONES).map((name) => [name, nsd] as const),
    ...Object.keys(LISTS).map((name) => [`${name}.rbl.example`, rbldnsd] as const),
    [listZone('dead'), dead] as const,
    ['unreachable.example.org', dead] as const,
  ];
  return `server:
  interface: 127.0.0.1
  port: ${unbound}
  username: ""
  chroot: ""
  directory: "."
  pidfile: "unbound.pid"
  use-syslog: no
  do-daemonize: no
  do-ip6: no
  num-threads: 1
  module-config: "iterator"
  do-not-query-localhost: no
  access-control: 127.0.0.0/8 allow
  local-zone: "." refuse
${stubs.map(([name]) => `  local-zone: "${name}." transparent\n`).join('')}remote-control:
  control-enable: no
${stubs.map(([name, port]) => `stub-zone:\n  name: "${name}"\n  stub-addr: 127.0.0.1@${port}\n`).join('')}`;
}

type Ports = Readonly<Record<'unbound' | 'nsd' | 'rbldnsd' | 'dead', number>>;

export type World = {
  /** Of unbound. */
  readonly resolver: { readonly host: string; readonly port: number };
  /** Of nsd, to be asked without recursion. */
  readonly authority: { readonly host: string; readonly port: number };
  readonly stop: () => Promise<void>;
};

/** rbldnsd refuses to run as root, and may be started by anybody else as he is. */
const rbldnsdUser = (): readonly string[] => (process.getuid?.() === 0 ? ['-u', 'nobody'] : []);

export async function startWorld(programs: Programs): Promise<World> {
  const [unbound = 0, nsd = 0, rbldnsd = 0, dead = 0] = await freePorts(4);
  const directory = makeDirectory({
    'nsd.conf': nsdConf(nsd, Object.keys(NSD_ZONES)),
    'unbound.conf': unboundConf({ unbound, nsd, rbldnsd, dead }),
    ...Object.fromEntries(Object.entries(NSD_ZONES).map(([name, text]) => [`${name}.zone`, text])),
    ...Object.fromEntries(LIST_FILES.map(({ file, text }) => [file, text])),
  });
  const lists = LIST_FILES.map(({ argument }) => argument);
  const file = (name: string): string => join(directory.path, name);
  const start = (name: keyof Programs, ...flags: readonly string[]): Daemon =>
    startDaemon(name, [programs[name], ...flags], directory.path);
  const daemons = [
    start('rbldnsd', '-n', ...rbldnsdUser(), '-w', directory.path, '-b', `127.0.0.1/${rbldnsd}`, ...lists),
    start('nsd', '-d', '-c', file('nsd.conf')),
    start('unbound', '-d', '-c', file('unbound.conf')),
  ];
  const stop = async (): Promise<void> => {
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    directory.remove();
  };
  try {
    await untilReady(daemons, probeOf(unbound), 15_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { resolver: { host: '127.0.0.1', port: unbound }, authority: { host: '127.0.0.1', port: nsd }, stop };
}

/** Asks through unbound for something of each server behind it: by Node's own resolver, so that it proves the servers, not us. */
function probeOf(port: number): () => Promise<boolean> {
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([`127.0.0.1:${port}`]);
  return () =>
    Promise.all([resolver.resolve4('mail.example.com'), resolver.resolve4(`2.0.0.127.${listZone('sound')}`)]).then(
      () => true,
      () => false,
    );
}
