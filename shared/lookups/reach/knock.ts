/** A connection to each address of a host, opened and closed at once: all side by side, each timed. */
import type { Evidence } from '../../model/finding.ts';
import { serverText } from '../../model/server.ts';
import type { Endpoint, StreamFailure } from '../../net/port.ts';
import type { HostAndPort } from '../core/argument.ts';
import type { FindingDraft, LookupPorts, ResultRow } from '../core/command.ts';
import { spoken } from '../core/draft.ts';
import type { ReachingCommand } from '../core/findings.ts';
import { reach } from './reach.ts';
import { portOpen } from './words.ts';

const KNOCK_MS = 10_000;

export type Knock = {
  readonly to: Endpoint;
  readonly failure: StreamFailure | null;
  readonly ms: number;
  readonly row: ResultRow;
  readonly evidence: Evidence;
};

type Knocks = { readonly knocks: readonly Knock[]; readonly drafts: readonly FindingDraft[] };

/** `command` is that of the findings. */
export async function knockAll(
  { host, port }: HostAndPort,
  command: ReachingCommand,
  ports: LookupPorts,
): Promise<Knocks> {
  const { addresses, drafts } = await reach(host, command, ports.resolver);
  return { knocks: await Promise.all(addresses.map((address) => knock({ host: address, port }, ports))), drafts };
}

async function knock(to: Endpoint, ports: LookupPorts): Promise<Knock> {
  const started = ports.clock.monotonic();
  const opened = await ports.connector.connect(to, KNOCK_MS);
  const failure = opened.kind === 'failed' ? opened : null;
  const ms = opened.kind === 'open' ? opened.connection.connectMs : ports.clock.monotonic() - started;
  if (opened.kind === 'open') opened.connection.close();
  const result = failure?.detail ?? portOpen;
  const server = serverText(to);
  const code = failure?.reason.toUpperCase() ?? 'OPEN';
  return {
    to,
    failure,
    ms,
    row: { address: to.host, port: to.port, result, ms: Math.round(ms) },
    evidence: spoken(ports, { question: server, type: 'TCP', server, code, answers: [], own: result, ms }),
  };
}
