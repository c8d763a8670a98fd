/** `ping` and `trace`: with the system's programs, without them, and in Lambda. */
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { systemTool } from '../../adapters/local/system-tool.ts';
import type { SystemTool, ToolResult } from '../../shared/lookups/core/tool.ts';
import { publishedLookup } from '../../shared/lookups/lookup.ts';
import { internet, look, lookupPorts, verdicts } from '../support/lookups.ts';
import { tcpServer } from '../support/servers.ts';
import { zone } from '../support/zone.ts';

const DNS = zone({ 'host.example.com': { A: ['8.8.4.4'] }, 'inside.example.com': { A: ['127.0.0.1'] } });

/** Programs by name, and what they were started with. */
function tools(results: Readonly<Record<string, ToolResult | string>>) {
  const started: (readonly string[])[] = [];
  const tool: SystemTool = async (name, args) => {
    started.push([name, ...args]);
    const result = results[name] ?? { kind: 'absent' };
    return typeof result === 'string' ? { kind: 'ran', code: 0, lines: result.split('\n') } : result;
  };
  return { tool, started };
}

const IPUTILS = `PING 8.8.4.4 (8.8.4.4) 56(84) bytes of data.
64 bytes from 8.8.4.4: icmp_seq=1 ttl=118 time=12.3 ms

--- 8.8.4.4 ping statistics ---
3 packets transmitted, 3 received, 0% packet loss, time 2003ms
rtt min/avg/max/mdev = 11.1/12.3/13.5/0.9 ms`;
const BSD = IPUTILS.replace('3 received', '1 packets received').replace(
  'rtt min/avg/max/mdev',
  'round-trip min/avg/max/stddev',
);

describe('the lookup ping:', () => {
  it.each([
    ['of Linux', IPUTILS, ['pass ping.answers']],
    ['of BSD, with loss', BSD, ['warn ping.loss']],
    ['without an answer', IPUTILS.replace('3 received', '0 received'), ['unknown ping.silent']],
  ])('reads the output of the program %s', async (_, output, expected) => {
    const { tool, started } = tools({ ping: output });
    const result = await look('ping:host.example.com', lookupPorts(DNS, { tool }));
    expect(verdicts(result)).toEqual(expected);
    expect(result.records).toMatchObject([{ address: '8.8.4.4', method: 'ICMP', leastMs: 11.1, averageMs: 12.3 }]);
    expect(started).toEqual([['ping', '-n', '-c', '3', '8.8.4.4']]);
  });

  it.each([
    ['in Lambda', null],
    ['without a program', tools({}).tool],
    ['with one that may not send', tools({ ping: 'ping: Operation not permitted' }).tool],
  ])('measures the TCP connect time, and says so, %s', async (_, tool) => {
    const open = await tcpServer(() => {});
    const connector = internet({ '8.8.4.4:443': open, '8.8.4.4:80': open, '8.8.4.4:25': open });
    const result = await look('ping:host.example.com', lookupPorts(DNS, { tool, connector, clock: systemClock }));
    expect(verdicts(result)).toEqual(['pass ping.answers-tcp']);
    expect(publishedLookup(result).records.map(({ method }) => method)).toEqual(Array(3).fill('TCP connect time'));
    expect(result.passed[0]?.summary).toContain('TCP connect time');
  });

  it('gives the program no more time than the command has', async () => {
    const given: number[] = [];
    const tool: SystemTool = async (_name, _args, ms) => {
      given.push(ms);
      return { kind: 'absent' };
    };
    const ports = lookupPorts(DNS, { tool });
    const resolver = { ...DNS, deadlineAt: ports.clock.monotonic() + 700 };
    for (const text of ['ping:host.example.com', 'trace:host.example.com']) await look(text, { ...ports, resolver });
    expect(given).toEqual([700, 700, 700]);
  });

  it('starts no program for a private address', async () => {
    const { tool, started } = tools({ ping: IPUTILS, traceroute: '' });
    for (const text of ['ping:inside.example.com', 'trace:inside.example.com', 'ping:203.0.113.1'])
      expect((await look(text, lookupPorts(DNS, { tool }))).status).toBe('unknown');
    expect(started).toEqual([]);
  });
});

