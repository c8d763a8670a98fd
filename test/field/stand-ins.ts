/** Servers on loopback that play a script: a web server with a certificate, a mail server, one that says its text (whois). */
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import type { Endpoint } from '../../shared/net/port.ts';
import type { TestAuthority } from '../support/certificates.ts';
import type { HttpScript, Script } from './case.ts';

export type StandIn = { readonly at: Endpoint; readonly close: () => Promise<void> };

export function standIn(script: Script, authority: TestAuthority): Promise<StandIn> {
  if ('http' in script) return listening(webServer(script.http, authority));
  return listening(net.createServer('smtp' in script ? mailServer(script.smtp) : textServer(script.text.answer)));
}

/** By the port's protocol: with a certificate it speaks TLS. */
function webServer({ cert, routes }: HttpScript, authority: TestAuthority): http.Server {
  const answer: http.RequestListener = (request, response) => {
    const route = routes[new URL(request.url ?? '/', 'http://localhost').pathname];
    const { status = 200, headers = {}, json, body = JSON.stringify(json) } = route ?? { status: 404, body: '' };
    const type = json === undefined ? 'text/plain' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };
  return cert.length === 0 ? http.createServer(answer) : https.createServer(authority.issue(cert), answer);
}

const mailServer =
  ({ greeting, ehlo }: { readonly greeting: string; readonly ehlo: string }) =>
  (connection: net.Socket): void => {
    connection.on('error', () => {});
    connection.write(greeting);
    let pending = '';
    connection.on('data', (chunk) => {
      const lines = (pending + chunk.toString('latin1')).split('\r\n');
      pending = lines.pop() ?? '';
      for (const line of lines) {
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'EHLO' || verb === 'HELO') connection.write(ehlo);
        else if (verb === 'QUIT') connection.end('221 bye\r\n');
        else connection.write('502 not known here\r\n');
      }
    });
  };

const textServer =
  (answer: string) =>
  (connection: net.Socket): void => {
    connection.on('error', () => {}).once('data', () => connection.end(answer.replace(/\r?\n/g, '\r\n')));
  };

function listening(server: net.Server): Promise<StandIn> {
  const open = new Set<net.Socket>();
  server.on('connection', (connection: net.Socket) => {
    open.add(connection);
    connection.on('close', () => open.delete(connection));
  });
  const close = (): Promise<void> => {
    for (const connection of open) connection.destroy();
    return new Promise((done) => server.close(() => done()));
  };
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () =>
      done({ at: { host: '127.0.0.1', port: (server.address() as AddressInfo).port }, close }),
    ),
  );
}
