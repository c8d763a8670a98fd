/**
 * Connected datagram sockets. Connecting makes the kernel drop what other hosts send, and it reports ICMP errors ("port
 * unreachable") to us at once, where an unconnected socket would only ever time out.
 */
import dgram from 'node:dgram';
import { isIP } from 'node:net';
import type { Endpoint, UdpEvents, UdpSocket } from './port.ts';

/**
 * The default of about 200 KiB holds some 270 small answers (the kernel charges each its whole buffer): a fast server
 * answering a burst overflows it, and the loss looks like a time-out. The kernel lowers the requested size to its own limit.
 */
const RECEIVE_BUFFER = 4 * 1024 * 1024;

export function openUdp(to: Endpoint, { packet, failed }: UdpEvents): UdpSocket {
  const family = isIP(to.host) === 6 ? 6 : 4;
  const socket = dgram.createSocket({
    type: family === 6 ? 'udp6' : 'udp4',
    // The host is an address: no name may reach the system's resolver from here.
    lookup: (host, _options, done) => done(null, host, family),
  });
  let queue: Uint8Array[] | null = [];
  let open = true;
  const onSent = (error: NodeJS.ErrnoException | null): void => {
    if (error !== null && open) failed(error.code ?? error.message);
  };
  const send = (bytes: Uint8Array): void => {
    if (!open) return;
    // An ICMP error is reported once, and to a packet that is being sent if one comes first: without a callback it is lost.
    if (queue === null) socket.send(bytes, onSent);
    else queue.push(bytes);
  };
  socket.on('message', packet);
  socket.on('error', onSent);
  socket.once('connect', () => {
    enlarge(socket);
    const early = queue ?? [];
    queue = null;
    for (const bytes of early) send(bytes);
  });
  socket.connect(to.port, to.host);
  // A caller that waits for an answer holds a timer. A socket alone must not keep the process from ending.
  socket.unref();
  const close = (): void => {
    if (!open) return;
    open = false;
    socket.close();
  };
  return { send, close };
}

function enlarge(socket: dgram.Socket): void {
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER);
  } catch {
    // Some systems refuse instead of lowering the size; then we keep the default.
  }
}
