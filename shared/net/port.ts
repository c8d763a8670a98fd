/**
 * The only sockets of `shared/`, as ports: connected datagrams and one framed exchange over TCP for DNS (`Net`), lines, TLS
 * and HTTP for everything else (`Connector`). A test replaces them by objects; what is real is in the files beside this one.
 */

import type { Text } from '../model/language.ts';

/** An address literal, never a name: the caller has already looked the name up, and the guard has seen the address. */
export type Endpoint = { readonly host: string; readonly port: number };

/** The reason why nothing may be sent there, or null. */
export type Guard = (to: Endpoint) => Text | null;

/** Who named the destination: the operator (settings, command line), or data that anyone can publish. */
export type Trust = 'operator' | 'data';

export type UdpEvents = {
  readonly packet: (bytes: Buffer) => void;
  /** An error code such as `ECONNREFUSED`: the destination's host, or a router on the way, refused something sent before. */
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
  /** Why data may not name this destination, or null. */
  readonly refuses: Guard;
  /** A socket connected to one destination, from a port of the system's choice: other senders' packets never arrive. */
  readonly udp: (to: Endpoint, trust: Trust, events: UdpEvents) => UdpSocket;
  /** One length-prefixed message there, one back (RFC 7766), within `ms`. */
  readonly tcp: (to: Endpoint, trust: Trust, message: Uint8Array, ms: number) => TcpExchange;
};

/** Nothing came of it: refused by the guard and never tried, or tried in vain. */
export type StreamFailure = {
  readonly kind: 'failed';
  /** `closed`: by the other side; `too-long`: more than we take; `tls`: no session could be agreed on. */
  readonly reason: 'refused' | 'timeout' | 'network' | 'closed' | 'too-long' | 'tls';
  /** An error code such as `ECONNREFUSED`, the same in every language, or one line for a person. */
  readonly detail: Text;
};

export type LineRead = { readonly kind: 'line'; readonly text: string } | StreamFailure;

export type Certificate = {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and addresses of the subject alternative name. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
};

/** What a handshake showed. A certificate that should not be trusted is data too: examining it is the purpose. */
export type TlsSession = {
  readonly protocol: string;
  readonly cipher: string;
  /** The server's own first. */
  readonly chain: readonly Certificate[];
  /** Why this machine's roots do not vouch for the chain (`CERT_HAS_EXPIRED`, `SELF_SIGNED_CERT_IN_CHAIN`, ...), or null. */
  readonly distrust: string | null;
  /** Whether the certificate is for the requested name. */
  readonly nameMatches: boolean;
  readonly ms: number;
};

export type Secured = { readonly kind: 'secured'; readonly session: TlsSession } | StreamFailure;

/** A conversation in lines, within the time and size that its opening set. */
export type Connection = {
  readonly connectMs: number;
  /** The next line without its end; what the other side left unfinished before it closed counts as one. */
  readonly line: () => Promise<LineRead>;
  readonly send: (text: string) => void;
  /** TLS from here on; what came unencrypted and was not read is thrown away (RFC 3207 section 5). */
  readonly secure: (name: string) => Promise<Secured>;
  readonly close: () => void;
};

export type Opened = { readonly kind: 'open'; readonly connection: Connection } | StreamFailure;

export type HttpRequest = {
  /** Its host is what the server is called; where to connect is the endpoint's matter. */
  readonly url: URL;
  readonly accept?: string;
  readonly ms: number;
  /** Octets of the body that are kept; 0: the head is enough. */
  readonly maxBody: number;
};

export type HttpAnswer = {
  readonly kind: 'answer';
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** There was more. */
  readonly cut: boolean;
  readonly session: TlsSession | null;
  /** From the first packet to the answer's head. */
  readonly ms: number;
};

/** Connections to what data named: each is shown to the guard first, and a refusal is an answer like any other. */
export type Connector = {
  readonly refuses: Guard;
  /** `ms`: for the whole conversation. */
  readonly connect: (to: Endpoint, ms: number) => Promise<Opened>;
  readonly request: (to: Endpoint, request: HttpRequest) => Promise<HttpAnswer | StreamFailure>;
};
