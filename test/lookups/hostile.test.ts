/**
 * What strangers may write behind every command: injections, disguised addresses, floods, foreign scripts. Whatever is
 * understood is run in a DNS that leads every name inside, over the real connector and guard; no socket may be opened, and
 * no program started with anything but a public address.
 */
import dgram from 'node:dgram';
import net from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import type { SystemTool } from '../../shared/lookups/core/tool.ts';
import { LOOKUPS } from '../../shared/lookups/index.ts';
import { readLookup, runLookup } from '../../shared/lookups/lookup.ts';
import { createConnector } from '../../shared/net/connector.ts';
import { hostRefused, publicOnly } from '../../shared/net/guard.ts';
import { createNet } from '../../shared/net/net.ts';
import { lookupPorts } from '../support/lookups.ts';
import { runs } from '../support/thorough.ts';
import { txt } from '../support/zone.ts';

const INSIDE = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.000.000.001',
  '0177.0.0.1',
  '0x7f.0.0.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0',
  '0.0.0.0',
  '10.0.0.1',
  '10.1',
  '0xa.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '192.168.257',
  '169.254.169.254',
  '169.254.43518',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.169.254.',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '[::1]',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '[::ffff:169.254.169.254]',
  '::127.0.0.1',
  '::7f00:1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::1',
  '2001:0:4136:e378:8000:63bf:80ff:fffe',
  'fe80::1',
  'fe80::1%eth0',
  '[fe80::1%25lo]',
  'fc00::1',
  'fd00:ec2::254',
  'fec0::1',
  'ff02::1',
  'ff0e::1',
  '100::1',
  '5f00::1',
  '3fff::1',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'localhost.localdomain',
  'ip6-localhost',
  'metadata.google.internal',
  '127.0.0.1.nip.example',
  'loopback.example',
  '①②⑦.⓪.⓪.①',
  '１２７.０.０.１',
  '127。0。0。1',
  '127.0.0.1\u200b',
  'lоcalhost',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  '0x7f.1',
  '127.0.0.1#',
  '127.0.0.1/',
  '//127.0.0.1',
  '127.0.0.1:25',
  '127.0.0.1%00',
];

const PLACES = [
  '127.0.0.1:25',
  '[::1]:25',
  '169.254.169.254:80',
  '0x7f.1:443',
  'inside.example.com:22',
  'inside.example.com:6379',
  'inside.example.com:0',
  'inside.example.com:65536',
  'inside.example.com:99999',
  'inside.example.com:-1',
  'inside.example.com:25:25',
  'inside.example.com: 25',
  'inside.example.com:2e1',
  'inside.example.com:0x19',
  ':25',
  '[]:25',
  '[::1:25',
  '::1]:25',
  '[127.0.0.1]:25',
  'inside.example.com:',
  'inside.example.com:٢٥',
  'inside.example.com:25/',
  'selector:inside.example.com',
  '..:inside.example.com',
  'a b:inside.example.com',
  '-:inside.example.com',
  '*:example.com',
  'inside.example.com:127.0.0.1',
  'inside.example.com:::1,::1',
  'inside.example.com:1.2.3.4,',
  `inside.example.com:${'1.2.3.4,'.repeat(50)}`,
];

const URLS = [
  '//127.0.0.1/',
  'http://127.0.0.1/',
  'https://[::1]/',
  '//user:pass@127.0.0.1/',
  'example.com@127.0.0.1',
  'example.com#@127.0.0.1/',
  '127.0.0.1\\@example.com',
  'inside.example.com/../../etc/passwd',
  'inside.example.com?x=1',
  'inside.example.com/%0d%0aX: y',
  'inside.example.com/\r\nHost: x',
  'inside.example.com/ HTTP/1.1',
  'file:///etc/passwd',
  'gopher://inside.example.com:25/_MAIL',
  'javascript:alert(1)',
  'data:text/html,x',
  'inside.example.com:6379/',
  'inside.example.com:80@127.0.0.1',
  '///127.0.0.1',
  '/\\127.0.0.1',
  'http://http://127.0.0.1',
  'inside.example.com/\u0000',
  'inside.example.com/💣',
  'inside.example.com/%',
  '[::ffff:7f00:1]/',
  '0/',
  '?',
  '#',
  '/',
];

