/** One TCP connection within a time, or the reason why there is none. */
import net from 'node:net';
import type { Clock } from '../model/clock.ts';
import type { Endpoint, StreamFailure } from './port.ts';

type Dialled = { readonly kind: 'open'; readonly socket: net.Socket; readonly ms: number } | StreamFailure;

export const failure = (reason: StreamFailure['reason'], detail: string): StreamFailure => ({
  kind: 'failed',
  reason,
  detail,
});

/** `host` is an address, so the system's resolver is never asked. */
export function dial({ host, port }: Endpoint, ms: number, clock: Clock): Promise<Dialled> {
  const started = clock.monotonic();
  return new Promise((resolve) => {
    const socket = net.createConnection({ host, port, noDelay: true, autoSelectFamily: false });
    const end = (result: Dialled): void => {
      stop();
      if (result.kind === 'failed') socket.destroy();
      resolve(result);
    };
    const stop = clock.after(ms, () => end(failure('timeout', `no connection within ${Math.round(ms)} ms`)));
    socket.once('connect', () => end({ kind: 'open', socket, ms: clock.monotonic() - started }));
    // Stays for the socket's life: an error after this one's end must not become an exception.
    socket.on('error', (error: NodeJS.ErrnoException) => end(failure('network', error.code ?? error.message)));
  });
}
