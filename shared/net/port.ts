/**
 * The only sockets of `shared/`, as a port: connected datagrams and one framed exchange over TCP. A test replaces it by an
 * object; everything real is in the files beside this one.
 */

/** An address literal, never a name: whoever connects has already asked DNS, and the guard has seen what came of it. */
export type Endpoint = { readonly host: string; readonly port: number };

/** The reason why nothing may be sent there, or null. */
export type Guard = (host: string) => string | null;

/** Who named the destination: the operator (settings, command line), or data that anybody can publish. */
export type Trust = 'operator' | 'data';

export type UdpEvents = {
  readonly packet: (bytes: Buffer) => void;
  /** An error code such as `ECONNREFUSED`: the destination's host, or the way to it, said no to something sent before. */
  readonly failed: (code: string) => void;
};

export type UdpSocket = {
  /** Never throws and never waits: what goes wrong comes back as `failed`. */
  readonly send: (bytes: Uint8Array) => void;
  readonly close: () => void;
};

export type TcpResult =
  | { readonly kind: 'message'; readonly bytes: Buffer }
  | { readonly kind: 'failed'; readonly reason: 'timeout' | 'network'; readonly detail: string };

export type TcpExchange = { readonly result: Promise<TcpResult>; readonly cancel: () => void };

export type Net = {
  /** Why data may not name this host as a destination, or null. */
  readonly refuses: Guard;
  /** A socket connected to one destination, from a port of the system's choice: other senders' packets never arrive. */
  readonly udp: (to: Endpoint, trust: Trust, events: UdpEvents) => UdpSocket;
  /** One length-prefixed message there, one back (RFC 7766), within `ms`. */
  readonly tcp: (to: Endpoint, trust: Trust, message: Uint8Array, ms: number) => TcpExchange;
};
