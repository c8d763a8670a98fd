/** A net in memory: every packet the client sends is kept, and the test plays the server, the forger and the cut cable. */
import * as packet from 'dns-packet';
import type { Server } from '../../shared/dns/answer.ts';
import { type Client, type ClientOptions, createClient } from '../../shared/dns/client.ts';
import { unpaced } from '../../shared/dns/pace.ts';
import type { Random } from '../../shared/model/clock.ts';
import { publicOnly } from '../../shared/net/guard.ts';
import type { Net, TcpResult, Trust } from '../../shared/net/port.ts';
import { type FakeClock, fakeClock } from '../support/clock.ts';
import { seededRandom } from '../support/dns-server.ts';

export type Message = Omit<Partial<packet.Packet>, 'answers' | 'authorities' | 'additionals'> & {
  readonly rcode?: number;
  readonly truncated?: boolean;
  readonly edns?: { readonly extendedRcode?: number; readonly options?: readonly object[] };
  readonly answers?: readonly object[];
  readonly authorities?: readonly object[];
  readonly additionals?: readonly object[];
};

export type SentPacket = {
  readonly at: number;
  readonly to: string;
  /** Which socket it left from, counted from 0. */
  readonly socket: number;
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly recursion: boolean;
  readonly edns: boolean;
  readonly bytes: Buffer;
  /** A response with its id and question, as far as not said otherwise. */
  readonly reply: (message: Message) => void;
  readonly raw: (bytes: Uint8Array) => void;
  readonly fail: (code: string) => void;
};

export type TcpQuery = {
  readonly to: string;
  readonly ms: number;
  readonly id: number;
  readonly edns: boolean;
  cancelled: boolean;
  readonly reply: (message: Message) => void;
  readonly end: (result: TcpResult) => void;
};

export type FakeNet = Net & {
  readonly sent: SentPacket[];
  readonly tcpQueries: TcpQuery[];
  readonly opened: { readonly to: string; readonly trust: Trust }[];
  /** Sockets open now. */
  readonly openSockets: () => number;
};

function response(query: packet.DecodedPacket, message: Message): Buffer {
  const { rcode = 0, truncated = false, edns, additionals = [], ...rest } = message;
  const opt = { name: '.', type: 'OPT', udpPayloadSize: 1232, extendedRcode: 0, ednsVersion: 0, flags: 0, options: [] };
  return packet.encode({
    type: 'response',
    id: query.id,
    flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | rcode | (truncated ? packet.TRUNCATED_RESPONSE : 0),
    questions: query.questions,
    ...rest,
    additionals: [...additionals, ...(edns === undefined ? [] : [{ ...opt, ...edns }])],
  } as packet.Packet);
}

/** The bytes of a response to a packet that was sent. */
export const responseTo = ({ bytes }: SentPacket, message: Message): Buffer => response(packet.decode(bytes), message);

function fakeNet(clock: FakeClock): FakeNet {
  const sent: SentPacket[] = [];
  const tcpQueries: TcpQuery[] = [];
  const opened: { to: string; trust: Trust }[] = [];
  let open = 0;
  return {
    sent,
    tcpQueries,
    opened,
    openSockets: () => open,
    refuses: publicOnly,
    udp: ({ host, port }, trust, events) => {
      const socket = opened.push({ to: `${host}:${port}`, trust }) - 1;
      let closed = false;
      open++;
      const send = (bytes: Uint8Array): void => {
        if (closed) throw new Error('sent on a closed socket');
        const query = packet.decode(Buffer.from(bytes));
        const [asked] = query.questions ?? [];
        sent.push({
          at: clock.monotonic(),
          to: `${host}:${port}`,
          socket,
          id: query.id ?? 0,
          bytes: Buffer.from(bytes),
          name: asked?.name ?? '',
          type: asked?.type ?? '',
          recursion: query.flag_rd,
          edns: (query.additionals ?? []).some(({ type }) => type === 'OPT'),
          reply: (message) => !closed && events.packet(response(query, message)),
          raw: (reply) => !closed && events.packet(Buffer.from(reply)),
          fail: (code) => !closed && events.failed(code),
        });
      };
      const close = (): void => {
        if (!closed) open--;
        closed = true;
      };
      return { send, close };
    },
    tcp: ({ host, port }, _trust, bytes, ms) => {
      const query = packet.decode(Buffer.from(bytes));
      const { promise, resolve } = Promise.withResolvers<TcpResult>();
      const entry: TcpQuery = {
        to: `${host}:${port}`,
        ms,
        id: query.id ?? 0,
        cancelled: false,
        edns: (query.additionals ?? []).some(({ type }) => type === 'OPT'),
        reply: (message) => resolve({ kind: 'message', bytes: response(query, message) }),
        end: resolve,
      };
      tcpQueries.push(entry);
      const cancel = (): void => {
        entry.cancelled = true;
      };
      return { result: promise, cancel };
    },
  };
}

/** How many timers are set; a test asserts that none is left. */
export type CountingClock = FakeClock & { readonly pending: () => number };

export function countingClock(): CountingClock {
  const clock = fakeClock();
  let pending = 0;
  const after = (ms: number, task: () => void): (() => void) => {
    let open = true;
    const end = (): void => {
      if (open) pending--;
      open = false;
    };
    pending++;
    const stop = clock.after(ms, () => {
      end();
      task();
    });
    return () => {
      end();
      stop();
    };
  };
  return { ...clock, after, pending: () => pending };
}

export const SERVER: Server = { host: '192.0.2.53', port: 53 };
export const SECOND: Server = { host: '192.0.2.54', port: 53 };

export type Bench = {
  readonly clock: CountingClock;
  readonly net: FakeNet;
  readonly random: Random;
  readonly client: Client;
};

/** A client whose time, dice and net the test holds. */
export function bench(options: Partial<ClientOptions> = {}): Bench {
  const clock = countingClock();
  const net = fakeNet(clock);
  const random = seededRandom(7);
  const limits = { pace: unpaced, timeoutMs: 5000, deadlineAt: Number.POSITIVE_INFINITY };
  const client = createClient({ servers: [SERVER], net, clock, random, ...limits, ...options });
  return { clock, net, random, client };
}

/** Lets promises that are already decided run their course. */
export const flush = (): Promise<void> => new Promise((done) => setImmediate(done));

export const a = (name: string, data: string, ttl = 300) => ({ name, type: 'A', ttl, data });
export const cname = (name: string, data: string, ttl = 300) => ({ name, type: 'CNAME', ttl, data });

export const soa = (name: string, ttl = 600, minimum = 300) => ({
  name,
  type: 'SOA',
  ttl,
  data: { mname: `ns.${name}`, rname: `host.${name}`, serial: 1, refresh: 2, retry: 3, expire: 4, minimum },
});
