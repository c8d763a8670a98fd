/**
 * Lines over a connection (SMTP, whois): what arrives is kept until it is read, and time, length of a line and size of
 * the whole are bounded, so neither a tarpit nor a flood costs more than it was given.
 */
import type { Socket } from 'node:net';
import type { Clock } from '../model/clock.ts';
import { failure, systemFailure } from './dial.ts';
import type { Connection, LineRead, StreamFailure } from './port.ts';
import type { TlsTrust } from './secure.ts';
import { closedByServer, conversationOver, conversationTimeUp, lineTooLong, tooManyOctets } from './words.ts';

/** RFC 5321 section 4.5.3.1.5 allows 512 octets; a whois server writes whole paragraphs. */
const MAX_LINE = 8192;
const MAX_TOTAL = 262_144;

type Options = {
  readonly connectMs: number;
  /** Monotonic: the end of the conversation. */
  readonly endsAt: number;
  readonly clock: Clock;
  readonly trust: TlsTrust;
};

export function converse(opened: Socket, { connectMs, endsAt, clock, trust }: Options): Connection {
  let socket = opened;
  const inbox = createInbox();
  const stop = clock.after(Math.max(0, endsAt - clock.monotonic()), () => {
    inbox.end(failure('timeout', conversationTimeUp));
    socket.destroy();
  });
  const failed = (error: NodeJS.ErrnoException) => inbox.end(systemFailure('network', error));
  const closed = () => inbox.end(failure('closed', closedByServer));
  const listen = (): void => {
    socket.on('data', inbox.take).on('error', failed).on('close', closed);
  };
  listen();
  return {
    connectMs,
    line: inbox.next,
    send: (text) => {
      if (!socket.destroyed) socket.write(text);
    },
    secure: async (name) => {
      // Before the listeners go: an error that comes while it loads must find one.
      const { secure } = await import('./secure.ts');
      socket.off('data', inbox.take).off('error', failed).off('close', closed);
      inbox.discard();
      const result = await secure(socket, name, { ms: Math.max(0, endsAt - clock.monotonic()), clock, trust });
      if (result.kind === 'failed') return inbox.end(result);
      socket = result.socket;
      listen();
      return { kind: 'secured', session: result.session };
    },
    close: () => {
      stop();
      socket.destroy();
      inbox.end(failure('closed', conversationOver));
    },
  };
}

function createInbox() {
  let pending: Buffer = Buffer.alloc(0);
  let total = 0;
  let ended: StreamFailure | null = null;
  let waiting: ((line: LineRead) => void) | null = null;
  const deliver = (): void => {
    if (waiting === null) return;
    const line = shift();
    if (line === null) return;
    const give = waiting;
    waiting = null;
    give(line);
  };
  const shift = (): LineRead | null => {
    const at = pending.indexOf(0x0a);
    if (at >= 0) {
      const text = pending.toString('utf8', 0, at).replace(/\r$/, '');
      pending = pending.subarray(at + 1);
      return { kind: 'line', text };
    }
    // The other side may end its last line by closing; one that our time cut off is none.
    if (ended?.reason === 'closed' && pending.length > 0) {
      const text = pending.toString('utf8');
      pending = Buffer.alloc(0);
      return { kind: 'line', text };
    }
    return ended;
  };
  /** The first reason is the one that counts. */
  const end = (why: StreamFailure): StreamFailure => {
    ended ??= why;
    deliver();
    return ended;
  };
  const take = (chunk: Buffer): void => {
    total += chunk.length;
    if (ended !== null) return;
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    deliver();
    if (total > MAX_TOTAL) end(failure('too-long', tooManyOctets(MAX_TOTAL)));
    else if (pending.length > MAX_LINE && !pending.includes(0x0a)) {
      discard();
      end(failure('too-long', lineTooLong(MAX_LINE)));
    }
  };
  const next = (): Promise<LineRead> => {
    const line = shift();
    if (line !== null) return Promise.resolve(line);
    return new Promise((resolve) => {
      waiting = resolve;
    });
  };
  const discard = (): void => {
    pending = Buffer.alloc(0);
  };
  return { take, end, next, discard };
}
