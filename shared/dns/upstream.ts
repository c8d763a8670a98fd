/**
 * One server as we know it: how fast it answers, whether it takes EDNS, and the ports we ask it from. A forger who cannot
 * see our packets must guess port and id together (RFC 5452), so both are drawn per packet and ports are given up in time.
 */
import { isLoopbackHost } from '../model/address.ts';
import type { Random } from '../model/clock.ts';
import type { Net, Trust, UdpSocket } from '../net/port.ts';
import { type Server, serverText } from './answer.ts';
import { Roster } from './roster.ts';

const PORTS = 8;
/** Packets after which a port is replaced, so that most of its ids are always free. */
const PORT_USES = 1000;
const IDS = 65_536;

/** Anyone who waits for the answer to a packet. */
export type Waiter = {
  /** A packet with the ticket's id, which may yet be anyone's. */
  readonly packet: (bytes: Buffer, ticket: Ticket) => void;
  /** A packet to the ticket's port with an id that none of ours from there had; true if it ends the trust in that port. */
  readonly nearMiss: (bytes: Buffer, ticket: Ticket) => boolean;
  /** The port reported an error, perhaps for this packet. */
  readonly failed: (code: string, ticket: Ticket) => void;
};

/** One packet on its way: the port it left from and the id it carries, until `release`. */
export class Ticket {
  slot = -1;
  readonly upstream: Upstream;
  readonly id: number;
  readonly waiter: Waiter;
  readonly #port: Port;
  /** Monotonic. */
  sentAt = 0;
  edns = true;
  dnssec = false;
  /** The one sent before it for the same question. */
  earlier: Ticket | null = null;

  constructor(upstream: Upstream, port: Port, id: number, waiter: Waiter) {
    this.upstream = upstream;
    this.#port = port;
    this.id = id;
    this.waiter = waiter;
  }

  send(bytes: Buffer): void {
    this.#port.socket.send(bytes);
  }

  release(): void {
    this.#port.release(this);
  }
}

class Port {
  readonly socket: UdpSocket;
  readonly waiting = new Roster<Ticket>();
  /** The ids of all packets that left from here: what answers one of them twice or late forges nothing. */
  readonly #used: number[] = [];
  retired = false;

  constructor(net: Net, server: Server, trust: Trust) {
    this.socket = net.udp(server, trust, {
      packet: (bytes) => this.#packet(bytes),
      failed: (code) => this.#failed(code),
    });
  }

  get uses(): number {
    return this.#used.length;
  }

  add(ticket: Ticket): void {
    this.#used.push(ticket.id);
    this.waiting.add(ticket);
  }

  retire(): void {
    this.retired = true;
    if (this.waiting.size === 0) this.socket.close();
  }

  /** Few wait at a time, so they are looked through. */
  find(id: number): Ticket | undefined {
    return this.waiting.find((ticket) => ticket.id === id);
  }

  release(ticket: Ticket): void {
    if (this.waiting.remove(ticket) && this.retired && this.waiting.size === 0) this.socket.close();
  }

  #packet(bytes: Buffer): void {
    if (bytes.length >= 2) {
      const id = bytes.readUInt16BE(0);
      const ticket = this.find(id);
      if (ticket !== undefined) ticket.waiter.packet(bytes, ticket);
      else if (!this.#used.includes(id)) this.#nearMiss(bytes);
      return;
    }
    // Less than an id: nobody's, but proof to all that something wrong came by.
    for (const ticket of this.waiting.present()) ticket.waiter.packet(bytes, ticket);
  }

  /** A forger who has found the port must search anew. */
  #nearMiss(bytes: Buffer): void {
    for (const ticket of this.waiting.present()) if (ticket.waiter.nearMiss(bytes, ticket)) this.retired = true;
  }

  /** The system reports an error for the socket, not for a packet: everyone waiting there has to try again. */
  #failed(code: string): void {
    this.retired = true;
    for (const ticket of this.waiting.present()) ticket.waiter.failed(code, ticket);
  }
}

const FIRST_GUESS_MS = 250;
const LEAST_MS = 200;
const MOST_MS = 1000;

export class Upstream {
  readonly server: Server;
  readonly text: string;
  readonly trust: Trust;
  /** On this machine: no one is between, so its DNSSEC result is worth having (RFC 4035 section 4.9.3). */
  readonly isLoopback: boolean;
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
    this.isLoopback = isLoopbackHost(server.host);
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

  take(waiter: Waiter): Ticket {
    const draw = this.#random(PORTS * IDS);
    const port = this.#port(Math.floor(draw / IDS));
    let id = draw % IDS;
    while (port.find(id) !== undefined) id = this.#random(IDS);
    const ticket = new Ticket(this, port, id, waiter);
    port.add(ticket);
    return ticket;
  }

  #port(index: number): Port {
    const port = this.#ports[index];
    if (port !== undefined && !port.retired && port.uses < PORT_USES) return port;
    port?.retire();
    const fresh = new Port(this.#net, this.server, this.trust);
    this.#ports[index] = fresh;
    return fresh;
  }

  /** No new packets; ports close as soon as nobody waits there. */
  close(): void {
    for (const port of this.#ports) port?.retire();
    this.#ports.length = 0;
  }
}
