/**
 * One GET over a connection that is already open, read by `node:http`, which knows chunks and refuses broken heads. The
 * answer is never followed: a caller that follows a redirect resolves its name and asks the guard again.
 */
import http from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../model/clock.ts';
import { failure, systemFailure } from './dial.ts';
import type { HttpAnswer, HttpRequest, StreamFailure } from './port.ts';
import { changedProtocol, noAnswerWithin, tooManyInterim } from './words.ts';

const MAX_HEAD = 32_768;
/** Interim answers (1xx) may come before the answer, and nothing says how many. */
const MAX_INTERIM = 10;

/** As much of an answer as the connection itself can tell. */
type Read = Pick<HttpAnswer, 'status' | 'headers' | 'body' | 'cut'> & { readonly kind: 'answer'; readonly ms: number };

/** `ms` of the answer: from the request to its head. */
export function getOver(
  socket: Socket,
  { url, accept = '*/*', maxBody }: Omit<HttpRequest, 'ms'>,
  ms: number,
  clock: Clock,
): Promise<Read | StreamFailure> {
  const started = clock.monotonic();
  return new Promise((resolve) => {
    const end = (result: Read | StreamFailure): void => {
      stop();
      socket.destroy();
      resolve(result);
    };
    const stop = clock.after(ms, () => end(failure('timeout', noAnswerWithin(ms))));
    const request = http.get({
      createConnection: () => socket,
      path: `${url.pathname}${url.search}`,
      maxHeaderSize: MAX_HEAD,
      setHost: false,
      headers: { host: url.host, accept, 'user-agent': 'postwatch', connection: 'close' },
    });
    request.on('error', (error: NodeJS.ErrnoException) => end(systemFailure('network', error)));
    let interim = 0;
    request.on('information', () => {
      if (++interim > MAX_INTERIM) end(failure('too-long', tooManyInterim(MAX_INTERIM)));
    });
    // An upgrade that was not requested would otherwise wait for a listener.
    request.on('upgrade', () => end(failure('network', changedProtocol)));
    request.on('response', (response) => {
      const head = { status: response.statusCode ?? 0, headers: headersOf(response), ms: clock.monotonic() - started };
      const chunks: Buffer[] = [];
      let size = 0;
      const done = (cut: boolean): void =>
        end({ kind: 'answer', ...head, body: Buffer.concat(chunks).subarray(0, maxBody), cut });
      if (maxBody === 0) return done(true);
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > maxBody) done(true);
      });
      response.on('end', () => done(false));
      response.on('error', (error: NodeJS.ErrnoException) => end(systemFailure('network', error)));
    });
  });
}

const headersOf = (response: http.IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(response.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
