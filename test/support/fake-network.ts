/**
 * The network below the product's own sockets, in this process: a packet arrives with the next microtask, or never. Port 53 of
 * the hosts that a test names answers; every other host refuses. Loopback stays real.
 */
import dgram from 'node:dgram';
import { EventEmitter } from 'node:events';
import net from 'node:net';
import { type Behaviour, forEachReply } from './dns-server.ts';

export type NameServer = {
  readonly behaviour: Behaviour;
  /** Connections: taken and answered, refused, or taken and never answered. */
  readonly tcp: 'open' | 'refused' | 'silent';
};

/** By address; undefined where nobody is. */
export type Hosts = (host: string) => NameServer | undefined;

const LOOPBACK = /^(127\.|::1$|localhost$)/;
const DNS_PORT = 53;

const broken = (code: string): Error => Object.assign(new Error(code), { code });

class FakeUdp extends EventEmitter {
  readonly #hosts: Hosts;
  #server: NameServer | undefined;
  #open = true;

  constructor(hosts: Hosts) {
    super();
    this.#hosts = hosts;
  }

  /** At once, so that packets leave in the order in which they were handed in. */
  connect(port: number, host: string): void {
    this.#server = port === DNS_PORT ? this.#hosts(host) : undefined;
    if (this.#server !== undefined) this.emit('connect');
    else this.#later(() => this.emit('error', broken('ENETUNREACH')));
  }

  send(bytes: Uint8Array, onSent: (error: Error | null) => void): void {
    const server = this.#server;
    if (server === undefined) {
      this.#later(() => onSent(broken('ENETUNREACH')));
      return;
    }
    const query = Buffer.from(bytes);
    this.#later(() =>
      forEachReply(query, 'udp', server.behaviour, (message) => this.#later(() => this.emit('message', message))),
    );
  }

  #later(task: () => void): void {
    queueMicrotask(() => {
      if (this.#open) task();
    });
  }

  close(): void {
    this.#open = false;
  }
  unref(): void {}
  setRecvBufferSize(): void {}
}

class FakeTcp extends EventEmitter {
  readonly #server: NameServer | undefined;
  #open = true;

  constructor(server: NameServer | undefined) {
    super();
    this.#server = server;
    this.#later(() => {
      if (server === undefined || server.tcp === 'refused') this.emit('error', broken('ECONNREFUSED'));
      else this.emit('connect');
    });
  }

  write(frame: Buffer): void {
    const server = this.#server;
    if (server === undefined || server.tcp !== 'open') return;
    this.#later(() =>
      forEachReply(frame.subarray(2), 'tcp', server.behaviour, (message) => {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(message.length);
        this.#later(() => this.emit('data', Buffer.concat([length, message])));
      }),
    );
  }

  #later(task: () => void): void {
    queueMicrotask(() => {
      if (this.#open) task();
    });
  }

  destroy(): void {
    this.#open = false;
  }
}

/** Until what it returns is called. */
export function fakeNetwork(hosts: Hosts): () => void {
  const real = { createSocket: dgram.createSocket, createConnection: net.createConnection };
  Object.assign(dgram, { createSocket: () => new FakeUdp(hosts) });
  Object.assign(net, {
    createConnection: (...parts: unknown[]) => {
      const [to] = parts as [{ host?: string; port?: number }];
      if (to.host === undefined || LOOPBACK.test(to.host))
        return (real.createConnection as (...more: unknown[]) => unknown)(...parts);
      return new FakeTcp(to.port === DNS_PORT ? hosts(to.host) : undefined);
    },
  });
  return () => {
    Object.assign(dgram, { createSocket: real.createSocket });
    Object.assign(net, { createConnection: real.createConnection });
  };
}
