/**
 * Public addresses that lead to stand-ins on loopback, below every port of the product: what is asked, and of whom, stays the
 * product's own choice. Nothing listens at any other public address, and no packet leaves the machine.
 */
import dgram from 'node:dgram';
import net from 'node:net';
import type { Endpoint } from '../../shared/net/port.ts';

const LOOPBACK = /^(127\.|::1$|localhost$)/;

const nobody = (code: string): Error => Object.assign(new Error(code), { code });

/** `8.8.4.80:443` -> where it stands. Returns what takes the bridge away. */
export function bridge(places: ReadonlyMap<string, Endpoint>): () => void {
  const tcp = net.Socket.prototype.connect;
  const udp = dgram.Socket.prototype.connect;
  net.Socket.prototype.connect = function connect(this: net.Socket, ...parts: unknown[]): net.Socket {
    const first = (Array.isArray(parts[0]) ? parts[0][0] : parts[0]) as { host?: string; port?: number } | undefined;
    const { host, port } = typeof first === 'object' && first !== null ? first : {};
    const connecting = tcp as (...more: unknown[]) => net.Socket;
    if (host === undefined || LOOPBACK.test(host)) return connecting.apply(this, parts);
    const place = places.get(`${host}:${port}`);
    if (place !== undefined) return connecting.call(this, { ...first, ...place });
    process.nextTick(() => this.destroy(nobody('ECONNREFUSED')));
    return this;
  } as typeof tcp;
  dgram.Socket.prototype.connect = function connect(
    this: dgram.Socket,
    port: number,
    host?: string,
    ...more: unknown[]
  ) {
    if (host === undefined || LOOPBACK.test(host)) {
      (udp as (...parts: unknown[]) => void).call(this, port, host, ...more);
      return;
    }
    process.nextTick(() => this.emit('error', nobody('ENETUNREACH')));
  } as typeof udp;
  return () => {
    net.Socket.prototype.connect = tcp;
    dgram.Socket.prototype.connect = udp;
  };
}
