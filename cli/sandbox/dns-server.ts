/**
 * A small DNS server on loopback whose behaviour is one function: question in, reply out. The `sandbox` command plays a
 * simulated internet with it, and tests make it lie, stall, truncate or answer from elsewhere. UDP and TCP on one port.
 */
import dgram from 'node:dgram';
import net from 'node:net';
import * as packet from 'dns-packet';

export type ServerQuestion = {
  /** As it came, so in the asker's spelling. */
  readonly name: string;
  readonly type: string;
  readonly class: string;
  readonly recursionDesired: boolean;
  /** The size the asker takes over UDP, if it speaks EDNS. */
  readonly edns: number | null;
  /** The query itself, for replies in raw bytes. */
  readonly bytes: Buffer;
};

/** In the shape of `dns-packet`; TTL 300 and class IN unless said. */
export type ServerRecord = {
  readonly name: string;
  readonly type: string;
  readonly data: unknown;
  readonly ttl?: number;
  readonly class?: string;
};

/** One packet. Everything left out is as an honest server would send it. */
export type ServerReply = {
  readonly rcode?: string;
  readonly answers?: readonly ServerRecord[];
  readonly authority?: readonly ServerRecord[];
  readonly additional?: readonly ServerRecord[];
  /** Only the TC bit and the question. */
  readonly truncated?: boolean;
  readonly authoritative?: boolean;
  readonly recursionAvailable?: boolean;
  readonly delayMs?: number;
  /** Another id, or another question, than the one asked. */
  readonly id?: number;
  readonly question?: { readonly name: string; readonly type: string } | null;
  /** RFC 8914: the info code and a text. */
  readonly extendedError?: { readonly code: number; readonly text: string };
  /** False: no OPT, as a server from before EDNS; else one comes back whenever one was sent. */
  readonly edns?: boolean;
  /** These bytes and nothing else. */
  readonly raw?: Uint8Array;
  /** From another port than the one asked. */
  readonly fromElsewhere?: boolean;
};

/** Several replies are several packets, in order; none is silence. Over TCP silence keeps the connection open. */
export type Behaviour = (question: ServerQuestion, via: 'udp' | 'tcp') => ServerReply | readonly ServerReply[];

export const SILENCE: readonly ServerReply[] = [];

export type DnsServer = {
  readonly host: string;
  readonly port: number;
  readonly close: () => Promise<void>;
};

export type DnsServerOptions = {
  readonly behaviour: Behaviour;
  readonly host?: string;
  /** 0: any free one. */
  readonly port?: number;
  /** Without TCP, connections are refused. */
  readonly tcp?: boolean;
};

export async function startDnsServer(options: DnsServerOptions): Promise<DnsServer> {
  const { behaviour, host = '127.0.0.1', port = 0, tcp = true } = options;
  const udp = dgram.createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  const elsewhere = dgram.createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const connections = new Set<net.Socket>();
  let open = true;
  const listener = net.createServer((connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection)).on('error', () => {});
    serveTcp(connection, behaviour);
  });
  const bound = tcp ? await bindBoth(listener, udp, host, port) : await bindUdp(udp, host, port);
  udp.on('message', (bytes, from) => {
    forEachReply(bytes, 'udp', behaviour, (message, reply) => {
      // A late reply may be due after the server was closed, and its asker may be gone.
      if (open) (reply.fromElsewhere ? elsewhere : udp).send(message, from.port, from.address, () => {});
    });
  });
  const shut = async (): Promise<void> => {
    open = false;
    for (const connection of connections) connection.destroy();
    const ended = [udp, elsewhere].map((socket) => new Promise<void>((done) => socket.close(done)));
    if (tcp) ended.push(new Promise((done) => listener.close(() => done())));
    await Promise.all(ended);
  };
  let shutting: Promise<void> | null = null;
  const close = (): Promise<void> => {
    shutting ??= shut();
    return shutting;
  };
  return { host, port: bound, close };
}

const bindUdp = (udp: dgram.Socket, host: string, port: number): Promise<number> =>
  new Promise((done, fail) => {
    udp.once('error', fail);
    udp.bind(port, host, () => {
      udp.off('error', fail).on('error', () => {});
      done(udp.address().port);
    });
  });

const listen = (listener: net.Server, host: string, port: number): Promise<number> =>
  new Promise((done, fail) => {
    listener.once('error', fail);
    listener.listen(port, host, () => {
      listener.off('error', fail);
      done((listener.address() as net.AddressInfo).port);
    });
  });