const INJECTIONS = [
  '; id',
  '$(id)',
  '`id`',
  '| cat /etc/passwd',
  '&& id',
  '|| id',
  '> /tmp/x',
  '< /etc/passwd',
  '\n id',
  '\r\n id',
  "'; id; '",
  '"$(id)"',
  '-c 1000',
  '--help',
  '-f',
  '-I lo',
  '--interface=lo',
  '-oProxyCommand=id',
  '@file',
  '~root',
  '*',
  '?',
  '{a,b}',
  '$HOME',
  '%PATH%',
  '!!',
  'example.com; id',
  'example.com$(id)',
  'example.com`id`',
  'example.com|id',
  'example.com&id',
  'example.com\nid',
  'example.com -c 1000',
  'example.com\r\nRCPT TO:<x@y.z>',
  'example.com\r\nSTARTTLS',
  'example.com\u0000.evil.example',
  'exa\tmple.com',
  'exa mple.com',
  'example.com\u2028x',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '%{p}',
  '__proto__',
  'constructor',
  'toString',
  '../../../etc/passwd',
  '..',
  '.',
  '...',
  '.example.com',
  'example..com',
  'example.com..',
  '-example.com',
  'example-.com',
  '_',
  '_._',
  'a',
  'com',
  '.com',
];

const FLOODS = [
  'a'.repeat(64),
  `${'a'.repeat(64)}.example.com`,
  'a.'.repeat(200),
  `${'a.'.repeat(130)}com`,
  'a'.repeat(990),
  '.'.repeat(500),
  ':'.repeat(500),
  '1.'.repeat(300),
  '['.repeat(400),
  'ä'.repeat(400),
  '💣'.repeat(200),
  'a'.repeat(5000),
  'x.example.com,'.repeat(60),
  '999999999999',
  '-1',
  '1e309',
  'NaN',
  'Infinity',
  'AS0',
  'AS4294967296',
  'AS99999999999999999999',
  'AS-1',
  'AS1;id',
  '0'.repeat(300),
];

const SCRIPTS = [
  'exаmple.com',
  'пример.рф',
  '예시.한국',
  '例え.テスト',
  'مثال.إختبار',
  'é.example.com',
  'xn--.com',
  'xn--zzzzzz--.com',
  'xn--a.xn--b',
  '\u202eexample.com',
  'exam\u00adple.com',
  'example\u3002com',
  'example\uff0ecom',
  '\ufeffexample.com',
  'ex\u0301ample.com',
  '\ud800.com',
  'ß.com',
  'İ.com',
  ' example.com',
  'example.com ',
  '\texample.com',
  'example.com\n',
  '\u00a0example.com',
  '\u001b[31mexample.com',
  '\u0007.com',
];

const HOSTILE = [...new Set([...INSIDE, ...PLACES, ...URLS, ...INJECTIONS, ...FLOODS, ...SCRIPTS])];

/** Every name leads inside, and what it publishes points there too. */
const TRAP: Readonly<Record<RecordType, readonly unknown[]>> = {
  A: ['127.0.0.1', '10.0.0.1', '169.254.169.254'],
  AAAA: ['::1', 'fd00:ec2::254', '::ffff:169.254.169.254'],
  CNAME: ['localhost'],
  PTR: ['localhost', '127.0.0.1'],
  NS: ['ns.inside.example.com', '127.0.0.1', 'localhost'],
  MX: [
    { preference: 0, exchange: '127.0.0.1' },
    { preference: 0, exchange: 'localhost' },
  ],
  TXT: [
    'v=spf1 a:localhost mx exists:%{i}.x ip4:127.0.0.1 -all',
    'v=DMARC1; p=none; rua=mailto:x@127.0.0.1,https://[::1]/',
    'v=STSv1; id=1',
    'v=TLSRPTv1; rua=https://127.0.0.1/',
    'v=BIMI1; l=https://169.254.169.254/l.svg; a=https://[::1]/',
    'v=DKIM1; p=AAAA',
  ].map((text) => txt(text)),
  SPF: [],
  SOA: [{ mname: 'localhost', rname: '', serial: 0, refresh: 0, retry: 0, expire: 0, minimum: 0 }],
  CAA: [{ flags: 255, tag: '\u001b', value: '\r\n' }],
  TLSA: [],
};

