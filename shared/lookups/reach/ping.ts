/** Whether a host answers: ICMP by the system's `ping`; where there is none, the time of a TCP connection, and labelled so. */

import { timeLeft } from '../../dns/deadline.ts';
import type { Text } from '../../model/language.ts';
import { serverText } from '../../model/server.ts';
import { hostRefused } from '../../net/guard.ts';
import { type Host, hostAddresses, hostText, readHost } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { spoken } from '../core/draft.ts';
import { type Knock, knockAll } from './knock.ts';
import { reach } from './reach.ts';
import {
  connectTime,
  echoed,
  noEcho,
  noPortAnswers,
  nothingSent,
  portAccepts,
  portRefuses,
  someEchoes,
} from './words.ts';

const PING_MS = 10_000;
/** What a host that speaks to the world is likely to listen on. */
const TCP_PORTS = [443, 80, 25] as const;

export const ping = command(
  {
    name: 'ping',
    example: 'ping:mail.example.com',
    about: { en: 'whether a host answers (ICMP, else TCP)', ko: '호스트의 응답 여부(ICMP, 안 되면 TCP)' },
  },
  readHost,
  hostText,
  pingHost,
  hostAddresses,
);

async function pingHost(host: Host, ports: LookupPorts): Promise<LookupOutcome> {
  const { addresses, drafts } = await reach(host, 'ping', ports.resolver);
  const [address] = addresses;
  if (address === undefined) return { records: [], drafts };
  const why = hostRefused(address);
  if (why !== null) return { records: [], drafts: [refusedDraft('ping', address, why)] };
  // The address was parsed, so it can be neither an option nor anything else to the program.
  const result = await ports.tool?.('ping', ['-n', '-c', '3', address], timeLeft(PING_MS, ports));
  const seen = result?.kind === 'ran' ? readPing(result.lines) : null;
  return seen === null ? overTcp(host, ports) : judgePing(address, seen, ports);
}

export const refusedDraft = (name: 'ping' | 'trace', address: string, why: Text): FindingDraft => ({
  id: `${name}.not-connected`,
  status: 'unknown',
  summary: nothingSent(address, why),
  remedy: { id: 'reach.public-only', with: {} },
});

type Seen = {
  readonly sent: number;
  readonly received: number;
  readonly times: readonly number[];
  readonly summary: string;
};

/** The two lines at the end, of iputils, BusyBox and BSD alike; null where they are missing. */
function readPing(lines: readonly string[]): Seen | null {
  const counted = lines.map((line) =>
    /(\d{1,4}) packets transmitted, (\d{1,4}) (?:packets )?received/.exec(line.slice(0, 300)),
  );
  const [summary, sent, received] = counted.find((match) => match !== null) ?? [];
  if (summary === undefined) return null;
  const timed = lines
    .map((line) => /= ?([\d.]{1,12})\/([\d.]{1,12})\/([\d.]{1,12})/.exec(line.slice(0, 300)))
    .find((match) => match !== null);
  return { sent: Number(sent), received: Number(received), times: (timed ?? []).slice(1, 4).map(Number), summary };
}

function judgePing(address: string, { sent, received, times, summary }: Seen, ports: LookupPorts): LookupOutcome {
  const [least = null, average = null, most = null] = times;
  const about = { question: address, type: 'ICMP', server: address, code: received > 0 ? 'ECHO' : 'SILENCE' } as const;
  const evidence = [spoken(ports, { ...about, answers: [summary], ms: average ?? 0 })];
  const records = [{ address, method: 'ICMP', sent, received, leastMs: least, averageMs: average, mostMs: most }];
  return { records, drafts: [{ ...judgeEchoes(address, { sent, received, average }), evidence }] };
}

type Echoes = Pick<Seen, 'sent' | 'received'> & { readonly average: number | null };

function judgeEchoes(address: string, { sent, received, average }: Echoes): FindingDraft {
  if (received === 0)
    return {
      id: 'ping.silent',
      status: 'unknown',
      summary: noEcho(address, sent),
      remedy: { id: 'ping.try-port', with: { command: tryPort(address) } },
    };
  if (received < sent)
    return {
      id: 'ping.loss',
      status: 'warn',
      summary: someEchoes(address, received, sent),
      remedy: { id: 'ping.trace-loss', with: { command: `npx postwatch lookup trace:${address}` } },
    };
  return { id: 'ping.answers', status: 'pass', summary: echoed(address, average) };
}

/** The command that looks up the port that most hosts have open. */
export const tryPort = (host: string): string => `npx postwatch lookup tcp:${serverText({ host, port: TCP_PORTS[0] })}`;

async function overTcp(host: Host, ports: LookupPorts): Promise<LookupOutcome> {
  const all = await Promise.all(TCP_PORTS.map((port) => knockAll({ host, port }, 'ping', ports)));
  const knocks = all.flatMap((one) => one.knocks);
  const records = knocks.map(({ row }) => ({ ...row, method: connectTime }));
  // A refusal comes from the host too: it is there.
  const heard = knocks.filter(({ failure }) => failure === null || failure.detail.en === 'ECONNREFUSED');
  const [quickest] = [...heard].sort((a, b) => a.ms - b.ms);
  if (quickest !== undefined) return { records, drafts: [answered(quickest)] };
  return {
    records,
    drafts: [
      {
        id: 'ping.silent',
        status: 'unknown',
        evidence: knocks.slice(0, 5).map(({ evidence }) => evidence),
        summary: noPortAnswers(hostText(host), TCP_PORTS),
        remedy: { id: 'ping.where-possible', with: { command: tryPort(hostText(host)) } },
      },
    ],
  };
}

const answered = ({ to, ms, failure, evidence }: Knock): FindingDraft => ({
  id: 'ping.answers-tcp',
  status: 'pass',
  evidence: [evidence],
  summary: (failure === null ? portAccepts : portRefuses)(to.host, to.port, Math.round(ms)),
});
