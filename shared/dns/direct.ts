/**
 * One question put to one server itself, with everything its header says: whether it answers for the name, whether it would
 * ask others, whom it refers to. The resolver's client is for answers; this is for looking at the servers. A packet that is
 * lost is sent once more, and a truncated answer is fetched over TCP.
 */
import type { Clock, Random } from '../model/clock.ts';
import { isoTime } from '../model/clock.ts';
import { canonicalName } from '../model/domain.ts';
import type { Evidence } from '../model/finding.ts';
import { printable } from '../model/text.ts';
import type { Net } from '../net/port.ts';
import { type RecordType, type Resolver, type Server, serverText } from './answer.ts';
import { NEAR_MISSES } from './candidate.ts';
import { timeLeft } from './deadline.ts';
import { BADVERS, FORMERR, NOTIMP, rcodeName } from './rcode.ts';
import { readData, showData } from './rdata.ts';
import { type ReadResponse, readResponse } from './read.ts';
import { COMMAND_TIME_UP } from './unasked.ts';
import { answersQuery, authorityNs, encodeQuery, isTruncated, parseMessage, stampQuery } from './wire.ts';

export type DirectPorts = {
  readonly net: Net;
  readonly clock: Clock;
  readonly random: Random;
  /** Asked only when the command ends. */
  readonly resolver: Pick<Resolver, 'deadlineAt'>;
};

export type DirectQuestion<T extends RecordType> = {
  readonly server: Server;
  readonly name: string;
  readonly type: T;
  /** Ask it to ask others on our behalf. */
  readonly recursion?: boolean;
};

export type Direct<T extends RecordType> =
  | {
      readonly kind: 'answered';
      readonly rcode: string;
      readonly authoritative: boolean;
      readonly recursionAvailable: boolean;
      readonly reading: ReadResponse<T>;
      /** Names in the NS records of the authority section. */
      readonly referral: readonly string[];
      readonly ms: number;
    }
  | {
      readonly kind: 'silent';
      /** `refused`: by our guard, so nothing was sent. */
      readonly reason: 'refused' | 'timeout' | 'network' | 'malformed';
      readonly detail: string;
      readonly ms: number;
    };

const TRY_MS = 2000;
const TRIES = 2;
const IDS = 65_536;

export async function askDirectly<T extends RecordType>(
  { server, name, type, recursion = false }: DirectQuestion<T>,
  ports: DirectPorts,
): Promise<Direct<T>> {
  const started = ports.clock.monotonic();
  const since = (): number => ports.clock.monotonic() - started;
  const query = encodeQuery(canonicalName(name), type, recursion);
  const why = query === null ? 'not a name that DNS can carry' : (ports.net.refuses(server)?.en ?? null);
  if (query === null || why !== null) return { kind: 'silent', reason: 'refused', detail: why ?? '', ms: 0 };
  let bytes = await exchange(query, server, true, ports);
  // An old server that knows no EDNS is asked again without (RFC 6891 section 7).
  if (typeof bytes !== 'string' && NO_EDNS.has(parseMessage(bytes)?.rcode ?? 0))
    bytes = await exchange(query, server, false, ports);
  const message = typeof bytes === 'string' ? null : parseMessage(bytes);
  if (typeof bytes === 'string' || message === null)
    return { kind: 'silent', ...silenceOf(typeof bytes === 'string' ? bytes : 'malformed', ports), ms: since() };
  const whole = bytes;
  return {
    kind: 'answered',
    rcode: rcodeName(message.rcode),
    authoritative: message.authoritative,
    recursionAvailable: message.recursion,
    reading: readResponse(message, type),
    referral: authorityNs(whole).flatMap((record) => readData('NS', whole, record) ?? []),
    ms: since(),
  };
}

type Silence = 'timeout' | 'network' | 'malformed';

const SILENCES = {
  timeout: { reason: 'timeout', detail: `no answer to ${TRIES} questions within ${(TRIES * TRY_MS) / 1000} s` },
  network: { reason: 'network', detail: 'nothing listens there, or there is no route to it' },
  malformed: { reason: 'malformed', detail: 'the answer was not a DNS message' },
} as const satisfies Record<Silence, object>;

const silenceOf = (why: Silence, ports: DirectPorts) =>
  why === 'timeout' && timeLeft(TRY_MS, ports) === 0 ? { ...SILENCES.timeout, detail: COMMAND_TIME_UP } : SILENCES[why];

const NO_EDNS: ReadonlySet<number> = new Set([FORMERR, NOTIMP, BADVERS]);

async function exchange(query: Buffer, server: Server, edns: boolean, ports: DirectPorts): Promise<Buffer | Silence> {
  const id = ports.random(IDS);
  const packet = stampQuery(query, { id, edns }, false);
  const bytes = await overUdp(packet, query, server, ports);
  if (bytes !== 'forged' && (typeof bytes === 'string' || !isTruncated(bytes))) return bytes;
  const result = await ports.net.tcp(server, 'data', packet, timeLeft(TRY_MS, ports)).result;
  if (result.kind === 'failed') return result.reason;
  return isAnswer(result.bytes, query, id) ? result.bytes : 'malformed';
}

const isAnswer = (bytes: Buffer, query: Buffer, id: number): boolean =>
  answersQuery(bytes, query) && bytes.readUInt16BE(0) === id;

function overUdp(
  packet: Buffer,
  query: Buffer,
  server: Server,
  ports: DirectPorts,
): Promise<Buffer | Silence | 'forged'> {
  const { net, clock } = ports;
  const id = packet.readUInt16BE(0);
  return new Promise((resolve) => {
    let tries = 0;
    let misses = 0;
    let stop = (): void => {};
    const end = (result: Buffer | Silence | 'forged'): void => {
      stop();
      socket.close();
      resolve(result);
    };
    const socket = net.udp(server, 'data', {
      packet: (bytes) => {
        if (isAnswer(bytes, query, id)) end(bytes);
        else if (answersQuery(bytes, query) && ++misses >= NEAR_MISSES) end('forged');
      },
      failed: () => end('network'),
    });
    const send = (): void => {
      const ms = timeLeft(TRY_MS, ports);
      if (tries++ === TRIES || ms === 0) {
        end('timeout');
        return;
      }
      stop = clock.after(ms, send);
      socket.send(packet);
    };
    send();
  });
}

/** The question and what came of it, as evidence. */
export function directEvidence<T extends RecordType>(
  { server, name, type }: DirectQuestion<T>,
  answer: Direct<T>,
  clock: Clock,
): Evidence {
  const answers = answer.kind === 'silent' ? [answer.detail] : shown(type, answer);
  return {
    question: printable(name),
    type,
    resolver: serverText(server),
    rcode: answer.kind === 'answered' ? answer.rcode : answer.reason.toUpperCase(),
    answers: answers.slice(0, 20),
    ttl: answer.kind === 'answered' && answer.reading.kind === 'records' ? answer.reading.ttl : null,
    at: isoTime(clock.now() - Math.round(answer.ms)),
    rttMs: Math.round(answer.ms),
  };
}

function shown<T extends RecordType>(
  type: T,
  { reading, referral }: Extract<Direct<T>, { kind: 'answered' }>,
): readonly string[] {
  if (reading.kind === 'records') return reading.records.map((data) => showData(type, data));
  return referral.map((name) => `refers to ${printable(name)}`);
}