/** The system's free TCP port may be taken for UDP: then another one. */
async function bindBoth(listener: net.Server, udp: dgram.Socket, host: string, port: number): Promise<number> {
  for (let tries = 1; ; tries++) {
    const bound = await listen(listener, host, port);
    try {
      return await bindUdp(udp, host, bound);
    } catch (error) {
      await new Promise((done) => listener.close(done));
      if (port !== 0 || tries === 10) throw error;
    }
  }
}

function serveTcp(connection: net.Socket, behaviour: Behaviour): void {
  let pending = Buffer.alloc(0);
  connection.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0);
      forEachReply(pending.subarray(2, end), 'tcp', behaviour, (message) => {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(message.length);
        connection.write(Buffer.concat([length, message]));
      });
      pending = pending.subarray(end);
    }
  });
}

type Send = (message: Buffer, reply: ServerReply) => void;

/** One query as it came in -> what goes back; also for a network without sockets. */
export function forEachReply(bytes: Buffer, via: 'udp' | 'tcp', behaviour: Behaviour, send: Send): void {
  const query = readQuery(bytes);
  if (query === null) return;
  const replies = query.version > 0 ? { rcode: 'BADVERS' } : behaviour(query.question, via);
  for (const reply of [replies].flat()) {
    const message = encodeReply(reply, query, via);
    if (reply.delayMs === undefined) send(message, reply);
    else setTimeout(send, reply.delayMs, message, reply).unref();
  }
}

type Query = { readonly id: number; readonly version: number; readonly question: ServerQuestion };

/** Null for what is not a query: a server does not answer responses, or two servers could talk for ever. */
function readQuery(bytes: Buffer): Query | null {
  try {
    const { id = 0, flag_qr, flag_rd, questions, additionals } = packet.decode(bytes);
    const asked = questions?.[0];
    if (flag_qr || asked === undefined) return null;
    const opt = additionals?.find(({ type }) => type === 'OPT') as packet.OptAnswer | undefined;
    const question = {
      name: asked.name,
      type: asked.type as string,
      class: asked.class ?? 'IN',
      recursionDesired: flag_rd,
      edns: opt === undefined ? null : opt.udpPayloadSize,
      bytes,
    };
    return { id, version: opt?.ednsVersion ?? 0, question };
  } catch {
    return null;
  }
}

const RCODES: Readonly<Record<string, number>> = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  NOTAUTH: 9,
  BADVERS: 16,
};

function encodeReply(reply: ServerReply, { id, question }: Query, via: 'udp' | 'tcp'): Buffer {
  if (reply.raw !== undefined) return Buffer.from(reply.raw);
  const message = packet.encode(messageOf(reply, id, question));
  const most = via === 'tcp' ? 65_535 : Math.max(512, question.edns ?? 0);
  if (message.length <= most) return message;
  return packet.encode(messageOf({ ...reply, truncated: true }, id, question));
}

function messageOf(reply: ServerReply, id: number, question: ServerQuestion): packet.Packet {
  const rcode = RCODES[reply.rcode ?? 'NOERROR'] ?? 2;
  const asked = reply.question === undefined ? question : reply.question;
  const opt = question.edns === null || reply.edns === false ? [] : [optRecord(rcode, reply)];
  const section = (records: readonly ServerRecord[] = []) => (reply.truncated ? [] : records.map(record));
  return {
    type: 'response',
    id: reply.id ?? id,
    flags: flagsOf(reply, rcode, question),
    questions: asked === null ? [] : ([{ name: asked.name, type: asked.type }] as packet.Question[]),
    answers: section(reply.answers),
    authorities: section(reply.authority),
    additionals: [...section(reply.additional), ...opt],
  };
}

const flagsOf = (reply: ServerReply, rcode: number, { recursionDesired }: ServerQuestion): number =>
  (rcode & 15) |
  (reply.authoritative ? packet.AUTHORITATIVE_ANSWER : 0) |
  (reply.truncated ? packet.TRUNCATED_RESPONSE : 0) |
  (recursionDesired ? packet.RECURSION_DESIRED : 0) |
  ((reply.recursionAvailable ?? true) ? packet.RECURSION_AVAILABLE : 0);

/** Types that `dns-packet` does not know take their data as bytes. */
const record = (given: ServerRecord): packet.Answer => ({ ttl: 300, ...given }) as unknown as packet.Answer;

function optRecord(rcode: number, { extendedError }: ServerReply): packet.Answer {
  const data = extendedError && Buffer.from(`\0\0${extendedError.text}`);
  data?.writeUInt16BE(extendedError?.code ?? 0);
  return {
    name: '.',
    type: 'OPT',
    udpPayloadSize: 1232,
    extendedRcode: rcode >> 4,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: data === undefined ? [] : [{ code: 15, data }],
  } as unknown as packet.Answer;
}
