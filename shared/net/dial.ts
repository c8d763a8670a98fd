/** One TCP connection within a time, or the reason why there is none. */
import net from 'node:net';
import type { Clock } from '../model/clock.ts';
import { type Text, verbatim } from '../model/language.ts';
import type { Endpoint, StreamFailure } from './port.ts';
import { noConnectionWithin } from './words.ts';

type Dialled = { readonly kind: 'open'; readonly socket: net.Socket; readonly ms: number } | StreamFailure;

export const failure = (reason: StreamFailure['reason'], detail: Text): StreamFailure => ({
  kind: 'failed',
  reason,
  detail,
});

/** What the system reports, by its code: the same in every language. */
export const systemFailure = (reason: StreamFailure['reason'], error: NodeJS.ErrnoException): StreamFailure =>
  failure(reason, verbatim(error.code ?? error.message));

/** `host` is an address, so the system's resolver is never queried. */
export function dial({ host, port }: Endpoint, ms: number, clock: Clock): Promise<Dialled> {
  const started = clock.monotonic();
  return new Promise((resolve) => {
    const socket = net.createConnection({ host, port, noDelay: true, autoSelectFamily: false });
    const end = (result: Dialled): void => {
      stop();
      if (result.kind === 'failed') socket.destroy();
      resolve(result);
    };
    const stop = clock.after(ms, () => end(failure('timeout', noConnectionWithin(ms))));
    socket.once('connect', () => end({ kind: 'open', socket, ms: clock.monotonic() - started }));
    // Stays for the socket's life: an error after this one's end must not become an exception.
    socket.on('error', (error: NodeJS.ErrnoException) => end(systemFailure('network', error)));
  });
}
