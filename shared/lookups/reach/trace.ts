/** The way to a host, by the system's `traceroute` or `tracepath`. */

import { timeLeft } from '../../dns/deadline.ts';
import { parseAddress } from '../../model/address.ts';
import { hostRefused } from '../../net/guard.ts';
import { type Host, hostAddresses, hostText, readHost } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts, type ResultRow } from '../core/command.ts';
import { spoken } from '../core/draft.ts';
import type { SystemTool, ToolName, ToolResult } from '../core/tool.ts';
import { refusedDraft, tryPort } from './ping.ts';
import { reach } from './reach.ts';
import { hopsAway, noTraceHere, noTraceProgram, programFailed, routeEnds } from './words.ts';

const TRACE_MS = 22_000;
/** One probe a hop and two seconds' patience: thirty hops of silence still end in time. */
const TOOLS: readonly (readonly [ToolName, readonly string[]])[] = [
  ['traceroute', ['-n', '-q', '1', '-w', '2', '-m', '20']],
  ['tracepath', ['-n', '-m', '20']],
];

export const trace = command(
  {
    name: 'trace',
    example: 'trace:mail.example.com',
    about: { en: 'the route to a host (traceroute or tracepath)', ko: '호스트까지의 경로(traceroute 또는 tracepath)' },
  },
  readHost,
  hostText,
  traceTo,
  hostAddresses,
);

async function traceTo(host: Host, ports: LookupPorts): Promise<LookupOutcome> {
  const { addresses, drafts } = await reach(host, 'trace', ports.resolver);
  const [address] = addresses;
  if (address === undefined) return { records: [], drafts };
  const why = hostRefused(address);
  if (why !== null) return { records: [], drafts: [refusedDraft('trace', address, why)] };
  if (ports.tool === null) return { records: [], drafts: [notHere(host)] };
  const { name, result } = await firstThere(ports.tool, address, ports);
  if (result.kind !== 'ran') return { records: [], drafts: [noTool(result)] };
  const records = result.lines.flatMap(hopOf);
  const arrived = records.some((row) => row['address'] === address);
  const about = { question: address, type: 'ICMP', server: address, code: name.toUpperCase() } as const;
  const evidence = [spoken(ports, { ...about, answers: result.lines, ms: 0 })];
  return { records, drafts: [{ ...judgeRoute(address, records.length, arrived), evidence }] };
}

const judgeRoute = (address: string, hops: number, arrived: boolean): FindingDraft =>
  arrived
    ? { id: 'trace.arrived', status: 'pass', summary: hopsAway(address, hops) }
    : {
        id: 'trace.not-arrived',
        status: 'unknown',
        summary: routeEnds(address, hops),
        remedy: { id: 'trace.try-port', with: { command: tryPort(address) } },
      };

async function firstThere(
  tool: SystemTool,
  address: string,
  ports: LookupPorts,
): Promise<{ name: ToolName; result: ToolResult }> {
  let last: { name: ToolName; result: ToolResult } = { name: 'traceroute', result: { kind: 'absent' } };
  for (const [name, options] of TOOLS) {
    last = { name, result: await tool(name, [...options, address], timeLeft(TRACE_MS, ports)) };
    if (last.result.kind !== 'absent') return last;
  }
  return last;
}

const notHere = (host: Host): FindingDraft => ({
  id: 'trace.not-possible',
  status: 'unknown',
  summary: noTraceHere,
  remedy: { id: 'trace.own-machine', with: { command: `npx postwatch lookup trace:${hostText(host)}` } },
});

const noTool = (result: ToolResult): FindingDraft => ({
  id: 'trace.no-tool',
  status: 'unknown',
  summary: result.kind === 'failed' ? programFailed(result.detail) : noTraceProgram,
  remedy: { id: 'trace.install', with: { command: 'sudo apt-get install traceroute' } },
});

/** ` 3  192.0.2.1  4.5 ms` of traceroute, ` 3:  192.0.2.1   4.5ms` of tracepath; a star or "no reply" is silence. */
function hopOf(line: string): readonly ResultRow[] {
  const [, hop, rest = ''] = /^\s{0,4}(\d{1,3})[:?]{0,2}\s{1,10}(.{1,200})/.exec(line.slice(0, 300)) ?? [];
  if (hop === undefined) return [];
  const address = rest.split(/\s/, 1)[0] ?? '';
  if (!parseAddress(address).ok) return [{ hop: Number(hop), address: null, ms: null }];
  const ms = /([\d.]{1,10}) ?ms/.exec(rest)?.[1];
  return [{ hop: Number(hop), address, ms: ms === undefined ? null : Number(ms) }];
}
