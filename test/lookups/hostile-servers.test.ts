/** Servers and zones that mean ill, over the real connector: rebinding, loops, bombs, and answers that never end. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import { createConnector } from '../../shared/net/connector.ts';
import { createGuard } from '../../shared/net/guard.ts';
import { parseSettings } from '../../shared/settings/settings.ts';
import { internet, look, lookupPorts, verdicts } from '../support/lookups.ts';
import { serveTls, tcpServer } from '../support/servers.ts';
import { shown } from '../support/titles.ts';
import { type Zones, zone } from '../support/zone.ts';

/** Each answer to a question of a name is another: public first, then what lies inside. */
function rebinding(...addresses: readonly string[]): Resolver & { readonly asked: () => number } {
  let time = 0;
  return {
    asked: () => time,
    ask: <T extends RecordType>({ type, name }: Question<T>): Promise<Answer<T>> =>
      type === 'A'
        ? zone({ [name]: { A: [addresses[time++] ?? '127.0.0.1'] } }).ask({ type, name })
        : zone({}).ask({ type, name }),
  };
}

/** A web server for 203.0.113.25 that answers so, and what it was asked for. */
async function web(answer: string | Buffer, secure: 'registries' | null = null) {
  const asked: string[] = [];
  const to = await tcpServer((connection) => {
    const over = secure === null ? connection : serveTls(connection, secure);
    over.once('data', (bytes) => {
      asked.push(String(bytes).split('\r\n', 1)[0] ?? '');
      over.end(answer);
    });
  });
  return { asked, connector: internet({ '203.0.113.25:80': to, '203.0.113.25:443': to }) };
}

describe('a name that resolves to another address later (DNS rebinding)', () => {
  it('is resolved once for a connection, and the connection goes to that address', async () => {
    const resolver = rebinding('203.0.113.25');
    const { asked, connector } = await web('HTTP/1.1 200 OK\r\n\r\n');
    const result = await look('http:rebind.example.com', lookupPorts(resolver, { connector, clock: systemClock }));
    expect(result.records).toMatchObject([{ address: '203.0.113.25', status: 200 }]);
    expect([asked.length, resolver.asked()]).toEqual([1, 1]);
  });

  it.each(['127.0.0.1', '169.254.169.254', '10.0.0.1', '0.0.0.0'])(
    'is not connected to behind a redirect to itself, at %s',
    async (inside) => {
      const { asked, connector } = await web('HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n');
      const resolver = rebinding('203.0.113.25', inside);
      const result = await look('http:rebind.example.com', lookupPorts(resolver, { connector, clock: systemClock }));
      expect(verdicts(result)).toContain('unknown http.not-connected');
      expect(asked).toEqual(['GET / HTTP/1.1']);
    },
  );
});

describe('a registry’s server', () => {
  const DNS: Zones = {
    'rdap.verisign.com': { A: ['203.0.113.25'] },
    'whois.iana.org': { A: ['203.0.113.43'] },
    'a.example': { A: ['203.0.113.43'] },
  };

  it.each<[string, string | Buffer, number]>([
    ['that redirect in a circle', 'HTTP/1.1 301 x\r\nLocation: https://rdap.verisign.com/round\r\n\r\n', 5],
    ['that redirect inside', 'HTTP/1.1 301 x\r\nLocation: https://[::ffff:a9fe:a9fe]/\r\n\r\n', 1],
    [
      'that send a bomb',
      Buffer.concat([
        Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n'),
        gzipSync(Buffer.alloc(20_000_000, ' ')),
      ]),
      1,
    ],
    ['that never come to an end', `HTTP/1.1 200 OK\r\n\r\n${'['.repeat(600_000)}`, 1],
    ['that nest without end', `HTTP/1.1 200 OK\r\n\r\n${'{"entities":['.repeat(20_000)}`, 1],
  ])('is unknown with answers %s', async (_, answer, times) => {
    const { asked, connector } = await web(answer, 'registries');
    const result = await look('whois:example.com', lookupPorts(zone(DNS), { connector, clock: systemClock }));
    expect(verdicts(result)).toEqual(['unknown whois.unknown']);
    expect(asked).toHaveLength(times);
  });

  it('is unknown where registries refer to each other in a circle, even in other spellings', async () => {
    let met = 0;
    const to = await tcpServer((connection) => {
      met += 1;
      connection.once('data', () => connection.end('domain: X\nrefer: A.EXAMPLE\nwhois: rwhois://a.example:43/x\n'));
    });
    const connector = internet({ '203.0.113.43:43': to });
    const result = await look('whois:example.zz', lookupPorts(zone(DNS), { connector, clock: systemClock }));
    expect(verdicts(result)).toEqual(['unknown whois.unknown']);
    expect(met).toBeLessThanOrEqual(3);
  });
});

