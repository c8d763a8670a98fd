/**
 * A TLS handshake that looks instead of deciding: an expired, foreign or self-made certificate is what people want to hear
 * about, so the session is opened all the same and says what is wrong with it. Nothing secret is ever sent over one.
 */
import { isIP, type Socket } from 'node:net';
import tls from 'node:tls';
import type { Clock } from '../model/clock.ts';
import { defined } from '../model/defined.ts';
import { failure, systemFailure } from './dial.ts';
import type { Certificate, StreamFailure, TlsSession } from './port.ts';
import { closedDuringHandshake, noSessionWithin } from './words.ts';

type Handshake =
  | { readonly kind: 'secured'; readonly socket: tls.TLSSocket; readonly session: TlsSession }
  | StreamFailure;

/** `roots`: PEM certificates to trust instead of this machine's. */
export type TlsTrust = { readonly roots?: readonly string[] };

export function secure(
  socket: Socket,
  name: string,
  { ms, clock, trust }: { readonly ms: number; readonly clock: Clock; readonly trust: TlsTrust },
): Promise<Handshake> {
  const started = clock.monotonic();
  return new Promise((resolve) => {
    const secured = tls.connect({
      socket,
      // Server name indication is for names only (RFC 6066 section 3).
      ...defined({ servername: isIP(name) === 0 ? name : undefined }),
      rejectUnauthorized: false,
      // The name is compared below: here it would take the place of what is wrong with the chain.
      checkServerIdentity: () => undefined,
      ...defined({ ca: trust.roots === undefined ? undefined : [...trust.roots] }),
    });
    const end = (result: Handshake): void => {
      stop();
      if (result.kind === 'failed') secured.destroy();
      resolve(result);
    };
    const stop = clock.after(ms, () => end(failure('timeout', noSessionWithin(ms))));
    secured.once('secureConnect', () =>
      end({ kind: 'secured', socket: secured, session: sessionOf(secured, name, clock.monotonic() - started) }),
    );
    secured.on('error', (error: NodeJS.ErrnoException) => end(systemFailure('tls', error)));
    secured.on('close', () => end(failure('tls', closedDuringHandshake)));
  });
}

function sessionOf(socket: tls.TLSSocket, name: string, ms: number): TlsSession {
  const own = socket.getPeerCertificate(true);
  // Its type says Error; it is the code of OpenSSL.
  const distrust = socket.authorized ? null : String(socket.authorizationError ?? 'UNKNOWN');
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    chain: chainOf(own),
    distrust,
    nameMatches: hasSubject(own) && tls.checkServerIdentity(name, own) === undefined,
    ms,
  };
}

const hasSubject = (certificate: tls.PeerCertificate): boolean => Object.keys(certificate).length > 0;

/** More than any chain needs; a server may send what it likes. */
const MAX_CHAIN = 10;

function chainOf(own: tls.DetailedPeerCertificate): readonly Certificate[] {
  const chain: Certificate[] = [];
  const seen = new Set<tls.DetailedPeerCertificate>();
  // A root is its own issuer.
  for (let at = own; at !== undefined && hasSubject(at) && !seen.has(at); at = at.issuerCertificate) {
    if (chain.length === MAX_CHAIN) break;
    seen.add(at);
    chain.push(certificateOf(at));
  }
  return chain;
}

const MAX_NAMES = 100;

const certificateOf = (from: tls.PeerCertificate): Certificate => ({
  subject: distinguished(from.subject),
  issuer: distinguished(from.issuer),
  names: (from.subjectaltname ?? '')
    .split(', ')
    .filter((name) => /^(DNS|IP Address):/.test(name))
    .slice(0, MAX_NAMES)
    .map((name) => name.slice(name.indexOf(':') + 1)),
  validFrom: Date.parse(from.valid_from),
  validTo: Date.parse(from.valid_to),
});

/** `C=KR, O=Example, CN=mail.example.com` */
const distinguished = (name: tls.PeerCertificate['subject'] | undefined): string =>
  Object.entries(name ?? {})
    .map(([key, value]) => `${key}=${[value].flat().join('+')}`)
    .join(', ');