describe('the lookup trace:', () => {
  const TRACEROUTE = `traceroute to 8.8.4.4 (8.8.4.4), 20 hops max
 1  192.0.2.1  0.5 ms
 2  *
 3  8.8.4.4  9.9 ms`;
  const TRACEPATH = ` 1?: [LOCALHOST]                      pmtu 1500
 1:  192.0.2.1                                             0.577ms
 2:  no reply`;

  it('uses traceroute, otherwise tracepath', async () => {
    const first = tools({ traceroute: TRACEROUTE });
    const result = await look('trace:host.example.com', lookupPorts(DNS, { tool: first.tool }));
    expect(verdicts(result)).toEqual(['pass trace.arrived']);
    expect(result.records).toEqual([
      { hop: 1, address: '192.0.2.1', ms: 0.5 },
      { hop: 2, address: null, ms: null },
      { hop: 3, address: '8.8.4.4', ms: 9.9 },
    ]);
    expect(first.started[0]?.at(-1)).toBe('8.8.4.4');
    const second = tools({ tracepath: TRACEPATH });
    const other = await look('trace:host.example.com', lookupPorts(DNS, { tool: second.tool }));
    expect(verdicts(other)).toEqual(['unknown trace.not-arrived']);
    expect(other.records).toMatchObject([
      { hop: 1, address: null },
      { hop: 1, ms: 0.577 },
      { hop: 2, address: null },
    ]);
    expect(second.started.map(([name]) => name)).toEqual(['traceroute', 'tracepath']);
  });

  it('says where it is not possible, and what to do', async () => {
    const lambda = await look('trace:host.example.com', lookupPorts(DNS));
    expect(verdicts(lambda)).toEqual(['unknown trace.not-possible']);
    expect(lambda.timeouts[0]?.summary).toBe('A trace is not possible here. Run it from the command line.');
    const bare = await look('trace:host.example.com', lookupPorts(DNS, { tool: tools({}).tool }));
    expect(verdicts(bare)).toEqual(['unknown trace.no-tool']);
  });
});

it('passes the arguments to the program without a shell, and ends in time', async () => {
  const env = process.env['PATH'];
  const { chmodSync, mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(`${tmpdir()}/postwatch-tool-`);
  try {
    writeFileSync(`${folder}/ping`, '#!/bin/sh\nprintf "%s|" "$@"\n');
    writeFileSync(`${folder}/traceroute`, '#!/bin/sh\nexec sleep 30\n');
    // As ping does, which waits longer for a silent host than it is given here.
    writeFileSync(`${folder}/tracepath`, '#!/bin/sh\ntrap "echo counted; exit" INT\nwhile :; do sleep 0.02; done\n');
    for (const name of ['ping', 'traceroute', 'tracepath']) chmodSync(`${folder}/${name}`, 0o755);
    process.env['PATH'] = `${folder}:${env}`;
    const hostile = ['-n', '$(touch x)', '; echo y', '`id`', '\n', '*'];
    expect(await systemTool('ping', hostile, 600_000)).toEqual({
      kind: 'ran',
      code: 0,
      lines: `${hostile.join('|')}|`.split('\n'),
    });
    expect(await systemTool('traceroute', [], 50)).toMatchObject({ kind: 'ran', code: -1 });
    // A busy machine may need longer, as long as it takes, until the program listens.
    let interrupted: ToolResult = { kind: 'absent' };
    for (let ms = 100.5; interrupted.kind !== 'ran' || interrupted.code !== 0; ms *= 4)
      interrupted = await systemTool('tracepath', [], ms);
    expect(interrupted).toEqual({ kind: 'ran', code: 0, lines: ['counted', ''] });
    writeFileSync(`${folder}/tracepath`, '#!/bin/sh\nexec head -c 1000000 /dev/zero\n');
    const flood = await systemTool('tracepath', [], 5000);
    expect(flood.kind === 'ran' && flood.lines.join('').length).toBeLessThan(200_000);
    rmSync(`${folder}/tracepath`);
    process.env['PATH'] = folder;
    expect(await systemTool('tracepath', [], 50)).toMatchObject({ kind: expect.stringMatching(/absent|ran/) });
  } finally {
    process.env['PATH'] = env;
    rmSync(folder, { recursive: true });
  }
});
