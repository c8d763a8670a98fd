/**
 * One server as we know it: how fast it answers, whether it takes EDNS, and the ports we ask it from. A forger who cannot
 * see our packets must guess port and id together (RFC 5452), so both are drawn per packet and ports are given up in time.
 */
import type { Random } from '../model/clock.ts';
import type { Net, Trust, UdpSocket } from '../net/port.ts';
import { type Server, serverText } from './answer.ts';

const PORTS = 8;
/** Packets after which a port is replaced. */
const PORT_USES = 1000;
/** Ids stay easy to find and hard to guess as long as most are free. */
const PORT_WAITING = 4096;

/** Whoever waits for the answer to one packet. */
export type Waiter = {
  /** A packet with its id, which may yet be anybody's. */
  readonly packet: (bytes: Buffer) => void;
  readonly failed: (code: string) => void;
};

/** A place in the queue of one port: the id it was sent with, until `release`. */
export type Place = { readonly id: number; readonly send: (bytes: Uint8Array) => void; readonly release: () => void };

class Port {
  readonly waiting = new Map<number, Waiter>();
  uses = 0;
  retired = false;
  readonly #socket: UdpSocket;

  constructor(net: Net, server: Server, trust: Trust) {
    this.#socket = net.udp(server, trust, {
      packet: (bytes) => this.#packet(bytes),
      failed: (code) => this.#failed(code),
    });
  }

  take(waiter: Waiter, random: Random): Place {
    this.uses++;
    let id = random(65_536);
    while (this.waiting.has(id)) id = random(65_536);
    this.waiting.set(id, waiter);
    return { id, send: this.#socket.send, release: () => this.#release(id) };
  }

  retire(): void {
    this.retired = true;
    if (this.waiting.size === 0) this.#socket.close();
  }

  #release(id: number): void {
    if (this.waiting.delete(id) && this.retired && this.waiting.size === 0) this.#socket.close();
  }

  #packet(bytes: Buffer): void {
    // Less than an id: nobody's, but proof to all that something wrong came by.
    if (bytes.length < 2) for (const waiter of [...this.waiting.values()]) waiter.packet(bytes);
    else this.waiting.get(bytes.readUInt16BE(0))?.packet(bytes);
  }

  /** The system reports an error for the socket, not for a packet: everybody waiting there has to try again. */
  #failed(code: string): void {
    this.retired = true;
    for (const waiter of [...this.waiting.values()]) waiter.failed(code);
  }
}

const FIRST_GUESS_MS = 250;
const LEAST_MS = 200;
const MOST_MS = 1000;

export class Upstream {
  readonly server: Server;
  readonly text: string;
  readonly trust: Trust;
  /** Until it refuses OPT and then answers without (RFC 6891 section 7). */
  edns = true;
  readonly #net: Net;
  readonly #random: Random;
  readonly #ports: (Port | undefined)[] = [];
  #smoothed: number | null = null;
  #variation = 0;

  constructor(server: Server, trust: Trust, net: Net, random: Random) {
    this.server = server;
    this.text = serverText(server);
    this.trust = trust;
    this.#net = net;
    this.#random = random;
  }

  /** How long the first try waits (RFC 6298 section 2): the smoothed round trip and four times its variation. */
  get patienceMs(): number {
    if (this.#smoothed === null) return FIRST_GUESS_MS;
    return Math.min(MOST_MS, Math.max(LEAST_MS, this.#smoothed + 4 * this.#variation));
  }

  /** Each packet has its own id, so a round trip is never ambiguous, not even a repeated packet's (Karn's problem). */
  answeredAfter(ms: number): void {
    if (this.#smoothed === null) {
      this.#smoothed = ms;
      this.#variation = ms / 2;
      return;
    }
    this.#variation += (Math.abs(this.#smoothed - ms) - this.#variation) / 4;
    this.#smoothed += (ms - this.#smoothed) / 8;
  }

  take(waiter: Waiter): Place {
    const index = this.#random(PORTS);
    let port = this.#ports[index];
    if (port === undefined || port.retired || port.uses >= PORT_USES || port.waiting.size >= PORT_WAITING) {
      port?.retire();
      port = new Port(this.#net, this.server, this.trust);
      this.#ports[index] = port;
    }
    return port.take(waiter, this.#random);
  }

  /** No new packets; ports close as soon as nobody waits there. */
  close(): void {
    for (const port of this.#ports) port?.retire();
    this.#ports.length = 0;
  }
}