describe('a flood of records does not become a flood of findings', () => {
  const many = Array.from({ length: 2000 }, (_, at) => at);
  const soa = { mname: '', rname: '', serial: 1, refresh: 0, retry: 1, expire: 0, minimum: 99_999 };
  const DNS = zone({
    'example.com': { CAA: many.map((at) => ({ flags: 128, tag: `t${at}`, value: '' })), SOA: soa },
    's._domainkey.example.com': { TXT: many.map((at) => `p=${at}`) },
  });
  const flooded: Resolver = {
    ask: async (question) => {
      const answer = await DNS.ask(question);
      const repeated = question.type === 'SOA' && answer.kind === 'records';
      return repeated ? { ...answer, records: many.flatMap(() => answer.records) } : answer;
    },
  };
  it.each(['caa:example.com', 'soa:example.com', 'dkim:s:example.com'])('in the lookup %s', async (text) => {
    const result = await look(text, lookupPorts(flooded));
    expect(verdicts(result).length).toBeGreaterThan(1);
    expect(verdicts(result).length).toBeLessThan(15);
    expect(JSON.stringify(result).length).toBeLessThan(600_000);
  });
});

it('an HTTP head that arrives byte by byte without end has one time limit for the whole', async () => {
  const to = await tcpServer((connection) => {
    connection.write('HTTP/1.1 200 OK\r\n');
    const drip = setInterval(() => connection.write('X: y\r\n'), 5);
    connection.on('close', () => clearInterval(drip)).on('error', () => {});
  });
  const connector = internet({ '203.0.113.25:80': to }, 80);
  const result = await look('http:203.0.113.25', lookupPorts(zone({}), { connector, clock: systemClock }));
  expect(verdicts(result)).toEqual(['unknown http.unreachable']);
});

describe('lookups.ports of the settings', () => {
  const portsIn = (ports: unknown) => parseSettings({ lookups: { ports } });

  it('are the only ports that may be connected to, and private addresses stay refused', () => {
    const settings = portsIn([25, 2525]);
    if (!settings.ok) throw new Error(settings.problem.en);
    const guard = createGuard(settings.value.lookups);
    expect(guard({ host: '8.8.8.8', port: 2525 })).toBeNull();
    expect(guard({ host: '8.8.8.8', port: 443 })?.en).toBe('lookups do not connect to port 443 (only to 25, 2525)');
    expect(guard({ host: '127.0.0.1', port: 2525 })?.en).toBe('it is a loopback address');
  });

  it('leave other ports refused with a message, before a connection', async () => {
    const settings = portsIn([25]);
    const connector = createConnector({
      clock: systemClock,
      guard: createGuard(settings.ok ? settings.value.lookups : {}),
    });
    const result = await look('tcp:8.8.8.8:443', lookupPorts(zone({}), { connector, clock: systemClock }));
    expect(result.timeouts).toMatchObject([
      {
        id: 'tcp.not-connected',
        summary: 'Nothing was sent to 8.8.8.8:443: lookups do not connect to port 443 (only to 25).',
      },
    ]);
  });

  it.each(
    [[[]], [[0]], [[65_536]], [[25.5]], [['25']], [25], [Array.from({ length: 101 }, (_, at) => at + 1)]].map(
      ([ports]) => [shown(ports), ports],
    ),
  )('are refused as %s, with the path of the value', (_, ports) => {
    const settings = portsIn(ports);
    expect(settings.ok ? '' : settings.problem.en).toContain('lookups.ports');
  });
});
