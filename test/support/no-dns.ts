/**
 * Tests run with the network cut off: DNS through Node is refused, and so is any socket that does not go to loopback. A
 * test that reaches for the internet fails at once, with the reason, instead of passing where there happens to be one.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/** Set once the network is cut: this file runs before every test file, and most of them share a process. */
const CUT = Symbol.for('postwatch.network-cut');
const LOOPBACK = /^(127\.|::1$|localhost$|0\.0\.0\.0$|::$)/;

function refuse(what: string): never {
  throw new Error(`tests run without a network: ${what}`);
}

if (!(CUT in globalThis)) {
  Object.assign(globalThis, { [CUT]: true });
  cutOff();
}

function cutOff(): void {
  const cut = dns as unknown as Record<string, unknown>;
  for (const name of Object.keys(dns).filter((key) => /^(resolve|reverse|lookup)/.test(key))) {
    const real = cut[name] as (...parts: unknown[]) => unknown;
    cut[name] = (...parts: unknown[]) =>
      LOOPBACK.test(String(parts[0])) ? real.apply(dns, parts) : refuse(`dns.${name}(${String(parts[0])})`);
  }
  const promises = dns.promises as unknown as Record<string, unknown>;
  for (const name of Object.keys(dns.promises).filter((key) => /^(resolve|reverse|lookup)/.test(key))) {
    promises[name] = (host: unknown) => refuse(`dns.promises.${name}(${String(host)})`);
  }

  const udpConnect = dgram.Socket.prototype.connect;
  dgram.Socket.prototype.connect = function connect(
    this: dgram.Socket,
    port: number,
    host?: unknown,
    ...rest: unknown[]
  ) {
    if (typeof host === 'string' && !LOOPBACK.test(host)) refuse(`UDP to ${host}`);
    return (udpConnect as (...parts: unknown[]) => void).call(this, port, host, ...rest);
  } as typeof udpConnect;

  const udpSend = dgram.Socket.prototype.send as (...parts: unknown[]) => void;
  dgram.Socket.prototype.send = function send(this: dgram.Socket, ...parts: unknown[]) {
    const host = parts.slice(1).find((part) => typeof part === 'string');
    if (typeof host === 'string' && !LOOPBACK.test(host)) refuse(`UDP to ${host}`);
    return udpSend.apply(this, parts);
  } as typeof dgram.Socket.prototype.send;

  const tcpConnect = net.Socket.prototype.connect as (...parts: unknown[]) => net.Socket;
  net.Socket.prototype.connect = function connect(this: net.Socket, ...parts: unknown[]) {
    const first = (Array.isArray(parts[0]) ? parts[0][0] : parts[0]) as { host?: string; port?: number } | undefined;
    const host = typeof first === 'object' && first !== null ? first.host : parts[1];
    if (typeof host === 'string' && !LOOPBACK.test(host)) refuse(`TCP to ${host}`);
    return tcpConnect.apply(this, parts);
  } as typeof net.Socket.prototype.connect;
}
