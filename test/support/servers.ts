/** Small servers on loopback that do what a test tells them, and are gone after it. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Endpoint } from '../../shared/net/port.ts';

const file = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, `../fixtures/tls/${name}`), 'utf8');

type Name = 'sound' | 'expired' | 'registries' | 'alone' | 'undated';

/** Certificates for mail.example.com, or for registries, of the root `ROOT`; `alone` is its own issuer, for localhost; `undated` ends in month 13. */
export const identity = (name: Name): { readonly key: string; readonly cert: string } =>
  name === 'undated'
    ? { ...identity('sound'), cert: undated(file('sound.pem')) }
    : { key: file(`${name}.key`), cert: file(`${name}.pem`) };

const undated = (pem: string): string => {
  const der = new X509Certificate(pem).raw.toString('latin1').replace('21200101000000Z', '21201301000000Z');
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der, 'latin1').toString('base64')}\n-----END CERTIFICATE-----\n`;
};

export const ROOT = file('root.pem');
/** For the logos of brand.example and example.com, until 2120. */
export const MARK = file('mark.pem');

/** Calls `serve` for each connection; the port is free and on 127.0.0.1. */
export async function tcpServer(serve: (connection: net.Socket) => void): Promise<Endpoint> {
  const open = new Set<net.Socket>();
  const server = net.createServer((connection) => {
    open.add(connection);
    connection.on('error', () => {}).on('close', () => open.delete(connection));
    serve(connection);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    for (const connection of open) connection.destroy();
    server.close();
  });
  return { host: '127.0.0.1', port: (server.address() as net.AddressInfo).port };
}

/** The connection from here on as its server's TLS. */
export function serveTls(connection: net.Socket, name: Parameters<typeof identity>[0]): tls.TLSSocket {
  const secured = new tls.TLSSocket(connection, { isServer: true, ...identity(name) });
  secured.on('error', () => {});
  return secured;
}

/** A port on loopback where nothing listens. */
export async function closedPort(): Promise<Endpoint> {
  const server = net.createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((done) => server.close(done));
  return { host: '127.0.0.1', port };
}