const trap: Resolver = {
  ask: async <T extends RecordType>({ name, type }: Question<T>): Promise<Answer<T>> => {
    const trace = { name, type, resolver: '192.0.2.53:53', rcode: 'NOERROR', at: 0, rttMs: 1 };
    const records = TRAP[type] as never[];
    return records.length === 0
      ? { kind: 'absent', reason: 'nodata', chain: [], ttl: 60, trace }
      : { kind: 'records', records, chain: [], ttl: 60, trace };
  },
};

const started: (readonly string[])[] = [];
const tool: SystemTool = async (name, args) => {
  started.push([name, ...args]);
  return { kind: 'absent' };
};

const ports = lookupPorts(trap, {
  clock: systemClock,
  net: createNet(systemClock, publicOnly),
  connector: createConnector({ clock: systemClock, guard: publicOnly }),
  tool,
});

const tcp = vi.spyOn(net, 'createConnection');
const udp = vi.spyOn(dgram, 'createSocket');
afterEach(() => {
  tcp.mockClear();
  udp.mockClear();
  started.length = 0;
});

/** Public literals would be connected to, and the tests' own network refuses that. */
const isPublic = (text: string): boolean => hostRefused(text) === null;

async function run(text: string): Promise<boolean> {
  const lookup = readLookup(text);
  if (!lookup.ok) {
    expect(lookup.problem.en.split('\n')).toHaveLength(1);
    expect(lookup.problem.en.length).toBeLessThan(400);
    return false;
  }
  const result = await runLookup(lookup.value, ports);
  expect(JSON.stringify(result)).not.toMatch(/\\u001b|\\u202e|\\r|\\n|\\u0000/);
  return true;
}

describe('two hundred hostile arguments and more, behind every lookup', () => {
  it('there are so many', () => expect(HOSTILE.length).toBeGreaterThanOrEqual(200));

  it.each(LOOKUPS.map(({ name }) => name))(
    '%s: opens no socket and starts no program for any of them',
    async (name) => {
      await Promise.all(HOSTILE.map((argument) => run(`${name}:${argument}`)));
      expect(tcp.mock.calls).toEqual([]);
      expect(udp.mock.calls).toEqual([]);
      expect(started).toEqual([]);
    },
  );

  it('a private address is refused, however it is written', () => {
    for (const host of INSIDE.filter((one) => !/example/.test(one) && !/localdomain|internal/.test(one)))
      for (const text of [
        `tcp:${host}:25`,
        `smtp:${host}`,
        `ping:${host}`,
        `http:${host}`,
        `ptr:${host}`,
        `whois:${host}`,
      ]) {
        const lookup = readLookup(text);
        // Two numbers behind a colon are an address and a port, or an IPv6 address alone: documentation ones lead nowhere.
        const documented = lookup.ok && /^(3fff::|\[3fff::)/.test(lookup.value.argument);
        expect(lookup.ok && !documented ? lookup.value.argument : null, text).toBeNull();
      }
  });
});

/** Any code points, lone surrogates too; fast-check's own unit for them takes a second to set up. */
const anything = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 60 })
  .map((points) => String.fromCodePoint(...points));

it('any argument gives one line or a result, and opens nothing', async () => {
  const word = fc.oneof(
    anything,
    fc.ipV6(),
    fc.ipV4(),
    fc.stringMatching(/^[a-z0-9_-]{1,10}(\.[a-z0-9_-]{1,10}){1,4}$/),
    fc.constantFrom(...HOSTILE),
  );
  const command = fc.oneof(fc.constantFrom(...LOOKUPS.map(({ name }) => name)), fc.string({ maxLength: 12 }));
  await fc.assert(
    fc.asyncProperty(command, word, word, async (name, one, two) => {
      fc.pre(![one, two].some((text) => isPublic(text.replace(/[[\]]/g, ''))));
      await run(`${name}:${one}:${two}`);
      await run(`${name}:${one}${two}`);
      const places = tcp.mock.calls.map(([to]) => (to as unknown as { host: string }).host);
      expect(places.filter((host) => hostRefused(host) !== null)).toEqual([]);
      expect(started.map((words) => words.at(-1) ?? '').filter((host) => !isPublic(host))).toEqual([]);
    }),
    { numRuns: runs(60) },
  );
});
