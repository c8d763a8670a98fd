/**
 * One DNS message over TCP and one back, each behind its length in two octets (RFC 1035 section 4.2.2, RFC 7766). The
 * whole exchange, connecting included, has one deadline, so a server that drips an octet a second gains nothing; the two
 * length octets bound its size.
 */
import net from 'node:net';
import type { Clock } from '../model/clock.ts';
import type { Endpoint, TcpExchange, TcpResult } from './port.ts';

export function exchangeTcp(to: Endpoint, message: Uint8Array, ms: number, clock: Clock): TcpExchange {
  let finish: (result: TcpResult) => void = () => {};
  const result = new Promise<TcpResult>((resolve) => {
    finish = resolve;
  });
  // With `noDelay` the length and the message still leave together: they are one write (RFC 7766 section 8).
  const socket = net.createConnection({ host: to.host, port: to.port, noDelay: true });
  const end = (outcome: TcpResult): void => {
    stopTimer();
    socket.destroy();
    finish(outcome);
  };
  const fail = (reason: 'timeout' | 'network', detail: string): void => end({ kind: 'failed', reason, detail });
  const stopTimer = clock.after(ms, () => fail('timeout', `no answer over TCP within ${Math.round(ms)} ms`));
  socket.on('connect', () => socket.write(framed(message)));
  socket.on('error', (error: NodeJS.ErrnoException) => fail('network', error.code ?? error.message));
  socket.on('close', () => fail('network', 'the server closed the connection before its answer was complete'));
  readFrame(socket, (bytes) => end({ kind: 'message', bytes }));
  return { result, cancel: () => fail('network', 'cancelled') };
}

function framed(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(2 + message.length);
  frame.writeUInt16BE(message.length, 0);
  frame.set(message, 2);
  return frame;
}

function readFrame(socket: net.Socket, done: (bytes: Buffer) => void): void {
  let chunks: Buffer[] = [];
  let size = 0;
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    // Joined only until the length is known: joining at every octet that drips in would be quadratic.
    if (chunks[0] !== undefined && chunks[0].length < 2) chunks = [Buffer.concat(chunks)];
    const head = chunks[0];
    if (head === undefined || head.length < 2) return;
    const length = head.readUInt16BE(0);
    if (size >= 2 + length) done(Buffer.concat(chunks).subarray(2, 2 + length));
  });
}
